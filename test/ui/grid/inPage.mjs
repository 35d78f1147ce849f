// Runs inside the page that stands in for VS Code's webview.
const saved = sessionStorage.getItem('state');
let state = saved === null ? undefined : JSON.parse(saved);

globalThis.acquireVsCodeApi = () => ({
  postMessage: (message) => void globalThis.toHost(message),
  getState: () => state,
  setState: (next) => {
    state = next;
    sessionStorage.setItem('state', JSON.stringify(next));
  },
});

function withBytes(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.base64 === 'string') {
    return Uint8Array.from(atob(value.base64), (unit) => unit.charCodeAt(0)).buffer;
  }
  if (Array.isArray(value)) return value.map(withBytes);
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, withBytes(own)]));
}

globalThis.stage = {
  /** A message of the host; bytes come in base64. */
  async post(message) {
    window.postMessage(withBytes(message), '*');
    await new Promise((resolve) => setTimeout(resolve));
  },
  /** Rows that the grid tells, without those of its head. */
  rows() {
    const count = Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0);
    return count - document.querySelectorAll('.ghead > [role=row]').length;
  },
  /** Resolves when the pane is idle and holds so many rows. */
  async settled(rows) {
    const done = () => {
      const idle = document.querySelector('main')?.getAttribute('aria-busy') === 'false';
      return idle && (rows === 0 || globalThis.stage.rows() === rows);
    };
    while (!done()) await new Promise((resolve) => setTimeout(resolve, 10));
  },
  /** What was asked to be drawn is drawn after two frames. */
  frames: () =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))),
  async scrollTo(top, left) {
    const grid = document.querySelector('[role=grid]');
    if (top !== undefined) grid.scrollTop = top;
    if (left !== undefined) grid.scrollLeft = left;
    await globalThis.stage.frames();
  },
  /** Elements that the grid holds now. */
  drawn: () => ({
    rows: document.querySelectorAll('[role=grid] .gr').length,
    cells: document.querySelectorAll('[role=grid] [role=gridcell]').length,
  }),
};
