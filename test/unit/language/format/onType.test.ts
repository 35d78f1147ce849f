import { describe, expect, it } from 'vitest';
import { applyEdits, formatOnType } from '../../../../src/core/language/format';

/** `|` is the cursor. */
function typed(text: string, indent?: string): string {
  const offset = text.indexOf('|');
  const plain = text.replace('|', '');
  return applyEdits(plain, formatOnType(plain, offset, indent));
}

describe('formatting while typing', () => {
  it.each([
    ['behind the table', 'accounts\n|', 'accounts\n  '],
    ['behind an option', 'accounts\n  ?$select=name\n      |', 'accounts\n  ?$select=name\n  '],
    ['an option typed', 'accounts\n?$select=name\n&|', 'accounts\n?$select=name\n  &'],
    ['the middle of a line', 'accounts\n  ?$select=name\n|&$top=1', 'accounts\n  ?$select=name\n  &$top=1'],
    ['behind a comma', 'accounts\n  ?$select=name,\n|', 'accounts\n  ?$select=name,\n    '],
    ['behind an operator', 'accounts\n  ?$filter=a eq 1 and\n  |', 'accounts\n  ?$filter=a eq 1 and\n    '],
    ['inside brackets', 'accounts\n  ?$expand=a(\n|', 'accounts\n  ?$expand=a(\n    '],
    [
      'inside two brackets',
      "accounts\n  ?$expand=a('(';$expand=b(\n|",
      "accounts\n  ?$expand=a('(';$expand=b(\n      ",
    ],
    ['behind a header', 'accounts\nPrefer: x\n  |', 'accounts\nPrefer: x\n'],
    ['behind a finished filter', 'accounts\n  ?$filter=a eq 1\n|', 'accounts\n  ?$filter=a eq 1\n  '],
    ['CRLF', 'accounts\r\n|\r\n\r\ncontacts', 'accounts\r\n  \r\n\r\ncontacts'],
    ['below a blank line', 'accounts\n\n  |', 'accounts\n\n  '],
    ['in a body', 'POST accounts\n\n{\n      |\n}', 'POST accounts\n\n{\n      \n}'],
    ['a separator', 'accounts\n### a|', 'accounts\n### a'],
    ['the first line', '  |accounts', '  accounts'],
  ])('%s', (_, text, expected) => expect(typed(text)).toBe(expected));

  it('takes the step of the editor', () => {
    expect(typed('accounts\n|', '\t')).toBe('accounts\n\t');
  });
});
