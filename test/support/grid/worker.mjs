// The thread that keeps the rows, as in the product: it answers questions with packed windows.
import { PageDecoder } from '../../../src/core/results/decode/pageDecoder';
import { warmUp } from '../../../src/adapters/results/warmUp';
import { firstRest } from '../../../src/core/results/firstRest';
import { packChunk } from '../../../src/core/results/rowChunkCodec';
import { buildTextTable } from '../../../src/core/results/textTable';
import { ResultTable } from '../../../src/core/results/store/resultTable';
import { makeColumns, valueIndex } from './data.mjs';

/** Rows that are sent unasked. */
const pushed = 256;
let answer = () => Promise.resolve();
/** The first rows, packed: what the product's host keeps for a pane that comes later. */
let kept;

/** Nothing was asked for yet. */
let idle = true;

self.onmessage = async ({ data }) => {
  idle = false;
  if (data.type === 'ask') {
    const result = await answer(data.name, data.ask);
    self.postMessage({ id: data.id, answer: result }, transferOf(result));
  } else if (data.type === 'page') await readPage(data.body);
  else if (data.type === 'first') self.postMessage({ type: 'window', data: kept }, [kept]);
  else if (data.type === 'made') await made(data.rows, data.columns);
  else if (data.type === 'endless') endless(data.rows, data.columns);
};

const transferOf = (result) =>
  result?.data ? [result.data, ...(result.numbers ? [result.numbers] : [])] : [];

/** A page of JSON, straight into columns. */
async function readPage(body) {
  const decoder = new PageDecoder();
  const table = new ResultTable({ dictionary: (column) => decoder.dictionary(column) });
  answer = (name, ask) => table.answer(name, ask);
  for (const segment of decoder.read(new Uint8Array(body), 0).steps) {
    if (!segment) continue;
    table.setSchema(decoder.schema.schema);
    const isFirst = table.rows === 0;
    table.append(segment);
    if (isFirst) {
      await push(table);
      await new Promise((resolve) => setTimeout(resolve, firstRest));
    }
  }
  self.postMessage({ type: 'rows', rows: table.rows });
}

async function push(table) {
  const data = await firstRows(table);
  self.postMessage({ type: 'schema', schema: table.schema });
  self.postMessage({ type: 'window', data }, [data]);
}

async function firstRows(table) {
  const count = Math.min(pushed, table.rows);
  return (await table.answer('window', { version: 0, first: 0, count })).data;
}

/** Rows of the made data, in the store. */
async function made(rows, count) {
  const columns = makeColumns(count);
  const dictionaries = columns.map(dictionaryOf);
  const table = new ResultTable({ dictionary: (column) => dictionaries[column] });
  answer = (name, ask) => table.answer(name, ask);
  const targets = [{ logicalName: 'systemuser', navigationProperty: 'ownerid' }];
  table.setSchema({ columns: columns.map(({ name, kind }) => ({ name, kind })), targets });
  for (let first = 0; first < rows; first += 8192) {
    const rowCount = Math.min(8192, rows - first);
    table.append({
      firstRow: first,
      rowCount,
      columns: columns.map((column, i) => coded(first, rowCount, column, i)),
    });
  }
  kept = await firstRows(table);
  self.postMessage({ type: 'schema', schema: table.schema });
  self.postMessage({ type: 'rows', rows });
}

function coded(first, rows, column, number) {
  const codes = new Uint16Array(rows);
  for (let i = 0; i < rows; i++) {
    const index = valueIndex(first + i, number, column);
    codes[i] = column.values[index] === null ? 1 : index + 2;
  }
  return { encoding: 'coded', codes };
}

const typeOf = (value) => ({ number: 1, boolean: 2 })[typeof value] ?? 0;

function dictionaryOf({ values, labels, kind }) {
  const texts = values.map((value) => String(value ?? ''));
  return {
    size: values.length,
    type: (entry) => typeOf(values[entry]),
    raw: (entry, limit) => texts[entry].slice(0, limit),
    formatted: (entry, limit) => labels?.[entry]?.slice(0, limit),
    target: () => (kind === 'lookup' ? 1 : 0),
  };
}

/** Rows that are made when they are asked for: five million of them take no memory. */
function endless(rows, count) {
  const columns = makeColumns(count);
  answer = async (name, { first, count: wanted }) => {
    if (name !== 'window') return undefined;
    const rowCount = Math.min(wanted, rows - first);
    const chunk = columns.map((column, number) => chunkOf(column, number, first, rowCount));
    return { data: packChunk({ firstRow: first, rowCount, columns: chunk }) };
  };
  self.postMessage({
    type: 'schema',
    schema: { columns: columns.map(({ name, kind }) => ({ name, kind })), targets: [] },
  });
  self.postMessage({ type: 'rows', rows });
}

function chunkOf(column, number, first, rows) {
  const texts = Array.from({ length: rows }, (_, i) =>
    number === 0 ? `row ${first + i}` : String(column.values[valueIndex(first + i, number, column)] ?? ''),
  );
  return {
    column: number,
    codes: Uint16Array.from(texts, (_, i) => i + 2),
    types: new Uint8Array(rows),
    raw: buildTextTable(texts),
    formatted: { ends: new Uint32Array(rows), units: new Uint8Array(0) },
    targets: new Uint16Array(rows),
  };
}

/** As the product's thread does when it is started. */
async function warm() {
  for (const _ of warmUp()) {
    await new Promise((resolve) => setTimeout(resolve));
    if (!idle) return;
  }
}

void warm();
self.postMessage({ type: 'started' });
