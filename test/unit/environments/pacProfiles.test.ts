import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { pacProfileFiles, parsePacProfiles, readPacProfiles } from '../../../src/adapters/node/pacProfiles';

const secretLike = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.e30.c2ln';

const version2 = {
  Profiles: [
    {
      Kind: 'UNIVERSAL',
      Name: '',
      FriendlyName: 'Contoso Development',
      User: 'ana.duarte@contoso.com',
      CloudInstance: 'Public',
      Authority: 'https://login.microsoftonline.com/organizations',
      Resource: 'https://contoso-dev.crm4.dynamics.com/',
      ExpiresOn: '2026-11-21T00:00:00Z',
      RefreshToken: secretLike,
    },
    {
      Kind: 'DATAVERSE',
      Name: 'gov',
      CloudInstance: 'UsGov',
      Resource: 'https://contoso.crm9.dynamics.com/',
    },
    { Kind: 'ADMIN', Name: 'admin', CloudInstance: 'Public' },
  ],
  Current: { UNIVERSAL: { Kind: 'UNIVERSAL' } },
};

describe('profiles of the Power Platform CLI', () => {
  it('gives names, addresses, kind and cloud, and nothing else', () => {
    const profiles = parsePacProfiles(JSON.stringify(version2));
    expect(profiles).toEqual([
      {
        name: 'Contoso Development',
        url: 'https://contoso-dev.crm4.dynamics.com/',
        kind: 'UNIVERSAL',
        cloud: 'Public',
      },
      { name: 'gov', url: 'https://contoso.crm9.dynamics.com/', kind: 'DATAVERSE', cloud: 'UsGov' },
    ]);
    expect(JSON.stringify(profiles)).not.toContain(secretLike);
    expect(JSON.stringify(profiles)).not.toContain('ana.duarte');
  });

  it('takes a byte order mark, names in any case, and the environment in an object of its own', () => {
    const resource = { Resource: 'https://a.crm.dynamics.com', FriendlyName: 'A' };
    const text = JSON.stringify({ profiles: [{ kind: 'UNIVERSAL', resource }] });
    expect(parsePacProfiles(`\uFEFF${text}`)).toEqual([
      { name: 'A', url: 'https://a.crm.dynamics.com', kind: 'UNIVERSAL' },
    ]);
  });

  it('gives each environment once, by preference with a name', () => {
    const text = JSON.stringify([
      { Resource: 'https://a.crm.dynamics.com' },
      { Resource: 'https://A.crm.dynamics.com/', Name: 'a' },
    ]);
    expect(parsePacProfiles(text)).toEqual([{ name: 'a', url: 'https://A.crm.dynamics.com/' }]);
  });

  it.each([
    '',
    'no JSON',
    'null',
    '7',
    '{}',
    '{"Profiles":{}}',
    '[null,7,"x",[],{}]',
    '[{"Resource":"http://a"}]',
  ])('finds nothing in %s', (text) => {
    expect(parsePacProfiles(text)).toEqual([]);
  });

  it('looks where each system keeps them', () => {
    const home = '/home/ana';
    expect(
      pacProfileFiles({ platform: 'win32', home: 'C:\\Users\\ana', env: { LOCALAPPDATA: 'D:\\Local' } })[0],
    ).toBe('D:\\Local\\Microsoft\\PowerAppsCLI\\authprofiles_v2.json');
    expect(pacProfileFiles({ platform: 'win32', home: 'C:\\Users\\ana', env: {} })[0]).toBe(
      'C:\\Users\\ana\\AppData\\Local\\Microsoft\\PowerAppsCLI\\authprofiles_v2.json',
    );
    expect(pacProfileFiles({ platform: 'linux', home, env: {} })).toEqual([
      '/home/ana/.local/share/Microsoft/PowerAppsCLI/authprofiles_v2.json',
      '/home/ana/.local/share/Microsoft/PowerAppsCli/authprofiles_v2.json',
    ]);
    expect(pacProfileFiles({ platform: 'darwin', home, env: {} })).toContain(
      '/home/ana/Library/Application Support/Microsoft/PowerAppsCLI/authprofiles_v2.json',
    );
  });

  describe('on disk', () => {
    const home = mkdtempSync(path.join(tmpdir(), 'dataverse-workbench-pac-'));
    afterEach(() => rmSync(home, { recursive: true, force: true }));

    it('are read where they are, and missing where the CLI was never used', async () => {
      const place = { platform: 'linux', home, env: {} } as const;
      expect(await readPacProfiles(place)).toEqual([]);
      const file = pacProfileFiles(place)[1] ?? '';
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(version2));
      expect(await readPacProfiles(place)).toHaveLength(2);
    });
  });
});
