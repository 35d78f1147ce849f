import '../../support/grid/page.mjs';
import { makeColumns } from '../../support/grid/data.mjs';
import { install, widthOf } from './harness.mjs';

const { gridPage } = globalThis;
let endless = false;
let given = {};

install({
  load(rows, columns) {
    endless = rows > 1_000_000;
    given = Object.fromEntries(makeColumns(columns).map((column) => [column.name, widthOf(column)]));
    return gridPage.load(endless ? 'endless' : 'made', rows, columns);
  },
  show(root, guesses) {
    const widths = guesses ? {} : given;
    return endless ? gridPage.show(root) : gridPage.showFirst(root, widths);
  },
  awaitPage: (root) => gridPage.awaitPage(root),
  async page(_, bytes) {
    await gridPage.readPage(bytes);
    gridPage.grid.draw();
  },
  ready: () => document.querySelector('.rows > .gr:not([aria-busy]) .gc[role=gridcell]') !== null,
  filled: () => document.querySelector('.rows[aria-busy]') === null,
  scroller: () => document.querySelector('.grid'),
});
