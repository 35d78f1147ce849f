// TanStack Virtual only says what is in view: the rows are drawn as its examples do it, without a framework.
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { install, objectRows, widthOf } from './harness.mjs';

let data;
let scroller;

function element(style, parent, role) {
  const made = document.createElement('div');
  made.style.cssText = style;
  if (role) made.setAttribute('role', role);
  parent.append(made);
  return made;
}

const cellStyle =
  'position:absolute;height:22px;line-height:22px;overflow:hidden;white-space:pre;border-right:1px solid #ddd;padding:0 6px;box-sizing:border-box';

/** Rows are used again for others, as ours are. */
class Body {
  #shown = new Map();

  constructor(inner) {
    this.inner = inner;
  }

  draw(rows, columns) {
    const wanted = new Set(rows.map(({ index }) => index));
    const free = [];
    for (const [index, row] of this.#shown) {
      if (wanted.has(index)) continue;
      free.push(row);
      this.#shown.delete(index);
    }
    for (const { index, start } of rows) {
      let row = this.#shown.get(index);
      if (!row) {
        row =
          free.pop() ??
          element('position:absolute;left:0;height:22px;contain:layout style', this.inner, 'row');
        this.#shown.set(index, row);
      }
      row.style.transform = `translateY(${start}px)`;
      this.#fill(row, data.rows[index], columns);
    }
    for (const row of free) row.remove();
  }

  #fill(row, object, columns) {
    while (row.childNodes.length < columns.length) element(cellStyle, row, 'gridcell');
    while (row.childNodes.length > columns.length) row.lastChild.remove();
    columns.forEach(({ index, start, size }, i) => {
      const cell = row.childNodes[i];
      cell.style.left = `${start}px`;
      cell.style.width = `${size}px`;
      const text = String(object[data.columns[index].name] ?? '');
      if (cell.textContent !== text) cell.textContent = text;
    });
  }
}

install({
  load: (rows, columns) => void (data = objectRows(rows, columns)),
  show(root) {
    const style = 'width:100%;height:100%;overflow:auto;position:relative;font:13px sans-serif';
    scroller = element(style, root, 'grid');
    const inner = element('position:relative', scroller);
    const body = new Body(inner);
    const items = {};
    const draw = () => {
      const { rows, columns } = items;
      if (!rows || !columns) return;
      inner.style.height = `${rows.getTotalSize()}px`;
      inner.style.width = `${columns.getTotalSize()}px`;
      body.draw(rows.getVirtualItems(), columns.getVirtualItems());
    };
    const common = {
      getScrollElement: () => scroller,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: draw,
    };
    items.rows = new Virtualizer({ ...common, count: data.rows.length, estimateSize: () => 22, overscan: 2 });
    const sizes = { count: data.columns.length, estimateSize: (i) => widthOf(data.columns[i]), overscan: 0 };
    items.columns = new Virtualizer({ ...common, ...sizes, horizontal: true });
    for (const one of [items.rows, items.columns]) {
      one._didMount();
      one._willUpdate();
    }
    draw();
  },
  ready: () => document.querySelectorAll('[role=gridcell]').length > 10,
  filled: () => true,
  scroller: () => scroller,
});
