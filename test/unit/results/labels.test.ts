import { afterAll, describe, expect, it } from 'vitest';
import { LabelledSchema } from '../../../src/vscode/results/labelledSchema';
import { LocalRows } from '../../support/localRows';
import { begin, rows } from './support/runs';

const local = new LocalRows();
afterAll(() => local.dispose());

const known = (path: string): string | undefined => ({ name: 'Account Name', 'owner/name': '' })[path];

describe('the labels of columns', () => {
  it('are there once they are known, whatever comes first', () => {
    const schema = new LabelledSchema();
    const columns = [
      { name: 'name', kind: 'text' },
      { name: 'owner/name', kind: 'text' },
    ] as const;
    expect(schema.label(known)).toBe(false);
    schema.set({ columns, targets: [] });
    expect(schema.schema.columns).toEqual([
      { name: 'name', kind: 'text', label: 'Account Name' },
      columns[1],
    ]);
    const before = schema.version;
    expect(schema.label(() => undefined)).toBe(true);
    expect(schema.schema.columns).toEqual(columns);
    expect(schema.label(known)).toBe(true);
    expect(schema.label(known)).toBe(false);
    expect(schema.version).toBe(before + 2);
  });

  it('come to the pane behind the rows', async () => {
    const session = begin(local, [rows(0, 3)]);
    await session.start();
    const { version, schemaVersion } = session;
    session.labelColumns((path) => (path === 'id' ? 'Number' : undefined));
    expect(session.schema.columns).toEqual([{ name: 'id', kind: 'number', label: 'Number' }]);
    expect([session.version, session.schemaVersion]).toEqual([version + 1, schemaVersion + 1]);
    session.dispose();
  });
});
