import { beforeEach, describe, expect, it } from 'vitest';
import { MemorySecrets } from '../../../src/adapters/auth/memorySecrets';
import { StagedSecrets } from '../../../src/core/auth/stagedSecrets';

let behind: MemorySecrets;
let staged: StagedSecrets;

beforeEach(async () => {
  behind = new MemorySecrets();
  staged = new StagedSecrets(behind);
  await behind.store('kept', 'old');
  await behind.store('changed', 'old');
  await behind.store('deleted', 'old');
  await staged.store('changed', 'new');
  await staged.store('added', 'new');
  await staged.delete('deleted');
});

const keys = ['kept', 'changed', 'added', 'deleted'];

describe('the secrets of a sign-in on trial', () => {
  it('are read as they would be afterwards', async () => {
    expect(await Promise.all(keys.map((key) => staged.get(key)))).toEqual(['old', 'new', 'new', undefined]);
  });

  it('do not reach the store while it is on trial', async () => {
    expect(await Promise.all(keys.map((key) => behind.get(key)))).toEqual(['old', 'old', undefined, 'old']);
  });

  it('are written when it worked', async () => {
    await staged.commit();
    expect(await Promise.all(keys.map((key) => behind.get(key)))).toEqual(['old', 'new', 'new', undefined]);
  });
});
