import { parseCsv } from 'hucre/csv';
import { describe, expect, it } from 'vitest';
import { takeAll } from '../../../../src/core/base/steps';
import { copySteps, type CopyFormat } from '../../../../src/core/results/output/copy/copyCells';
import type { OutColumn } from '../../../../src/core/results/output/rows';
import { naturalView } from '../../../../src/core/results/view';
import { loaded, ways } from './loaded';
import { arrangedPlainly, cellAt, shownText } from './model';
import type { PlainCell } from './oddPages';

// What is put on the clipboard, taken apart again by rules of the formats alone, against the cells that were sent.

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '<br>': '\n' } as const;
const isEntity = (text: string): text is keyof typeof entities => text in entities;
const plainText = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot);|<br>/g, (found) => (isEntity(found) ? entities[found] : found));
/** Both formats have one line break. */
const broken = (text: string): string => text.replace(/\r\n?/g, '\n');

/** Cells between bars that no backslash stands before. */
function markdownCells(line: string): string[] {
  const cells = [...line.slice(2, -2).matchAll(/((?:\\[^]|[^\\|])*?)(?: \| |$)/g)];
  return cells.slice(0, -1).map(([, text = '']) => plainText(text.replace(/\\([^])/g, '$1')));
}

const htmlRows = (text: string): string[][] =>
  [...text.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[dh][^>]*>([^]*?)<\/t[dh]>/g)].map(([, cell = '']) => plainText(cell)),
  );

/** The values behind `IN`, as SQL reads them. */
const sqlValues = (list: string): string[] =>
  [...list.slice(1, -1).matchAll(/(N?)'((?:[^']|'')*)'|[^,\s]+/g)].map(([own, , quoted]) =>
    quoted === undefined ? own : `'${quoted.replaceAll("''", "'")}`,
  );

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

describe.each(ways)('copied rows of all kinds, %s', (way) => {
  it.each([false, true])('are what was sent, in each format (formatted: %s)', async (formatted) => {
    const { table, plain } = loaded(31, way);
    const sort = [{ column: plain.columns.findIndex(({ name }) => name === 'when'), descending: false }];
    const { version } = await table.answer('arrange', { ...naturalView, sort });
    const [first, count] = [40, 300];
    const order = arrangedPlainly(plain, { ...naturalView, sort }).slice(first, first + count);
    // As a user may have put them.
    const columns = plain.columns.map(({ name, kind }, index) => ({ index, name, kind })).toReversed();
    const copied = (format: CopyFormat, own: readonly OutColumn[] = columns, headings = true): string => {
      const reader = table.reader(version, first, count);
      if (!reader) throw new Error('There are no such rows.');
      const { text, rows } = takeAll(copySteps(reader, own, { format, headings, formatted, formulaGuard: false }));
      expect(rows).toBe(count);
      return text;
    };
    const cells = (own: readonly OutColumn[]): PlainCell[][] => order.map((row) => own.map(({ index }) => cellAt(plain, row, index)));
    const texts = cells(columns).map((row) => row.map((cell) => (cell ? shownText(cell, formatted) : '')));
    const names = columns.map(({ name }) => name);

    expect(parseCsv(copied('tsv'), { delimiter: '\t', skipBom: false })).toEqual([names, ...texts]);
    expect(parseCsv(copied('csv'), { delimiter: ',', skipBom: false })).toEqual([names, ...texts]);

    const [head, rule, ...lines] = copied('markdown').split('\n');
    expect([markdownCells(head ?? ''), rule?.split('---').length]).toEqual([names, names.length + 1]);
    expect(lines.map(markdownCells)).toEqual(texts.map((row) => row.map(broken)));

    expect(htmlRows(copied('html'))).toEqual([names, ...texts.map((row) => row.map(broken))]);

    const arrays = JSON.parse(copied('json', columns, false)) as unknown[][];
    const sent = cells(columns).map((row) =>
      row.map((cell) => (!cell ? null : cell.type === 'text' ? cell.raw : (JSON.parse(cell.raw) as unknown))),
    );
    if (!formatted) expect(arrays).toEqual(sent);

    for (const column of columns) {
      const held = cells([column]).flatMap(([cell]) => cell ?? []);
      const literals = held.map(({ type, raw }) => (type === 'number' ? raw : type === 'boolean' ? String(Number(raw === 'true')) : `'${raw}`));
      expect([column.name, ...sqlValues(copied('in-list', [column], false))]).toEqual([column.name, ...new Set(literals)]);
    }
    const guids = cells(columns).flat().flatMap((cell) => (cell && guid.test(cell.raw) ? cell.raw.toLowerCase() : []));
    expect(copied('guids').split('\n')).toEqual([...new Set(guids)]);
  });
}); // prettier-ignore
