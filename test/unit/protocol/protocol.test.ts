import { describe, expect, it } from 'vitest';
import { MalformedChunkError, packChunk, unpackChunk } from '../../../src/protocol/rowChunkCodec';
import type { HostMessage, PaneMessage } from '../../../src/protocol/resultsMessages';
import { isHostMessage, isPaneMessage } from '../../../src/protocol/validate';
import { loadedRows } from '../results/decode/support';
import { ChunkRows } from '../results/support/chunkRows';

const rows = Array.from({ length: 101 }, (_, i) => ({
  a: i,
  b: i % 3 ? `text ${i}` : null,
  ...(i % 5 ? {} : { c: '東京 🏔️ \ud800' }),
  'd@OData.Community.Display.V1.FormattedValue': `Label ${i % 4}`,
  d: i % 4,
}));

describe('a packed chunk', () => {
  it('holds what went in', () => {
    const { chunk } = loadedRows(rows);
    expect(unpackChunk(packChunk(chunk))).toEqual(chunk);
  });

  it('reads the same through a store', () => {
    const { chunk, schema } = loadedRows(rows);
    const [direct, packed] = [new ChunkRows(), new ChunkRows()];
    for (const store of [direct, packed]) store.setSchema(schema);
    direct.append(chunk);
    packed.append(unpackChunk(packChunk(chunk)));
    for (let row = 0; row < rows.length; row++) {
      const [left, right] = [direct, packed].map((store) =>
        [0, 1, 2, 3].map((column) => store.cell(row, column)),
      );
      expect(right).toEqual(left);
    }
  });

  it('is refused when it is cut or changed', () => {
    const buffer = packChunk(loadedRows(rows).chunk);
    for (const length of [0, 8, 40, buffer.byteLength - 4]) {
      expect(() => unpackChunk(buffer.slice(0, length))).toThrow(MalformedChunkError);
    }
    for (const [word, value] of [
      [0, 1],
      [2, 1_000_000],
      [3, 1_000_000],
      [5, 1],
      [10, 0xfffffff0],
      [10, 3],
    ] as const) {
      const changed = buffer.slice(0);
      new Uint32Array(changed)[word] = value;
      expect(() => unpackChunk(changed)).toThrow(MalformedChunkError);
    }
  });
});

describe('messages of the host', () => {
  const problem = { kind: 'network', title: 'Cut.', remedy: 'Again.', action: 'retry', status: 500 } as const;
  const status: HostMessage = {
    type: 'status',
    run: 1,
    phase: 'failed',
    face: { face: 'value', text: '1' },
    rows: 0,
    pages: 0,
    more: false,
    countLimitExceeded: false,
    bytes: 0,
    elapsedMs: 1.5,
    json: false,
    problem,
  };
  const good: readonly HostMessage[] = [
    {
      type: 'begin',
      run: 1,
      title: 't',
      environment: { name: 'e', protected: true },
      method: 'GET',
      target: 'a',
      kept: 'id',
    },
    {
      type: 'schema',
      run: 1,
      columns: [{ name: 'a', kind: 'text' }],
      targets: [{ logicalName: 'l', navigationProperty: '' }],
    },
    { type: 'rows', run: 1, data: new ArrayBuffer(8) },
    status,
    { ...status, face: { face: 'finished', title: 'Done' } },
  ];

  it.each(good)('are taken: $type', (message) => {
    expect(isHostMessage(message)).toBe(true);
    expect(isHostMessage(structuredClone(message))).toBe(true);
  });

  it.each([
    undefined,
    null,
    'begin',
    [],
    {},
    { type: 'other', run: 1 },
    { type: 'toString' },
    { ...good[0], run: '1' },
    { ...good[0], environment: { name: 'e' } },
    { ...good[1], columns: [{ name: 'a', kind: 'colour' }] },
    { ...good[1], targets: {} },
    { ...good[2], data: [1, 2] },
    { ...status, phase: 'gone' },
    { ...status, face: { face: 'value' } },
    { ...status, rows: -1 },
    { ...status, rows: Number.NaN },
    { ...status, problem: { ...problem, action: 'format-disk' } },
    { ...status, problem: { title: 'x' } },
  ])('are refused: %j', (message) => {
    expect(isHostMessage(message)).toBe(false);
  });
});

describe('messages of the pane', () => {
  it.each<PaneMessage>([
    { type: 'ready' },
    { type: 'runAgain' },
    { type: 'stop' },
    { type: 'nextPage', run: 1 },
    { type: 'loadAll', run: 1 },
    { type: 'goOn', run: 1 },
    { type: 'showJson' },
    { type: 'problemAction', run: 1 },
    { type: 'copy', text: '' },
  ])('are taken: $type', (message) => expect(isPaneMessage(message)).toBe(true));

  it.each([
    null,
    {},
    { type: 'nextPage' },
    { type: 'goOn' },
    { type: 'copy' },
    { type: 'copy', text: 1 },
    { type: 'exec', run: 1 },
  ])('are refused: %j', (message) => expect(isPaneMessage(message)).toBe(false));
});
