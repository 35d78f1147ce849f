// The grid alone in a page, its rows in a worker.
import { ResultGrid } from '../../../src/webview/results/grid/resultGrid';
import { RowWindows } from '../../../src/webview/results/rows/rowWindows';
import '../../../src/webview/results/results.css';

const waiting = new Map();
let last = 0;
let worker;

function startWorker() {
  worker = new Worker('worker.js');
  worker.onmessage = ({ data }) => {
    if (data.id !== undefined) {
      waiting.get(data.id)(data.answer);
      waiting.delete(data.id);
    } else if (data.type === 'schema') windows.setSchema(data.schema);
    else if (data.type === 'window') {
      windows.push(data.data);
      state.pushed?.();
    } else if (data.type === 'rows') {
      state.rows = data.rows;
      if (state.shows) windows.grown(data.rows);
    }
  };
}

const ask = (name, question) =>
  new Promise((resolve) => {
    waiting.set(++last, resolve);
    worker.postMessage({ type: 'ask', id: last, name, ask: question });
  });

const state = { rows: 0, shows: false, told: [] };
const windows = new RowWindows(ask);
const tell =
  (name) =>
  (...values) =>
    state.told.push([name, ...values]);
const names = [
  ...['sort', 'openColumnMenu', 'openCellMenu', 'follow', 'openRecord', 'copy', 'copyText'],
  ...['selectionChanged', 'columnsChanged', 'say'],
];
let grid;

const gridPage = {
  state,
  ask,
  windows,
  get grid() {
    return grid;
  },
  get told() {
    return state.told.filter(([name]) => name !== 'selectionChanged' && name !== 'columnsChanged');
  },
  /** Puts rows into the store: `made` or `endless`. */
  async load(type, rows, columns) {
    startWorker();
    worker.postMessage({ type, rows, columns });
    while (state.rows < rows) await new Promise((resolve) => setTimeout(resolve, 5));
  },
  /** Shows what is in the store as the product does: the first rows are sent, and the grid is made when they are there. */
  async showFirst(root) {
    const pushed = new Promise((resolve) => (state.pushed = resolve));
    worker.postMessage({ type: 'first' });
    await pushed;
    return gridPage.show(root);
  },
  /** Makes the grid and shows what is in the store. */
  show(root) {
    state.shows = true;
    root.classList.add('dw');
    grid = new ResultGrid(windows, root, Object.fromEntries(names.map((name) => [name, tell(name)])));
    root.append(grid.element);
    if (windows.schema.columns.length > 0) windows.setSchema(windows.schema);
    if (state.rows > 0) windows.grown(state.rows);
    grid.draw();
    return grid;
  },
  /** Reads the body of a page; done when its first rows are here. */
  readPage(body) {
    startWorker();
    const pushed = new Promise((resolve) => (state.pushed = resolve));
    worker.postMessage({ type: 'page', body }, [body]);
    return pushed;
  },
};

globalThis.gridPage = gridPage;
