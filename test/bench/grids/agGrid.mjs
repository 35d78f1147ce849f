import {
  ClientSideRowModelModule,
  createGrid,
  ModuleRegistry,
  NumberFilterModule,
  TextFilterModule,
} from 'ag-grid-community';
import { install, objectRows, widthOf } from './harness.mjs';

ModuleRegistry.registerModules([ClientSideRowModelModule, TextFilterModule, NumberFilterModule]);
let data;

function create(root, columns, rows) {
  createGrid(root, {
    columnDefs: columns.map((column) => ({
      field: column.name,
      headerName: column.name,
      width: widthOf(column),
      cellDataType: false,
      filter: column.kind === 'number' ? 'agNumberColumnFilter' : 'agTextColumnFilter',
    })),
    rowData: rows,
    rowHeight: 22,
    headerHeight: 38,
    animateRows: false,
    suppressFieldDotNotation: true,
  });
}

install({
  load: (rows, columns) => void (data = objectRows(rows, columns)),
  show: (root) => create(root, data.columns, data.rows),
  page(root, bytes) {
    const { value } = JSON.parse(new TextDecoder().decode(bytes));
    const names = Object.keys(value[0]).filter((name) => !name.includes('@'));
    create(
      root,
      names.map((name) => ({ name, kind: 'text' })),
      value,
    );
  },
  ready: () => document.querySelector('.ag-cell') !== null,
  filled: () => true,
  scroller: () => document.querySelector('.ag-grid-viewport, .ag-body-viewport'),
});
