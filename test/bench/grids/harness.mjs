// What a page with a grid in it offers to whoever measures: the same for all grids.
import { makeColumns, makeRow } from '../../support/grid/data.mjs';

/** After the frame was painted, as far as a page can tell. */
export const frame = () =>
  new Promise((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(0);
    }),
  );

async function painted(frames) {
  for (let i = 0; i < frames; i++) await frame();
  return performance.now();
}

/**
 * @param grid load(rows, columns): puts rows where the grid takes them from; show(root, guesses): makes the grid, with
 * the widths of `widthOf`, or with guessed ones;
 * awaitPage(root): what is there before the page's last byte; page(root, bytes): shows the body of a page; ready(): rows are on screen; filled(): all in view are drawn;
 * scroller(): the element with the scroll bars
 */
export function install(grid) {
  const root = document.getElementById('root');
  const timed = async (make) => {
    await painted(10);
    const start = performance.now();
    await make();
    while (!grid.ready()) await frame();
    return (await painted(2)) - start;
  };
  globalThis.bench = {
    load: (rows, columns) => grid.load(rows, columns),
    show: (guesses) => timed(() => grid.show(root, guesses)),
    async page(bytes) {
      await grid.awaitPage?.(root);
      return timed(() => grid.page(root, bytes));
    },
    async rest() {
      await painted(10);
    },
    /** One step of the wheel, one jump of the thumb, or some columns sideways; ends when the rows are drawn. */
    async step(mode, i) {
      const scroller = grid.scroller();
      const height = scroller.scrollHeight - scroller.clientHeight;
      if (mode === 'wheel') scroller.scrollTop += 120;
      else if (mode === 'jump') scroller.scrollTop = Math.floor(((i * 0.6180339887) % 1) * height);
      else scroller.scrollLeft += 120;
      do await frame();
      while (!grid.filled());
      await frame();
    },
    text: () => root.innerText,
  };
}

/** For grids that take objects. */
export function objectRows(count, columnCount) {
  const columns = makeColumns(columnCount);
  const rows = Array.from({ length: count }, (_, i) => makeRow(i, columns));
  return { rows, columns };
}

export function widthOf({ kind, name }) {
  return kind === 'guid' ? 270 : kind === 'date' || name.startsWith('name') ? 180 : 120;
}
