import { describe, expect, it } from 'vitest';
import { readJsonBody } from '../../../src/adapters/metadata/jsonBody';
import { runTablesJob } from '../../../src/adapters/metadata/tablesJob';
import { neverCancelled } from '../../../src/core/base/cancel';
import { problemOf, ProblemError } from '../../../src/core/base/problem';
import { WebApiLabelService } from '../../../src/core/metadata/labelService';
import { FakeApi } from './support/fakeApi';
import { problem } from './support/fakeSchemaPorts';

/** A `Label` as the Web API writes it. */
function label(text: string, others: readonly [number, string][] = []): object {
  const own = { Label: text, LanguageCode: 1033, IsManaged: true, MetadataId: 'x', HasChanged: null };
  const localized = others.map(([LanguageCode, Label]) => ({ Label, LanguageCode }));
  return { LocalizedLabels: [...localized, own], UserLocalizedLabel: own };
}

const noLabel = { LocalizedLabels: [], UserLocalizedLabel: null };

function attribute(LogicalName: string, type: string, more: object = {}): object {
  return {
    '@odata.type': `#Microsoft.Dynamics.CRM.${type}AttributeMetadata`,
    LogicalName,
    AttributeType: type,
    AttributeTypeName: { Value: `${type}Type` },
    DisplayName: label(LogicalName.toUpperCase()),
    Description: noLabel,
    RequiredLevel: { Value: 'None', CanBeChanged: true },
    IsCustomAttribute: false,
    IsValidForRead: true,
    IsValidForCreate: true,
    IsValidForUpdate: true,
    ...more,
  };
}

const account = {
  LogicalName: 'account',
  DisplayName: label('Account', [[1031, 'Firma']]),
  DisplayCollectionName: label('Accounts'),
  Description: { LocalizedLabels: [{ Label: 'Kunde', LanguageCode: 1031 }], UserLocalizedLabel: null },
  IsCustomEntity: false,
  PrimaryNameAttribute: 'name',
  Attributes: [
    attribute('name', 'String', {
      RequiredLevel: { Value: 'ApplicationRequired' },
      Description: label('Its name'),
    }),
    attribute('industrycode', 'Picklist'),
    attribute('statecode', 'State', { IsValidForCreate: false, RequiredLevel: { Value: 'SystemRequired' } }),
    attribute('donotphone', 'Boolean'),
    attribute('new_colours', 'MultiSelectPicklist', { IsCustomAttribute: true }),
    attribute('ownerid', 'Owner', { RequiredLevel: { Value: 'Recommended' } }),
    { LogicalName: 'odd', DisplayName: 'no label', RequiredLevel: 7, AttributeType: 'Virtual' },
    'nonsense',
  ],
};

const option = (Value: number, text: string): object => ({ Value, Label: label(text), Description: noLabel });

function answer(path: string): object | Error {
  if (path.startsWith('EntityDefinitions?')) {
    return { value: [account, { LogicalName: 'new_x', IsCustomEntity: true }, { DisplayName: label('?') }] };
  }
  if (path.startsWith('RetrieveTotalRecordCount')) {
    return { EntityRecordCountCollection: { Count: 1, Keys: ['Account'], Values: [123_456] } };
  }
  if (!path.includes('/Attributes/')) return account;
  const cast = /CRM\.(\w+)AttributeMetadata/.exec(path)?.[1] ?? '';
  switch (cast) {
    case 'Picklist':
      return {
        value: [
          {
            LogicalName: 'industrycode',
            OptionSet: { Options: [option(1, 'Accounting'), { Value: 2, Label: noLabel }, { Value: 'x' }] },
            GlobalOptionSet: null,
          },
        ],
      };
    case 'MultiSelectPicklist':
      return {
        value: [
          { LogicalName: 'new_colours', OptionSet: null, GlobalOptionSet: { Options: [option(1, 'Red')] } },
        ],
      };
    case 'Boolean':
      return {
        value: [
          {
            LogicalName: 'donotphone',
            OptionSet: { TrueOption: option(1, 'Do Not Allow'), FalseOption: option(0, 'Allow') },
          },
        ],
      };
    case 'Lookup':
      return { value: [{ LogicalName: 'ownerid', Targets: ['systemuser', 'team'] }] };
    default:
      return problem('service-refused');
  }
}

const serviceOver = (api: FakeApi): WebApiLabelService =>
  new WebApiLabelService(api, readJsonBody, (body) => {
    const outcome = runTablesJob(body);
    return outcome.kind === 'read'
      ? Promise.resolve(outcome.tables)
      : Promise.reject(new ProblemError(outcome.problem));
  });

describe('labels over the Web API', () => {
  it('come for all tables in one request', async () => {
    const api = new FakeApi(answer);
    const tables = await serviceOver(api).tables(neverCancelled);
    expect([...tables]).toEqual([
      [
        'account',
        {
          displayName: 'Account',
          collectionName: 'Accounts',
          description: 'Kunde',
          custom: false,
          primaryName: 'name',
        },
      ],
      ['new_x', { custom: true }],
    ]);
    expect(api.paths).toHaveLength(1);
    expect(api.paths[0]).not.toContain('Description');
  });

  it('come for one table with its columns, choices and targets', async () => {
    const api = new FakeApi(answer);
    const { table, columns } = await serviceOver(api).table('account', neverCancelled);
    expect(table).toMatchObject({ displayName: 'Account', rowCount: 123_456 });
    expect(columns.get('name')).toEqual({
      displayName: 'NAME',
      description: 'Its name',
      type: 'String',
      required: 'required',
      custom: false,
      readable: true,
      creatable: true,
      updatable: true,
    });
    expect(columns.get('industrycode')?.choices).toEqual([
      { value: 1, label: 'Accounting' },
      { value: 2, label: '2' },
    ]);
    expect(columns.get('donotphone')?.choices).toEqual([
      { value: 0, label: 'Allow' },
      { value: 1, label: 'Do Not Allow' },
    ]);
    expect(columns.get('new_colours')).toMatchObject({ custom: true, choices: [{ value: 1, label: 'Red' }] });
    expect(columns.get('ownerid')).toMatchObject({
      required: 'recommended',
      targets: ['systemuser', 'team'],
    });
    expect(columns.get('statecode')).toMatchObject({ type: 'State', required: 'system', creatable: false });
    expect(columns.get('odd')).toEqual({ type: 'Virtual' });
  });

  it('are asked for by casts that Microsoft documents, and only those that the table has use for', async () => {
    const api = new FakeApi(answer);
    await serviceOver(api).table('account', neverCancelled);
    expect(api.paths.at(-1)).toBe('RetrieveTotalRecordCount(EntityNames=@p1)?@p1=%5B%22account%22%5D');
    const [definition, ...casts] = api.paths;
    expect(definition).toMatch(
      /^EntityDefinitions\(LogicalName='account'\)\?\$select=[\w,]+&\$expand=Attributes\(\$select=[\w,]+\)$/,
    );
    expect(casts.map((path) => path.split('?')[0])).toEqual([
      ...['Picklist', 'MultiSelectPicklist', 'State', 'Boolean', 'Lookup'].map(
        (type) =>
          `EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.${type}AttributeMetadata`,
      ),
      'RetrieveTotalRecordCount(EntityNames=@p1)',
    ]);
  });

  it('quote a name that holds what a path may not', async () => {
    const api = new FakeApi(answer);
    await serviceOver(api).table("a'/b", neverCancelled);
    expect(api.paths[0]).toContain("EntityDefinitions(LogicalName='a''%2Fb')?");
  });

  it('pass on why the tables cannot be read', async () => {
    const found = await serviceOver(new FakeApi(() => '<html>'))
      .tables(neverCancelled)
      .then(() => undefined, problemOf);
    expect(found?.kind).toBe('malformed-answer');
  });

  it('pass on why a table cannot be read', async () => {
    for (const answerOf of [() => problem('sign-in-needed'), () => 'no JSON']) {
      const service = serviceOver(new FakeApi(answerOf));
      const found = await service.table('account', neverCancelled).then(() => undefined, problemOf);
      expect(['sign-in-needed', 'malformed-answer']).toContain(found?.kind);
    }
  });
});
