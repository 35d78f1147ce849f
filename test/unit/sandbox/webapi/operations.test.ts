// Functions and actions: `$metadata` declares what the service answers, and the service answers what `$metadata` declares.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boundOperations, unboundOperations } from '../../../sandbox/webapi/service/operations';
import { root, WebApiHost } from './support/host';

let host: WebApiHost;
let metadata: string;
beforeAll(async () => {
  host = await WebApiHost.start(10);
  metadata = (await host.send('$metadata')).text;
});
afterAll(() => host.stop());

const names = (pattern: RegExp): Set<string> =>
  new Set([...metadata.matchAll(pattern)].map(([, name = '']) => name));

describe('functions and actions', () => {
  it('are declared as they are answered', () => {
    const ofMethod = (method: string): Set<string> =>
      new Set(Object.keys(unboundOperations).filter((name) => unboundOperations[name] === method));
    expect(names(/<FunctionImport Name="(\w+)"/g)).toEqual(ofMethod('GET'));
    expect(names(/<ActionImport Name="(\w+)"/g)).toEqual(ofMethod('POST'));
    const bound = (element: string): Set<string> =>
      names(new RegExp(`<${element} Name="(\\w+)"[^>]*IsBound="true"`, 'g'));
    for (const [name, { method }] of boundOperations) {
      expect(bound(method === 'GET' ? 'Function' : 'Action'), name).toContain(name);
    }
    for (const name of [...bound('Function'), ...bound('Action')]) {
      expect([...boundOperations.keys()], name).toContain(name);
    }
  });

  it.each([
    ['WhoAmI()', 'UserId'],
    ['RetrieveVersion()', 'Version'],
    ['RetrieveTimestamp()', 'Timestamp'],
    ["RetrieveCurrentOrganization(AccessType='Default')", 'Detail'],
    ['RetrieveAvailableLanguages()', 'LocaleIds'],
    ['RetrieveProvisionedLanguages()', 'RetrieveProvisionedLanguages'],
    ["RetrieveTotalRecordCount(EntityNames=['account'])", 'EntityRecordCountCollection'],
    [
      "GetTimeZoneCodeByLocalizedName(LocalizedStandardName='W. Europe Standard Time',LocaleId=1033)",
      'TimeZoneCode',
    ],
  ])('%s answers %s', async (target, property) => {
    const { json } = await host.send(target);
    const name = target.replace(/\(.*/, '');
    expect(json['@odata.context']).toBe(`${root}$metadata#Microsoft.Dynamics.CRM.${name}Response`);
    expect(json).toHaveProperty(property);
  });

  it('sum up the minutes of what was done on a case', async () => {
    const [incident] = await host.rows('incidents?$select=title&$top=1');
    const id = String(incident?.['incidentid']);
    const total = async (): Promise<unknown> =>
      (await host.send(`incidents(${id})/Microsoft.Dynamics.CRM.CalculateTotalTimeIncident()`)).json[
        'TotalTime'
      ];
    const before = Number(await total());
    const made = await host.send('tasks', {
      method: 'POST',
      body: {
        subject: 'Looked into it',
        actualdurationminutes: 25,
        'regardingobjectid_incident_task@odata.bind': `/incidents(${id})`,
      },
    });
    expect(made.status, made.text).toBe(204);
    expect(await total()).toBe(before);
    const task = String(made.headers['odata-entityid']).slice(root.length);
    await host.send(task, { method: 'PATCH', body: { statecode: 1, statuscode: 5 } });
    expect(await total()).toBe(before + 25);
  });

  it('lose a deal and resolve a case, each with the activity that says how', async () => {
    const [deal] = await host.rows('opportunities?$select=name&$top=1&$filter=statecode eq 0');
    const opportunity = `opportunities(${String(deal?.['opportunityid'])})`;
    const lost = {
      Status: 4,
      OpportunityClose: { subject: 'Too dear', 'opportunityid@odata.bind': opportunity },
    };
    expect((await host.send('LoseOpportunity', { method: 'POST', body: lost })).status).toBe(204);
    expect((await host.send(`${opportunity}?$select=statecode,statuscode`)).json).toMatchObject({
      statecode: 2,
      statuscode: 4,
    });
    const [open] = await host.rows('incidents?$select=title&$top=1&$filter=statecode eq 0');
    const incident = `incidents(${String(open?.['incidentid'])})`;
    const solved = {
      Status: 5,
      IncidentResolution: { subject: 'Solved', 'incidentid@odata.bind': incident },
    };
    expect((await host.send('CloseIncident', { method: 'POST', body: solved })).status).toBe(204);
    expect((await host.send(`${incident}?$select=statecode`)).json['statecode']).toBe(1);
  });

  it('are refused by another method, on another table, with other parameters', async () => {
    const [account] = await host.rows('accounts?$select=name&$top=1');
    for (const [method, target, status] of [
      ['POST', 'WhoAmI', 404],
      ['GET', 'WinOpportunity', 404],
      ['GET', 'WhoAmI(x=1)', 400],
      ['GET', 'RetrieveCurrentOrganization()', 400],
      [
        'GET',
        `accounts(${String(account?.['accountid'])})/Microsoft.Dynamics.CRM.CalculateTotalTimeIncident()`,
        404,
      ],
      ['GET', 'accounts/Microsoft.Dynamics.CRM.CreateMultiple', 404],
      ['GET', 'NoSuchFunction()', 404],
    ] as const) {
      expect((await host.send(target, { method })).status, target).toBe(status);
    }
  });
});
