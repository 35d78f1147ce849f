// The grid alone in a page, its rows in a worker.
import { ResultGrid } from '../../../src/webview/results/grid/resultGrid';
import { RowWindows } from '../../../src/webview/results/rows/rowWindows';
import '../../../src/webview/results/results.css';

const waiting = new Map();
let last = 0;
let worker;

/** Done when the thread can be asked. */
function startWorker() {
  worker = new Worker('worker.js');
  const started = new Promise((resolve) => (state.started = resolve));
  worker.onmessage = ({ data }) => {
    if (data.type === 'started') state.started();
    else if (data.id !== undefined) {
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
  return started;
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
    await startWorker();
    worker.postMessage({ type, rows, columns });
    while (state.rows < rows) await new Promise((resolve) => setTimeout(resolve, 5));
  },
  /** Shows what is in the store as the product does: the first rows are on their way while the grid is made. */
  async showFirst(root, widths) {
    const pushed = new Promise((resolve) => (state.pushed = resolve));
    worker.postMessage({ type: 'first' });
    gridPage.make(root);
    grid.columns.restore({ widths });
    await pushed;
    return gridPage.show(root);
  },
  /** The grid without rows, as it is while a query runs. */
  make(root) {
    root.classList.add('dw');
    grid = new ResultGrid(windows, root, Object.fromEntries(names.map((name) => [name, tell(name)])));
    root.append(grid.element);
  },
  /** Shows what is in the store; makes the grid where there is none. */
  show(root) {
    state.shows = true;
    if (!grid) gridPage.make(root);
    if (windows.schema.columns.length > 0) windows.setSchema(windows.schema);
    if (state.rows > 0) windows.grown(state.rows);
    grid.draw();
    return grid;
  },
  /** What is there when a query runs and nothing of its answer has come: the thread and a grid without rows. */
  async awaitPage(root) {
    await startWorker();
    state.shows = true;
    gridPage.make(root);
  },
  /** Reads the body of a page; done when its first rows are here. */
  async readPage(body) {
    if (!worker) await startWorker();
    const pushed = new Promise((resolve) => (state.pushed = resolve));
    worker.postMessage({ type: 'page', body }, [body]);
    await pushed;
  },
};

globalThis.gridPage = gridPage;
