import { describe, expect, it } from 'vitest';
import { readEnvironments, suggestName, toSettingEntry } from '../../../src/core/base/environmentConfig';
import { parseEnvironmentUrl } from '../../../src/core/dataverse/environmentUrl';

const complete = {
  name: 'contoso-dev',
  url: 'https://contoso-dev.crm4.dynamics.com/main.aspx?appid=1',
  method: 'client-secret',
  clientId: '11111111-1111-1111-1111-111111111111',
  tenantId: 'contoso.onmicrosoft.com',
};

const read = (setting: unknown) => readEnvironments(setting, parseEnvironmentUrl);

describe('the environments setting', () => {
  it('reads an entry, reduces its address to the origin and fills in the defaults', () => {
    expect(read([complete])).toEqual([
      {
        kind: 'usable',
        environment: {
          ...complete,
          url: 'https://contoso-dev.crm4.dynamics.com',
          protected: false,
          apiVersion: 'v9.2',
        },
      },
    ]);
  });

  it('keeps what an entry says of production, version, authority and certificate', () => {
    const entry = {
      ...complete,
      protected: true,
      apiVersion: 'v9.1',
      authority: 'https://LOCALHOST:8443/contoso.onmicrosoft.com/v2.0/',
      caFile: 'ca.pem',
    };
    const [first] = read([entry]);
    expect(first).toMatchObject({
      environment: {
        protected: true,
        apiVersion: 'v9.1',
        authority: 'https://localhost:8443',
        caFile: 'ca.pem',
      },
    });
  });

  it.each([
    ['nothing at all', undefined],
    ['text', 'contoso'],
    ['an object', { a: 1 }],
    ['null', null],
  ])('takes %s for no environments', (_what, setting) => {
    expect(read(setting)).toEqual([]);
  });

  it.each([
    [null, /not an object/],
    [{ ...complete, name: ' ' }, /no name/],
    [{ ...complete, url: 5 }, /"url"/],
    [{ ...complete, url: 'http://contoso.crm.dynamics.com' }, /https address/],
    [{ ...complete, method: 'magic' }, /"method"/],
    [{ ...complete, clientId: '' }, /"clientId"/],
    [{ ...complete, tenantId: undefined }, /"tenantId"/],
    [{ ...complete, authority: 'http://login.example.test' }, /"authority"/],
  ])('says why an entry cannot be used and keeps the others: %j', (entry, reason) => {
    const [bad, good] = read([entry, { ...complete, name: 'other' }]);
    expect(bad).toMatchObject({ kind: 'unusable', reason: expect.stringMatching(reason) as string });
    expect(good?.kind).toBe('usable');
  });

  it('refuses a second entry of the same name, whatever its case', () => {
    const [, second] = read([complete, { ...complete, name: 'CONTOSO-dev' }]);
    expect(second?.kind).toBe('unusable');
  });

  it('writes an entry that reads back as the same environment and holds no field beyond the known ones', () => {
    const [first] = read([{ ...complete, secret: 'do not keep me', protected: true }]);
    if (first?.kind !== 'usable') throw new Error('unusable');
    const written = toSettingEntry(first.environment);
    expect(JSON.stringify(written)).not.toContain('do not keep me');
    expect(read([written])).toEqual([first]);
  });
});

describe('the suggested name', () => {
  it.each([
    ['https://contoso-dev.crm4.dynamics.com', [], 'contoso-dev'],
    ['https://contoso-dev.crm4.dynamics.com', ['Contoso-Dev'], 'contoso-dev-2'],
    ['https://localhost:8443', [], 'localhost:8443'],
    ['https://127.0.0.1:8443', [], '127.0.0.1:8443'],
  ])('%s with %j taken is %s', (origin, taken, expected) => {
    expect(suggestName(origin, taken)).toBe(expected);
  });
});
