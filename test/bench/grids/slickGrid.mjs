import { SlickDataView, SlickGrid } from 'slickgrid';
import 'slickgrid/dist/styles/css/slick.grid.css';
import { install, objectRows, widthOf } from './harness.mjs';

let data;

install({
  load: (rows, columns) => void (data = objectRows(rows, columns)),
  show(root) {
    const view = new SlickDataView({ inlineFilters: false });
    const columns = data.columns.map((column) => ({
      id: column.name,
      field: column.name,
      name: column.name,
      width: widthOf(column),
      sortable: true,
    }));
    const grid = new SlickGrid(root, view, columns, {
      rowHeight: 22,
      enableCellNavigation: true,
      enableColumnReorder: false,
      forceSyncScrolling: true,
    });
    view.onRowCountChanged.subscribe(() => {
      grid.updateRowCount();
      grid.render();
    });
    view.onRowsChanged.subscribe((_, { rows }) => {
      grid.invalidateRows(rows);
      grid.render();
    });
    view.setItems(data.rows);
  },
  ready: () => document.querySelector('.slick-cell') !== null,
  filled: () => true,
  scroller: () => document.querySelector('.slick-viewport-left.slick-viewport-top, .slick-viewport'),
});
