// What it takes to bring a page of 5,000 rows, 15 MB of JSON, from its bytes into the webview: read into columns, and
// sent as windows of rows; beside it the same rows as objects.
import { PageDecoder } from '../../src/core/results/decode/pageDecoder';
import { maxChunkRows } from '../../src/core/results/model';
import { unpackChunk } from '../../src/core/results/rowChunkCodec';
import { ResultTable } from '../../src/core/results/store/resultTable';
import { accountPage } from './results/pages';
import { deliver } from './results/webviewPath';
import { median, record } from './support/record';

const rows = 5000;
const rounds = 21;

interface Loaded {
  readonly table: ResultTable;
  readonly ms: number;
  /** Until the first rows were there. */
  readonly first: number;
}

function load(body: Uint8Array): Loaded {
  const decoder = new PageDecoder();
  const table = new ResultTable({ dictionary: (column) => decoder.dictionary(column) });
  const started = performance.now();
  let first = 0;
  for (const segment of decoder.read(body, 0).steps) {
    if (segment === undefined) continue;
    table.setSchema(decoder.schema.schema);
    table.append(segment);
    first ||= performance.now() - started;
  }
  return { table, ms: performance.now() - started, first };
}

interface Sent {
  readonly total: number;
  /** Of that in the renderer. */
  readonly renderer: number;
}

/** All rows of the page, window by window. */
function sendWindows(table: ResultTable): Sent {
  const started = performance.now();
  let renderer = 0;
  let arrived = 0;
  for (let first = 0; first < rows; first += maxChunkRows) {
    const window = table.window({ version: 0, first, count: Math.min(maxChunkRows, rows - first) });
    if (window === undefined) throw new Error('There is no such window.');
    const { message, received } = deliver({ type: 'answer', run: 1, id: 1, answer: window });
    const { answer } = message as { answer: { data: ArrayBuffer } };
    const unpacking = performance.now();
    arrived += unpackChunk(answer.data).rowCount;
    renderer += received + performance.now() - unpacking;
  }
  if (arrived !== rows) throw new Error('Rows were lost on their way.');
  return { total: performance.now() - started, renderer };
}

function sendObjects(objects: readonly unknown[]): Sent {
  const started = performance.now();
  const { message, received } = deliver({ type: 'rows', rows: objects });
  if ((message as { rows: unknown[] }).rows.length !== rows) throw new Error('Rows were lost on their way.');
  return { total: performance.now() - started, renderer: received };
}

function measure(): void {
  const text = accountPage(0, rows, 'https://contoso.crm4.dynamics.com/next');
  const body = new TextEncoder().encode(text);
  const [loads, parses]: [Loaded[], number[]] = [[], []];
  // The thread that keeps the rows holds no objects of them, so none are there yet.
  for (let round = 0; round < rounds; round++) {
    globalThis.gc?.();
    loads.push(load(body));
    const started = performance.now();
    JSON.parse(new TextDecoder().decode(body));
    parses.push(performance.now() - started);
  }
  const [windows, objects]: [Sent[], Sent[]] = [[], []];
  const { table } = load(body);
  const { value } = JSON.parse(text) as { value: unknown[] };
  for (let round = 0; round < rounds; round++) {
    globalThis.gc?.();
    windows.push(sendWindows(table));
    globalThis.gc?.();
    objects.push(sendObjects(value));
  }
  tell(loads, parses, windows, objects);
}

function tell(
  loads: readonly Loaded[],
  parses: readonly number[],
  windows: readonly Sent[],
  objects: readonly Sent[],
): void {
  record({
    name: 'a page of 5,000 rows and 15 MB, from bytes to columns',
    value: median(loads.map(({ ms }) => ms)),
    unit: 'ms',
    goal: '≤ 60',
    peer: { name: 'JSON.parse', value: median(parses) },
  });
  record({ name: 'its first rows', value: median(loads.map(({ first }) => first)), unit: 'ms' });
  record({
    name: 'host to webview: all its rows, encoded, sent and read',
    value: median(windows.map(({ total }) => total)),
    unit: 'ms',
    goal: '≤ 45',
    peer: { name: 'row objects', value: median(objects.map(({ total }) => total)) },
  });
  record({
    name: 'of that in the renderer',
    value: median(windows.map(({ renderer }) => renderer)),
    unit: 'ms',
    goal: '≤ 2',
    peer: { name: 'row objects', value: median(objects.map(({ renderer }) => renderer)) },
  });
}

measure();
