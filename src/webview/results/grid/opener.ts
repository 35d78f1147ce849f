import type { ResultColumn } from '../../../core/results/model';
import type { WholeCell } from '../../../core/results/questions';
import { prettyJson } from '../../../core/results/prettyJson';
import { copiedWord, count } from '../words';
import { el, holdsFocus } from '../dom';
import type { CellPlace, GridActions, RowSource } from './contract';
import { DetailFrame, DetailPart } from './detailFrame';
import type { RowDetails } from './details';
import { NestedTable } from './nestedTable';
import { pictureOf } from './pictures';
import { wholeText } from './wholeText';

/** JSON above this size, in UTF-16 code units, is shown as it came. */
const longestLaidOut = 2_000_000;

/** Opens what a row holds under it: its collections as tables, or one value whole. Columns are schema indexes. */
export class RowOpener {
  /**
   * @param changed the row's height is another one now
   * @param formatted how values are shown
   * @param takeFocus what had the focus is gone
   */
  constructor(
    private readonly source: RowSource,
    private readonly details: RowDetails,
    private readonly actions: GridActions,
    private readonly changed: (row: number) => void,
    private readonly formatted: () => boolean,
    private readonly takeFocus: () => void,
  ) {}

  /** All collections of a row; closes whatever is open. False where it has none. */
  toggleRow(row: number): boolean {
    if (this.details.has(row)) {
      this.close(row);
      return true;
    }
    const collections = this.#collectionsOf(row);
    if (collections.length === 0) return false;
    this.#openRows(row, 'rows', collections);
    return true;
  }

  /** The value of one cell; closes it where it is open. */
  toggleCell({ row, column }: CellPlace): void {
    const description = this.source.schema.columns[column];
    const cell = this.source.cell(row, column);
    if (!description || cell?.state !== 'value') return;
    const key = `cell ${column}`;
    if (this.details.of(row)?.key === key) return this.close(row);
    if (description.kind === 'rows') this.#openRows(row, key, [column]);
    else this.#openWhole(row, column, key, description);
  }

  close(row: number): void {
    const focused = holdsFocus(this.details.of(row)?.element);
    this.details.close(row);
    this.changed(row);
    if (focused) this.takeFocus();
  }

  #collectionsOf(row: number): number[] {
    const { columns } = this.source.schema;
    return columns
      .map((_, index) => index)
      .filter((index) => columns[index]?.kind === 'rows' && this.source.cell(row, index)?.state === 'value');
  }

  #openRows(row: number, key: string, columns: readonly number[]): void {
    const frame = this.#open(row, key, `Records of row ${count(row + 1)}`);
    for (const column of columns) {
      const { name = '' } = this.source.schema.columns[column] ?? {};
      const part = new DetailPart('collection', name);
      frame.add(part.element);
      void this.#fillRows(frame, part, { row, column }, name);
    }
    this.#settle(row);
  }

  async #fillRows(frame: DetailFrame, part: DetailPart, place: CellPlace, name: string): Promise<void> {
    try {
      const nested = await this.source.nested(place);
      if (!nested) part.note('The rows were arranged anew. Close this and open it again.');
      else {
        const table = new NestedTable(name, nested, this.formatted());
        const more = nested.more ? ', more on the server' : '';
        const held = table.held < nested.rows ? `, the first ${count(table.held)} are shown` : '';
        part.note(`${nested.rows === 1 ? '1 record' : `${count(nested.rows)} records`}${more}${held}`);
        if (table.held > 0) part.show(table.element);
        part.action('Open as query', () => this.actions.follow(place, 'nested-query'));
      }
    } catch {
      part.note('The records could not be read.');
    }
    part.action('Close', () => this.close(place.row));
    if (this.details.of(place.row) === frame) this.#settle(place.row);
  }

  #openWhole(row: number, column: number, key: string, { name, kind }: ResultColumn): void {
    const frame = this.#open(row, key, `${name} of row ${count(row + 1)}`);
    const part = new DetailPart(kind === 'json' ? 'braces' : kind === 'image' ? 'image' : 'text', name);
    frame.add(part.element);
    void this.#fillWhole(frame, part, { row, column }, name);
    this.#settle(row);
  }

  async #fillWhole(frame: DetailFrame, part: DetailPart, place: CellPlace, name: string): Promise<void> {
    try {
      const cell = await this.source.whole(place);
      if (!cell) part.note('The rows were arranged anew. Close this and open it again.');
      else this.#showWhole(part, cell, name);
    } catch {
      part.note('The value could not be read.');
    }
    part.action('Close', () => this.close(place.row));
    if (this.details.of(place.row) === frame) this.#settle(place.row);
  }

  #showWhole(part: DetailPart, cell: WholeCell, name: string): void {
    const { raw, formatted, cutAt } = cell;
    const length = `${count(cutAt ?? raw.length)} characters`;
    const cut = cutAt === undefined ? '' : `, the first ${count(raw.length)} are shown`;
    part.note(formatted === undefined ? `${length}${cut}` : `${formatted.slice(0, 200)}, ${length}${cut}`);
    const address = cutAt === undefined ? pictureOf(raw) : undefined;
    if (address === undefined) part.show(wholeText(laidOut(raw), name));
    else {
      const picture = el('img', 'whole', { alt: name });
      picture.src = address;
      part.show(picture);
    }
    part.action('Copy', () => this.actions.copyText(raw, copiedWord(name, cell)));
  }

  #open(row: number, key: string, label: string): DetailFrame {
    const frame = new DetailFrame(key, label);
    this.details.open(row, frame);
    return frame;
  }

  /** Draws, so that what was opened stands in the document, and takes its height. */
  #settle(row: number): void {
    this.changed(row);
    this.details.measure(row);
    this.changed(row);
  }
}

/** JSON with line breaks; any other text as it is. */
function laidOut(raw: string): string {
  const first = raw.trimStart()[0];
  if ((first !== '{' && first !== '[') || raw.length > longestLaidOut || !isJson(raw)) return raw;
  return [...prettyJson(raw)].join('');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
