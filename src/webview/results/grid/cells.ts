import { summarizeJson } from '../../../core/results/cellText';
import type { Cell, ResultColumn } from '../../../core/results/model';
import { el } from '../dom';
import { icon } from '../icons';

/** No cell shows more, however long its text: the grid stays quick with texts of megabytes. */
const longestShown = 500;
/** JSON is summed up from its whole text where it is not longer than this. */
export const longestRead = 20_001;

const owners: Readonly<Record<string, 'person' | 'team'>> = { systemuser: 'person', team: 'team' };

/** Class names beside `gc` that a cell of this column has. */
export function cellClass(column: ResultColumn, cell: Cell, formatted: boolean): string {
  if (column.kind === 'number' || column.kind === 'money') return 'num';
  if (cell.state !== 'value') return '';
  if (!formatted && column.kind === 'choice' && cell.type === 'number') return 'num';
  const id = column.kind === 'guid' || (column.kind === 'lookup' && cell.formatted === undefined);
  return id || (!formatted && column.kind === 'lookup') ? 'mono' : '';
}

/** Puts the cell's face into an emptied element. All of it is text nodes. */
export function fillCell(element: HTMLElement, column: ResultColumn, cell: Cell, formatted: boolean): void {
  if (cell.state === 'absent') element.textContent = '';
  else if (cell.state === 'null') element.replaceChildren(el('span', 'nul', {}, 'null'));
  else if (cell.type === 'text' && cell.raw === '') element.replaceChildren(el('span', 'emp', {}, '""'));
  else if (cell.type === 'json') element.replaceChildren(el('span', 'js', {}, cut(summarizeJson(cell.raw))));
  else if (!formatted) element.textContent = cut(cell.raw);
  else fillFormatted(element, column, cell);
}

function fillFormatted(element: HTMLElement, column: ResultColumn, cell: Cell & { state: 'value' }): void {
  const label = cut(cell.formatted ?? cell.raw);
  if (column.kind === 'choice' && cell.formatted !== undefined) {
    const face = el('span', 'cv', {}, el('span', '', {}, label), el('span', 'n', {}, cut(cell.raw)));
    element.replaceChildren(face);
    return;
  }
  const owner = column.kind === 'lookup' && cell.target ? owners[cell.target.logicalName] : undefined;
  if (owner) element.replaceChildren(el('span', 'lk', {}, icon(owner, 's'), el('span', 'ell', {}, label)));
  else element.textContent = label;
}

function cut(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
