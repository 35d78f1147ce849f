import { createHash } from 'node:crypto';
import code from 'row-kernel';
import { describe, expect, it } from 'vitest';
import { wasmKernels } from '../../../../src/adapters/results/wasmKernel';
import { problemOf } from '../../../../src/core/base/problem';
import { KernelMemory } from '../../../../src/core/results/decode/kernelMemory';
import { PageDecoder } from '../../../../src/core/results/decode/pageDecoder';
import type { RowKernel } from '../../../../src/core/results/decode/rowKernel';
import { memoryBytes } from '../../../../src/core/results/decode/rowLayout';
import type { ColumnDictionary, Segment } from '../../../../src/core/results/store/segment';
import { accountPage, Dice } from '../../../bench/results/pages';
import { randomPages } from './randomPages';

const makeKernel = wasmKernels(code);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** All that came of the pages, up to the problem with which they end. */
function decoded(decoder: PageDecoder, pages: readonly Uint8Array[]): unknown {
  const segments: Segment[] = [];
  let problem: unknown;
  let rows = 0;
  try {
    for (const page of pages) {
      for (const segment of decoder.read(page, rows).steps) {
        if (segment === undefined) continue;
        segments.push(segment);
        rows += segment.rowCount;
      }
    }
  } catch (error) {
    problem = problemOf(error);
    if (problem === undefined) throw error;
  }
  const { schema } = decoder.schema;
  const dictionaries = schema.columns.map((_, column) => entriesOf(decoder.dictionary(column)));
  return { segments: segments.map(digested), schema, totals: decoder.totals, dictionaries, problem };
}

/** Arrays by what they hold: comparing them number by number takes minutes. */
function digested(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return [value.constructor.name, value.byteLength, createHash('sha1').update(bytes).digest('hex')];
  }
  if (Array.isArray(value)) return value.map(digested);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, digested(own)]));
}

function entriesOf(dictionary: ColumnDictionary | undefined): unknown[] {
  return Array.from({ length: dictionary?.size ?? 0 }, (_, entry) => [
    dictionary?.type(entry),
    dictionary?.raw(entry),
    dictionary?.formatted(entry),
    dictionary?.target(entry),
  ]);
}

function expectAlike(pages: readonly Uint8Array[]): void {
  const kernel = makeKernel();
  expect(kernel).toBeDefined();
  expect(decoded(new PageDecoder(kernel), pages)).toEqual(decoded(new PageDecoder(), pages));
}

describe('with its kernel, the decoder makes the same', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('of pages made at random (seed %i)', (seed) => {
    expectAlike(randomPages(seed));
  });

  it('of rows that no window of the kernel holds', () => {
    const long = (length: number): string => `{"a":1,"b":"${'x"y\\'.slice(0, 1).repeat(length)}","c":"z"}`;
    const lengths = [
      5, 5, 5, 700_000, 5, 5, 70_000, 20_000, 20_000, 130_000, 5, 600_000, 10_000_000, 5, 5, 5,
    ];
    expectAlike([utf8(`{"value":[${lengths.map(long).join(',')}]}`)]);
  });

  it('of a single record that is larger than all memory of the kernel', () => {
    expectAlike([utf8(`{"@odata.context":"x","body":"${'A'.repeat(18_000_000)}","name":"a.txt"}`)]);
  });

  it('of the same name twice, of ids alone and of plain values', () => {
    const rows = Array.from({ length: 300 }, (_, i) => `{"a":${i % 7},"b":"x","a":"${i % 5}"}`);
    expectAlike([utf8(`{"value":[${rows.join(',')}]}`)]);
    const ids = Array.from({ length: 300 }, (_, i) => `{"@odata.id":"https://x/accounts(${i % 100})"}`);
    expectAlike([utf8(`{"value":[${ids.join(',')}]}`), utf8('{"value":[1,2,3,"x",null]}')]);
  });

  it('of bytes that are no UTF-8, and of those that are no numbers of 64 bits', () => {
    const row = (i: number): string =>
      `{"a":"${i % 2 === 0 ? 'NaNNaNNa' : 'NaNNaNNb'}","b":"${'y'.repeat(16)}"}`;
    const page = utf8(`{"value":[${Array.from({ length: 200 }, (_, i) => row(i)).join(',')}]}`);
    expectAlike([page.map((byte) => (byte === 0x4e ? 0xff : byte === 0x79 ? 0xf8 : byte))]);
  });

  it('of more properties than there is room for', () => {
    const members = Array.from({ length: 6000 }, (_, i) => `"column${i}":${i}`).join(',');
    expectAlike([utf8(`{"value":[${Array.from({ length: 8 }, () => `{${members}}`).join(',')}]}`)]);
  });
});

describe('with its kernel, the decoder finds the same fault at the same byte', () => {
  const rows = Array.from({ length: 6 }, (_, i) =>
    JSON.stringify({
      'c@OData.Community.Display.V1.FormattedValue': `no. ${i} \\ "quoted" ë`,
      c: i,
      '_o_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'team',
      _o_value: '7b0b1b9e-0000-4000-a000-0123456789ab',
      nested: { a: [true, null], b: -1.5 },
      d: false,
    }),
  );

  it('wherever a page is cut', () => {
    const page = utf8(`{"value":[${rows.join(',')}],"@odata.nextLink":"n"}`);
    // The first rows show the kernel what rows look like.
    for (let end = page.length >> 1; end < page.length; end++) expectAlike([page.slice(0, end)]);
  });

  it('wherever a byte of a row is another one', () => {
    const page = utf8(`{"value":[${rows.join(',')}]}`);
    const dice = new Dice(4);
    const others = [0x00, 0x1f, 0x20, 0x22, 0x2c, 0x30, 0x3a, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d, 0x80, 0xff];
    const first = page.length - 3 - (rows[5]?.length ?? 0);
    for (let at = first; at < page.length; at++) {
      const damaged = page.slice();
      damaged[at] = dice.pick(others);
      expectAlike([damaged]);
    }
  });

  it('in pages that are damaged at random', () => {
    const dice = new Dice(77);
    const page = utf8(accountPage(3, 40));
    for (let i = 0; i < 200; i++) {
      const damaged = page.slice();
      for (let k = dice.whole(1, 3); k > 0; k--) damaged[dice.whole(0, page.length - 1)] = dice.whole(0, 255);
      expectAlike([damaged]);
    }
  });
});

describe('the kernel', () => {
  it('reads nearly all rows that look like those before them', () => {
    const kernel = makeKernel();
    if (kernel === undefined) throw new Error('There is no kernel.');
    let rows = 0;
    const counting: RowKernel = {
      ...kernel,
      readRows: (start, at, limit, first, ...others) => {
        const next = kernel.readRows(start, at, limit, first, ...others);
        rows += next - first;
        return next;
      },
    };
    decoded(new PageDecoder(counting), [utf8(accountPage(0, 1000))]);
    expect(rows).toBeGreaterThan(980);
  });
});

describe('the memory of the kernel', () => {
  it('ends with room for what is read beyond the last piece', () => {
    const made = makeKernel();
    if (made === undefined) throw new Error('There is no kernel.');
    const memory = new KernelMemory(made);
    let end = 0;
    for (const size of [1_000_000, 1000, 16]) {
      for (let at = memory.take(size); at > 0; at = memory.take(size)) end = Math.max(end, at + size);
    }
    expect(end).toBeGreaterThan(memoryBytes - 64);
    expect(end).toBeLessThanOrEqual(memoryBytes - 16);
  });
});

describe('a machine that refuses the kernel', () => {
  it('reads without it', () => {
    expect(wasmKernels(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 255]))()).toBeUndefined();
  });
});
