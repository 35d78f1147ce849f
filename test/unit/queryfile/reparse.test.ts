import { describe, expect, it } from 'vitest';
import { parseQueryFile, reparseQueryFile, type QueryFile } from '../../../src/core/queryfile';

const text = `@base = https://contoso.crm.dynamics.com
# @env Contoso

### First
# @name one
GET {{base}}/accounts
  ?$select=name // a comment
  &$top=5
Prefer: odata.maxpagesize=50

### Second
@who = a
# @env Other
POST contacts

{
  "lastname": "{{who}}"
}

GET leads

### Third
### goes on
# @prompt city
PATCH tasks(1)
If-Match: *

{"subject": "x"}
### Last
bad header
X Y
accounts
`;

/** A file as plain data: where the texts stand, too. */
function plain(file: QueryFile): unknown {
  return {
    ...file,
    blocks: file.blocks.map(({ targetMap, ...rest }) => {
      const offsets = Array.from(`${targetMap.text}.`, (_, at) => targetMap.toDocument(at));
      return { ...rest, text: targetMap.text, offsets };
    }),
  };
}

function next(seed: number): number {
  return (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
}

const inserts = [
  'x',
  '\n',
  '###',
  '\n### New\nGET roles\n',
  '{{a}}',
  '  ',
  '"',
  '{',
  '# @env E\n',
  '\r\n',
  '@v = 1\n',
];

describe('a file that is read again', () => {
  it.each([
    ['line feeds', text],
    ['carriage returns too', text.replaceAll('\n', '\r\n')],
  ])('is as if it were read anew, whatever was changed: %s', (_, start) => {
    let file = parseQueryFile(start);
    let seed = 7;
    let kept = 0;
    for (let round = 0; round < 1500; round++) {
      seed = next(seed);
      const at = seed % (file.text.length + 1);
      seed = next(seed);
      const removed = seed % 3 === 0 ? seed % 7 : 0;
      seed = next(seed);
      const added = seed % 4 === 0 ? '' : (inserts[seed % inserts.length] ?? '');
      const now = file.text.slice(0, at) + added + file.text.slice(at + removed);
      const again = reparseQueryFile(now, file);
      expect(plain(again.file), JSON.stringify(now)).toEqual(plain(parseQueryFile(now)));
      kept += again.keptFirst + again.keptLast;
      file = round % 40 === 39 ? parseQueryFile(start) : again.file;
    }
    expect(kept).toBeGreaterThan(500);
  });

  it('keeps the blocks before the change as they are', () => {
    const before = parseQueryFile(text);
    const { file, keptFirst, keptLast } = reparseQueryFile(text.replace('leads', 'leads?$top=1'), before);
    expect({ keptFirst, keptLast }).toEqual({ keptFirst: 1, keptLast: 2 });
    expect(file.blocks[0]).toBe(before.blocks[0]);
  });
});
