import { describe, expect, it } from 'vitest';
import { OutputClosed } from '../../../src/cli/io';
import type { Output } from '../../../src/cli/io';
import { readAnswer } from '../../../src/cli/output/answer';
import { CsvWriter } from '../../../src/cli/output/csvWriter';
import { elementsOf, membersOf, onOneLine, stringValue } from '../../../src/cli/output/jsonText';
import { JsonArrayWriter, NdjsonWriter } from '../../../src/cli/output/jsonWriters';
import { TableWriter } from '../../../src/cli/output/tableWriter';
import { neutral, neutralLines } from '../../../src/cli/output/terminalText';
import type { RowWriter } from '../../../src/cli/output/writer';
import { problemOf } from '../../../src/core/base/problem';
import { StreamOutput } from '../../../src/cli/streamOutput';
import { PassThrough, Writable } from 'node:stream';

function kindOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    return problemOf(error)?.kind;
  }
  return undefined;
}

class Kept implements Output {
  text = '';
  constructor(readonly isTerminal = false) {}
  write(chunk: string | Uint8Array): Promise<void> {
    this.text += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    return Promise.resolve();
  }
}

async function print(
  make: (out: Output) => RowWriter,
  pages: readonly (readonly string[])[],
  terminal = false,
): Promise<string> {
  const out = new Kept(terminal);
  const writer = make(out);
  for (const page of pages) await writer.write(page);
  await writer.end();
  return out.text;
}

const hostile = '\u001b]0;title\u0007\u001b[31m\u009b1m\u202egnp.exe';
const nasty = JSON.stringify({ a: hostile, b: 'x\r\ny', c: '"', d: '日本語 😀', e: '=1+1' });

describe('reading JSON without parsing it', () => {
  it('finds the same members and elements as JSON.parse, in compact and in pretty text', () => {
    const value = {
      'a"\\': [1, { b: ']}' }, '\\"'],
      é: '\u2028',
      n: -1.5e300,
      t: true,
      z: null,
      o: {},
      l: [],
    };
    for (const text of [JSON.stringify(value), JSON.stringify(value, undefined, 2)]) {
      const members = membersOf(text);
      const rebuilt = Object.fromEntries(
        members.map(({ name, start, end }) => [name, JSON.parse(text.slice(start, end)) as unknown]),
      );
      expect(rebuilt).toEqual(value);
      const [first] = members;
      expect(
        elementsOf(text, first?.start ?? 0).map(
          ({ start, end }) => JSON.parse(text.slice(start, end)) as unknown,
        ),
      ).toEqual(value['a"\\']);
      expect(JSON.parse(onOneLine(text))).toEqual(value);
      expect(onOneLine(text)).not.toContain('\n');
    }
  });

  it('puts a text of millions of characters on one line', () => {
    const body = '\\"[ x'.repeat(3_000_000);
    expect(onOneLine(`{\n  "a": "${body}"\n}`) === `{"a":"${body}"}`).toBe(true);
  });

  it('throws where the text breaks off, and never hangs', () => {
    const text = JSON.stringify({ a: ['x\\"', { b: 1 }], c: 'd' });
    for (let end = 0; end < text.length; end++) {
      expect(kindOf(() => membersOf(text.slice(0, end)))).toBe('malformed-answer');
    }
  });

  it('reads escapes', () => {
    expect(stringValue('"a\\u00e9\\n\\\\"', 0, 13)).toBe('aé\n\\');
  });
});

describe('writers', () => {
  it('json is one valid array, across pages and for none', async () => {
    const json = (out: Output): RowWriter => new JsonArrayWriter(out);
    expect(JSON.parse(await print(json, [['{"a":1}', '{"a":2}'], [], ['3']]))).toEqual([
      { a: 1 },
      { a: 2 },
      3,
    ]);
    expect(await print(json, [])).toBe('[]\n');
    expect(await print(json, [[]])).toBe('[]\n');
    expect(JSON.parse(await print(json, [[nasty]], true))).toEqual([JSON.parse(nasty)]);
  });

  it('ndjson is a row a line', async () => {
    expect(await print((out) => new NdjsonWriter(out), [['1', '2'], ['3']])).toBe('1\n2\n3\n');
  });

  it('csv quotes by RFC 4180, and leaves protocol members out', async () => {
    const rows = [
      '{"@odata.etag":"1","x@odata.type":"y","a":"1,2","b":null}',
      '{"c":"\\"q\\"","a":"l1\\r\\nl2"}',
    ];
    expect(await print((out) => new CsvWriter(out), [rows])).toBe(
      'a,b,c\r\n"1,2",,\r\n"l1\r\nl2",,"""q"""\r\n',
    );
  });

  it('csv keeps separators of lines and rows of any length', async () => {
    const long = `${'東'.repeat(700_000)}!`;
    const rows = [`{"a":"x\u2028y\u2029z"}`, `{"a":"${long}"}`, '{"a":"\u0085"}'];
    expect(await print((out) => new CsvWriter(out), [rows])).toBe(
      `a\r\nx\u2028y\u2029z\r\n${long}\r\n\u0085\r\n`,
    );
  });

  it('a table cuts long texts, measures wide ones and names columns that came too late', async () => {
    const out = new Kept();
    const table = new TableWriter(out);
    await table.write([`{"a":"${'x'.repeat(100)}","b":"日本"}`, '{"a":"y","b":"z"}']);
    expect(table.omitted).toBeUndefined();
    await table.write(['{"a":"y","late":1}']);
    const [head, , first, second] = out.text.split('\n');
    expect(first).toBe(`${'x'.repeat(59)}…  日本`);
    expect(head).toBe(`a${' '.repeat(59)}  b`);
    expect(second).toBe(`y${' '.repeat(59)}  z`);
    expect(table.omitted).toContain('late');
  });

  it('nothing steers a terminal, whatever the rows hold', async () => {
    const writers: ((out: Output) => RowWriter)[] = [
      (out) => new JsonArrayWriter(out),
      (out) => new NdjsonWriter(out),
      (out) => new CsvWriter(out),
      (out) => new TableWriter(out),
    ];
    for (const make of writers) {
      const text = await print(make, [[nasty]], true);
      const steering = /\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
      expect(text.split(/[\n\t]/).filter((line) => steering.test(line))).toEqual([]);
    }
    // A table is for reading anywhere, also in a file that is shown in a terminal later.
    expect(await print((out) => new TableWriter(out), [[nasty]])).not.toContain('\u001b');
  });
});

describe('an answer', () => {
  it('in which the server broke off is no list of rows', () => {
    const body = new TextEncoder().encode('{"value":[{"a":1}],"error":{"message":"Out of time."}}');
    const headers = { 'content-type': 'application/json' };
    const timing = { firstByteMs: 0, totalMs: 0 };
    const response = { status: 200, statusText: 'OK', headers, body, timing };
    expect(kindOf(() => readAnswer(response))).toBe('service-failed');
  });
});

describe('terminal text', () => {
  it('shows what it takes out', () => {
    expect(neutral('a\u001b[1m\nb\u007f\u009b\u202e')).toBe('a␛[1m␊b␡\\u009b\\u202e');
    expect(neutralLines('a\n\tb\r')).toBe('a\n\tb␍');
    expect(neutral('日本 é 😀')).toBe('日本 é 😀');
  });
});

describe('standard output', () => {
  it('waits for a slow reader', async () => {
    const slow = new PassThrough({ highWaterMark: 1 });
    const out = new StreamOutput(slow, false);
    let written = false;
    const write = Promise.all([out.write('first'), out.write('second')]).then(() => (written = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(written).toBe(false);
    slow.resume();
    await write;
    expect(written).toBe(true);
  });

  it('says that its reader went away, and what else failed', async () => {
    for (const [code, expected] of [
      ['EPIPE', OutputClosed],
      ['ENOSPC', Error],
    ] as const) {
      const stream = new Writable({
        write: (_, __, done) => done(Object.assign(new Error(code), { code })),
      });
      const out = new StreamOutput(stream, false);
      await expect(out.write('x')).rejects.toThrow(expected);
      await expect(out.write('y')).rejects.toThrow(expected);
    }
  });
});
