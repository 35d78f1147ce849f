import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeCommand } from '../../../src/cli/completeCommand';
import { completeHelp, readCompleteOptions } from '../../../src/cli/completeOptions';
import { LinePlaces } from '../../../src/cli/checkPlaces';
import { offsetAt } from '../../../src/cli/textPlace';
import { ProblemError } from '../../../src/core/base/problem';
import type { Schema } from '../../../src/core/metadata/model';
import { crmSchema } from '../language/support/crmSchema';
import { FakeIo } from './support/fakeIo';

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'complete-'));
  file = path.join(folder, 'a b.odata');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const parts = {
  clock: { now: () => Date.UTC(2026, 10, 21) },
  readSchemaFile: (name: string): Schema => {
    if (name === 'crm.xml') return crmSchema();
    throw new ProblemError({
      kind: 'bad-input',
      title: `The metadata file ${name} cannot be read.`,
      remedy: 'Check it.',
    });
  },
};

async function run(content: string, place: string, ...options: string[]) {
  await writeFile(file, content);
  const io = new FakeIo();
  const code = await completeCommand([`${file}:${place}`, ...options], io, parts);
  return { code, out: io.written };
}

async function items(content: string, place: string): Promise<Record<string, string>[]> {
  const { out } = await run(content, place, '--metadata', 'crm.xml', '--json');
  return JSON.parse(out) as Record<string, string>[];
}

describe('complete --json', () => {
  it('prints label, text, kind, detail and sort text, most likely first', async () => {
    const found = await items('accounts\n  ?$select=na', '2:13');
    expect(found[0]).toEqual({
      label: 'name',
      insertText: 'name',
      kind: 'column',
      detail: 'Text',
      sortText: '00name',
    });
    expect(found.map(({ sortText }) => sortText)).toEqual(
      found.map(({ sortText }) => sortText ?? '').toSorted(),
    );
    const shapes = new Set(found.map((one) => Object.keys(one).join()));
    expect([...shapes]).toEqual(['label,insertText,kind,detail,sortText']);
  });

  it('prints snippets as the text that they leave', async () => {
    const found = await items('accounts?$filter=', '1:18');
    const text = (label: string) => found.find((one) => one['label'] === label)?.['insertText'];
    expect(text('contains')).toBe("contains(,'')");
    expect(text('LastXDays')).toBe("Microsoft.Dynamics.CRM.LastXDays(PropertyName='',PropertyValue=1)");
    const keys = await items('accounts()', '1:10');
    expect(keys.map(({ insertText }) => insertText)).toContain(
      'accountid=00000000-0000-0000-0000-000000000000',
    );
  });

  it('takes the end of a line, an empty last line and CRLF', async () => {
    expect((await items('accounts?\r\n', '1:10')).map(({ label }) => label)).toContain('$select');
    expect((await items('accounts\n', '2:1')).map(({ label }) => label)).toContain('$select');
    expect((await items('', '1:1')).map(({ label }) => label)).toContain('accounts');
    expect(await items('# nothing', '1:5')).toEqual([]);
  });

  it('without metadata completes the language', async () => {
    const { out, code } = await run('accounts?$orderby=name ', '1:24', '--json');
    expect(code).toBe(0);
    expect((JSON.parse(out) as { label: string }[]).map(({ label }) => label)).toEqual(['asc', 'desc']);
  });

  it('without --json prints a line an item', async () => {
    const { out } = await run('accounts?$orderby=name ', '1:24');
    expect(out).toBe('asc  (keyword)  Ascending\ndesc  (keyword)  Descending\n');
  });
});

describe('a call that cannot be used', () => {
  it.each([
    ['3:1', /has no line 3: it has 2 lines/],
    ['1:99', /Line 1 .* has no column 99: its end is column 9/],
  ])('%s', async (place, words) => {
    await expect(run('accounts\n?', place)).rejects.toThrow(words);
  });

  it.each([
    [['a.odata'], /"a.odata" names no place/],
    [['a.odata:1'], /names no place/],
    [['a.odata:0:1'], /count from 1/],
    [[], /No place was named/],
    [['a:1:1', 'b:1:1'], /One place at a time/],
    [['a:1:1', '--metadat=x'], /no option --metadat/],
  ])('%j', (args, words) => {
    expect(() => readCompleteOptions(args)).toThrow(words);
  });

  it('tells that a file is not there', async () => {
    await expect(completeCommand([path.join(folder, 'none:1:1')], new FakeIo(), parts)).rejects.toThrow(
      'does not exist',
    );
    await expect(run('accounts', '1:1', '--metadata', 'none.xml')).rejects.toThrow('none.xml cannot be read');
  });

  it('prints its help', async () => {
    const io = new FakeIo();
    expect(await completeCommand(['--help'], io, parts)).toBe(0);
    expect(io.written).toBe(completeHelp);
  });
});

describe('places', () => {
  it('takes the last two colons, so that drives and colons in names are no matter', () => {
    expect(readCompleteOptions([String.raw`C:\a\b.odata:3:14`])).toMatchObject({
      file: String.raw`C:\a\b.odata`,
      line: 3,
      column: 14,
    });
    expect(readCompleteOptions(['a:1:2:3:4', '--json'])).toEqual({
      file: 'a:1:2',
      line: 3,
      column: 4,
      json: true,
    });
  });

  it('finds the offset of every line and column, and back', () => {
    const text = 'ab\r\n\nc\rd\n';
    for (let offset = 0; offset <= text.length; offset++) {
      // Between \r and \n there is no place.
      if (offset === 3) continue;
      const { line, column } = new LinePlaces(text).at(offset);
      expect(offsetAt(text, line, column)).toEqual({ kind: 'offset', offset });
    }
    expect(offsetAt(text, 6, 1)).toEqual({ kind: 'no-line', lines: 5 });
    expect(offsetAt(text, 2, 2)).toEqual({ kind: 'no-column', last: 1 });
  });
});
