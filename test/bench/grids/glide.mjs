import { DataEditor, GridCellKind } from '@glideapps/glide-data-grid';
import '@glideapps/glide-data-grid/dist/index.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { install, objectRows, widthOf } from './harness.mjs';

let data;

/** Something other than the background is painted where the first rows are. */
function drawn(canvas) {
  const { data: pixels } = canvas.getContext('2d').getImageData(10, 45, 200, 60);
  let others = 0;
  for (let i = 4; i < pixels.length; i += 4) if (pixels[i] !== pixels[0]) others++;
  return others > 50;
}

install({
  load: (rows, columns) => void (data = objectRows(rows, columns)),
  show(root) {
    const portal = document.createElement('div');
    portal.id = 'portal';
    document.body.append(portal);
    const columns = data.columns.map((column) => ({
      id: column.name,
      title: column.name,
      width: widthOf(column),
    }));
    const getCellContent = ([column, row]) => {
      const text = String(data.rows[row][columns[column].id] ?? '');
      return { kind: GridCellKind.Text, data: text, displayData: text, allowOverlay: false };
    };
    const props = { columns, rows: data.rows.length, getCellContent, width: 1400, height: 860 };
    const look = {
      rowHeight: 22,
      headerHeight: 38,
      rowMarkers: 'number',
      smoothScrollX: true,
      smoothScrollY: true,
    };
    createRoot(root).render(createElement(DataEditor, { ...props, ...look }));
  },
  ready() {
    const canvas = document.querySelector('canvas');
    return canvas !== null && canvas.width > 0 && drawn(canvas);
  },
  filled: () => true,
  scroller: () => document.querySelector('.dvn-scroller'),
});
