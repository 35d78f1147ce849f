import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { askedSecrets, secretForAction } from '../../../src/core/auth/askedSecrets';
import { methodOf, offeredMethods, signInMethods } from '../../../src/core/auth/methods';
import { resourceOfScope } from '../../../src/core/auth/scopes';

interface Manifest {
  contributes: {
    configuration: {
      properties: Record<
        string,
        {
          items?: {
            required: string[];
            properties: Record<string, { enum?: string[]; enumDescriptions?: string[] }>;
          };
        }
      >;
    };
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const items = manifest.contributes.configuration.properties['dataverseWorkbench.environments']?.items;

describe('the ways to sign in', () => {
  it('are those of the settings, with the same sentence', () => {
    expect(items?.properties['method']?.enum).toEqual(signInMethods.map(({ id }) => id));
    expect(items?.properties['method']?.enumDescriptions).toEqual(
      signInMethods.map(({ sentence }) => sentence),
    );
  });

  it('find every setting that they need in the schema, and the schema asks for no more than all of them do', () => {
    const fields = new Set(signInMethods.flatMap((info) => Object.keys(info.fields)));
    expect(Object.keys(items?.properties ?? {})).toEqual(expect.arrayContaining([...fields]));
    expect(items?.required).toEqual(['name', 'url', 'method']);
  });

  it('stand in the README, each in a row of its own', () => {
    const readme = readFileSync('README.md', 'utf8');
    const rows = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    for (const { id, label } of signInMethods) {
      expect(rows).toContainEqual(expect.arrayContaining([label, `\`${id}\``]));
    }
  });

  it('are known by their ids alone', () => {
    expect(methodOf('device-code')?.label).toBe('Device code');
    expect([methodOf('Device code'), methodOf(undefined), methodOf('toString')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are offered with the browser first on a desktop, and with the device code first elsewhere', () => {
    const ids = (remote: boolean, azureCli: boolean): string[] =>
      offeredMethods({ remote, azureCli }).map(({ info }) => info.id);
    expect(ids(false, true)).toEqual(signInMethods.map(({ id }) => id));
    expect(ids(true, true)[0]).toBe('device-code');
    expect(ids(true, true).at(-1)).toBe('interactive');
    expect(ids(true, true).toSorted()).toEqual(ids(false, true).toSorted());
    expect(ids(false, false)).not.toContain('azure-cli');
    expect(offeredMethods({ remote: true, azureCli: true }).at(-1)?.note).toMatch(/remote VS Code/);
    expect(offeredMethods({ remote: false, azureCli: true }).some(({ note }) => note)).toBe(false);
  });

  it('ask for a secret by the way out of the problem that it is missing', () => {
    for (const [purpose, { action }] of Object.entries(askedSecrets)) {
      expect(secretForAction(action)).toBe(purpose);
    }
    expect(secretForAction('retry')).toBeUndefined();
  });
});

describe('what people type for a scope or resource', () => {
  it.each([
    'https://o.crm.dynamics.com',
    'https://o.crm.dynamics.com/',
    'https://o.crm.dynamics.com//',
    'https://O.CRM.dynamics.com/.default',
    'https://o.crm.dynamics.com//.default',
    'https://o.crm.dynamics.com/user_impersonation',
    ' openid https://o.crm.dynamics.com/user_impersonation offline_access profile ',
  ])('%s leads to the origin', (text) => {
    expect(resourceOfScope(text)).toBe('https://o.crm.dynamics.com');
  });

  it.each([
    'openid',
    '',
    'http://o.crm.dynamics.com/.default',
    'o.crm.dynamics.com/.default',
    'https://o.crm.dynamics.com/.default https://p.crm.dynamics.com/.default',
    'https://o.crm.dynamics.com/.default/evil',
    'https://o.crm.dynamics.com@evil.example/.default',
    'https://graph.microsoft.com/User.Read',
  ])('%s leads nowhere', (text) => {
    expect(resourceOfScope(text)).toBeUndefined();
  });
});
