import { describe, expect, it } from 'vitest';
import { rowNamesIn } from '../../../src/core/results/rowNames';
import { SeenRows } from '../../../src/core/results/seenRows';
import { loadedRows } from './decode/support';

const guid = (digit: number): string => `5d0c7a1e-3c41-ed11-9db0-00000000000${digit}`;
const formatted = '@OData.Community.Display.V1.FormattedValue';
const target = '@Microsoft.Dynamics.CRM.lookuplogicalname';

function namesIn(rows: readonly object[]): Map<string, string> {
  const names = new Map<string, string>();
  const { chunk, schema } = loadedRows(rows);
  rowNamesIn(chunk, schema, (id, name) => names.set(id, name));
  return names;
}

describe('names of rows that a result tells', () => {
  it('are those of the rows themselves, and of the rows that lookups lead to', () => {
    const owner = {
      _ownerid_value: guid(9),
      [`_ownerid_value${formatted}`]: 'Ada',
      [`_ownerid_value${target}`]: 'systemuser',
    };
    const names = namesIn([
      { accountid: guid(1), name: 'Fabrikam', ...owner },
      { accountid: guid(2), name: null, ...owner },
      { accountid: guid(3), name: 'Litware', _ownerid_value: null },
    ]);
    expect(Object.fromEntries(names)).toEqual({
      [guid(1)]: 'Fabrikam',
      [guid(3)]: 'Litware',
      [guid(9)]: 'Ada',
    });
  });

  it('are none where the key or a name was not read', () => {
    expect(namesIn([{ accountid: guid(1), revenue: 5 }]).size).toBe(0);
    expect(namesIn([{ name: 'Fabrikam' }]).size).toBe(0);
  });
});

describe('the rows that were seen', () => {
  it('are kept by environment, in whatever case they came, and the oldest go', () => {
    const seen = new SeenRows();
    seen.add('dev', guid(1).toUpperCase(), 'Fabrikam');
    expect(seen.nameOf('dev', guid(1))).toBe('Fabrikam');
    expect(seen.nameOf('prod', guid(1))).toBeUndefined();
    for (let number = 0; number < 20_000; number++) seen.add('dev', `${number}`, 'x');
    expect(seen.nameOf('dev', guid(1))).toBeUndefined();
    expect(seen.nameOf('dev', '19999')).toBe('x');
  });
});
