import '../../support/grid/page.mjs';
import { install } from './harness.mjs';

const { gridPage } = globalThis;
let endless = false;

install({
  load(rows, columns) {
    endless = rows > 1_000_000;
    return gridPage.load(endless ? 'endless' : 'made', rows, columns);
  },
  show: (root) => (endless ? gridPage.show(root) : gridPage.showFirst(root)),
  async page(root, bytes) {
    await gridPage.readPage(bytes);
    gridPage.show(root);
  },
  ready: () => document.querySelector('.rows > .gr:not([aria-busy]) .gc[role=gridcell]') !== null,
  filled: () => document.querySelector('.veil') === null,
  scroller: () => document.querySelector('.grid'),
});
