import { describe, expect, it } from 'vitest';
import type { KeeperControl } from '../../../src/core/auth/tokenKeeperApi';
import type { Environment } from '../../../src/core/base/environment';
import { neverCancelled } from '../../../src/core/base/cancel';
import { TokenKeepers } from '../../../src/vscode/auth/tokenKeepers';
import { keeperBench } from './support/keeperBench';

const environment: Environment = {
  name: 'contoso-dev',
  url: 'https://contoso-dev.crm4.dynamics.com',
  method: 'interactive',
  clientId: '51f81489-12ee-4a9e-aaae-a2591f45987d',
  tenantId: 'contoso.com',
  protected: false,
  apiVersion: 'v9.2',
};

class Made {
  readonly keeper: KeeperControl = keeperBench(3_600_000).keeper;
  disposed = false;

  dispose(): void {
    this.disposed = true;
    this.keeper.dispose();
  }
}

function registry(): { keepers: TokenKeepers<Made>; made: Made[]; fired: string[] } {
  const made: Made[] = [];
  const fired: string[] = [];
  const keepers = new TokenKeepers(() => {
    const one = new Made();
    made.push(one);
    return one;
  });
  keepers.onDidChange((name) => fired.push(name));
  return { keepers, made, fired };
}

describe('keepers of environments', () => {
  it('are made when first asked for, and once', () => {
    const { keepers, made } = registry();
    expect(keepers.statusOf('contoso-dev')).toBeUndefined();
    expect(made).toHaveLength(0);
    expect(keepers.get(environment)).toBe(keepers.get({ ...environment }));
    expect(keepers.statusOf('CONTOSO-dev')?.state).toBe('signed-out');
    expect(made).toHaveLength(1);
  });

  it('tell whose status changed', async () => {
    const { keepers, fired } = registry();
    await keepers.get(environment).keeper.token(neverCancelled);
    expect(fired).toEqual(Array(3).fill('contoso-dev'));
    expect(keepers.statusOf('contoso-dev')?.state).toBe('fresh');
  });

  it('are remade when the settings of the environment change', () => {
    const { keepers, made } = registry();
    keepers.get(environment);
    keepers.get({ ...environment, clientId: 'other' });
    expect(made.map(({ disposed }) => disposed)).toEqual([true, false]);
  });

  it('end with their environment, and with the registry', () => {
    const { keepers, made } = registry();
    keepers.get(environment);
    keepers.get({ ...environment, name: 'other' });
    keepers.retain([environment]);
    expect(made.map(({ disposed }) => disposed)).toEqual([false, true]);
    expect(keepers.statusOf('other')).toBeUndefined();
    keepers.dispose();
    expect(made.map(({ disposed }) => disposed)).toEqual([true, true]);
  });

  it('end when the settings of their environment change, before anyone asks for the new one', () => {
    const { keepers, made, fired } = registry();
    keepers.get(environment);
    fired.length = 0;
    keepers.retain([{ ...environment, clientId: 'other' }]);
    expect(made.map(({ disposed }) => disposed)).toEqual([true]);
    expect(keepers.statusOf(environment.name)).toBeUndefined();
    expect(fired).toEqual([environment.name]);
  });

  it('stay where nothing but the order of the settings differs', () => {
    const { keepers, made } = registry();
    const kept = keepers.get(environment);
    keepers.retain([Object.fromEntries(Object.entries(environment).reverse()) as unknown as Environment]);
    expect(keepers.get(environment)).toBe(kept);
    expect(made.map(({ disposed }) => disposed)).toEqual([false]);
  });
});
