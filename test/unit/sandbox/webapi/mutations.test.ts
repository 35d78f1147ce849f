// Requests with pieces dropped, doubled and mixed: the service answers or refuses, and never breaks.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../../sandbox/webapi/schema';
import { WebApiHost } from './support/host';

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

const fetchXml = encodeURIComponent(
  "<fetch count='2' page='1'><entity name='account'><attribute name='name'/><order attribute='name'/><filter type='or'><condition attribute='statecode' operator='eq' value='0'/><condition attribute='createdon' operator='last-x-days' value='3'/></filter><link-entity name='contact' from='contactid' to='primarycontactid' alias='c' link-type='outer'><attribute name='fullname'/></link-entity></entity></fetch>",
);

const sound: readonly string[] = [
  "accounts?$select=name,revenue&$filter=contains(name,'a') and (revenue gt 5 or statecode eq 0)&$orderby=revenue desc,name&$top=3",
  'accounts?$select=name&$expand=primarycontactid($select=fullname),Account_Tasks($select=subject;$filter=statecode eq 0;$top=2)&$count=true',
  "contacts?$filter=Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=@p2)&@p1='lastname'&@p2=[\"A\",'B']",
  "accounts?$filter=Account_Tasks/any(t:contains(t/subject,'x') and t/statecode eq 1) and not (createdon gt 2024-01-01)",
  'accounts?$apply=filter(statecode eq 0)/groupby((statuscode,primarycontactid/fullname),aggregate(revenue with sum as total,$count as n))&$orderby=statuscode',
  "accounts(accountnumber='A-1')/contact_customer_accounts/$count?$filter=fullname ne null",
  'activitypointers/Microsoft.Dynamics.CRM.task?$select=subject,percentcomplete&$filter=Microsoft.Dynamics.CRM.task/percentcomplete gt 5&$top=2',
  'accounts(00000000-0000-0000-0000-000000000001)/primarycontactid/$ref',
  "EntityDefinitions(LogicalName='account')/Attributes?$select=LogicalName&$filter=AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'Picklist'",
  "RetrieveTotalRecordCount(EntityNames=@p1)?@p1=['account','contact']",
  'accounts?$select=name&$deltatoken=919042%2108%2f22%2f2026%2008%3a10%3a44',
  `accounts?fetchXml=${fetchXml}`,
];

const pieces =
  "' '' ( ) / $ & , = @p1 any( null eq not % %27 [ ] { } ; - 5 2024-01-01 Microsoft.Dynamics.CRM. $it".split(
    ' ',
  );

/** Mulberry32: the same requests every time. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function mutated(below: (limit: number) => number): string {
  const pick = (list: readonly string[]): string => list[below(list.length)] ?? '';
  let target = pick(sound);
  for (let left = 1 + below(2); left > 0; left -= 1) {
    const at = below(target.length + 1);
    const [before, after] = [target.slice(0, at), target.slice(at)];
    const word = pick(pick(sound).match(/\w{2,}/g) ?? []);
    target =
      [
        before + after.slice(1 + below(4)),
        before + pick(pieces) + after,
        before,
        before + after.replace(/\w{2,}/, word),
        before + after.slice(0, 9) + after,
      ][below(5)] ?? target;
  }
  return target;
}

it.each([...schema.sets.values()])(
  '$setName: a row is made, changed and deleted, or that is refused',
  async (table) => {
    const made = await host.send(table.setName, { method: 'POST', body: {} });
    expect([204, 400, 403], made.text.slice(0, 300)).toContain(made.status);
    const [row] = await host.rows(`${table.setName}?$select=${table.primaryKey}&$top=1`);
    if (row === undefined) return;
    const target = `${table.setName}(${String(row[table.primaryKey])})`;
    const { property, kind } = table.nameColumn;
    const body = kind === 'text' ? { [property]: 'Changed' } : {};
    const changed = await host.send(target, { method: 'PATCH', body });
    expect([204, 400, 403], changed.text.slice(0, 300)).toContain(changed.status);
    const gone = await host.send(target, { method: 'DELETE' });
    expect([204, 400, 403], gone.text.slice(0, 300)).toContain(gone.status);
    expect((await host.send(target)).status).toBe(gone.status === 204 ? 404 : 200);
  },
);

it('answers or refuses 3,000 requests that are nearly sound', async () => {
  const below = random(20_261_121);
  const broken: string[] = [];
  const statuses = new Set<number>();
  for (let count = 0; count < 3000; count += 1) {
    const target = mutated(below);
    const reply = await host.send(target, { headers: { prefer: 'odata.include-annotations="*"' } });
    statuses.add(reply.status);
    const refused = reply.status >= 400;
    if (reply.status === 500 || (refused && !reply.error?.message)) {
      broken.push(`${target} → ${reply.status} ${reply.text.slice(0, 200)}`);
    }
  }
  expect(broken).toEqual([]);
  expect(statuses).toContain(200);
  expect(statuses).toContain(400);
  for (const target of sound) expect([200, 404], target).toContain((await host.send(target)).status);
});
