import type { Cell, ResultColumn } from '../../../core/results/model';
import { el } from '../dom';
import { icon } from '../icons';
import { faceOf } from './faces';
import type { Face, FaceName } from './faces';
import type { Finder } from './found';

/** How all cells are drawn. */
export interface CellLook {
  formatted: boolean;
  finder: Finder | undefined;
  /** Has the picture of a cell put into its face. */
  picture?: (holder: HTMLElement, row: number, position: number) => void;
}

/** Letters that are written from right to left: only where there are any, the browser has to look for a direction. */
const turned = /[\u0590-\u08ff\ud802\ud803\ud83a\ud83b\ufb1d-\ufdff\ufe70-\ufefc]/;

/** What a cell is besides its value, as bits that are added up. */
export const mark = { selected: 1, top: 2, bottom: 4, left: 8, right: 16, active: 32, range: 64 } as const;

const markClasses: readonly (readonly [bit: number, name: string])[] = [
  [mark.range, ' rg'],
  [mark.top, ' rt'],
  [mark.bottom, ' rb'],
  [mark.left, ' rl'],
  [mark.right, ' rr'],
  [mark.active, ' cur'],
];

/** Class names of what holds the text of a face; the label of a choice stands in the cell itself. */
const faceClasses = {
  link: 'to',
  person: 'to',
  team: 'to',
  rows: 'to co',
  image: 'im',
} as const satisfies Record<Exclude<FaceName, 'text' | 'choice'>, string>;

/** What a face is made of, kept while the cell shows another one. */
interface FaceElement {
  readonly whole: readonly Node[];
  /** What the text stands in, if not in the cell itself. */
  readonly holder?: HTMLElement;
}

/** Kept for when it becomes the active one, or is it no longer. */
interface FilledCell {
  readonly column: ResultColumn;
  readonly cell: Cell | undefined;
  readonly look: CellLook;
  readonly changed: boolean;
}

/** Class names of each sum of bits, made when first needed. */
const classesOfMarks: string[] = [''];

/** One cell in view. It is used for one row after another: of what stands there already nothing is made anew. */
export class CellView {
  readonly #text: Text;
  #beside: Text | undefined;
  #elements: Map<FaceName, FaceElement> | undefined;
  /** What the text nodes hold: to ask them makes a string anew each time. */
  #shown = '';
  #shownBeside = '';
  #face: FaceName | 'marked' | 'none' = 'none';
  #className = 'gc';
  #faceClass = '';
  #marks = 0;
  #left = -1;
  #width = -1;
  #index = -1;
  /** What it was filled with. */
  #filled: FilledCell | undefined;

  /** @param text holds the text of the face */
  constructor(
    readonly element: HTMLElement = el('div', 'gc', { role: 'gridcell' }),
    text = document.createTextNode(''),
  ) {
    this.#text = text;
  }

  /** The view of a copy of its element, with all that is in it; nothing of it may be marked. */
  copy(element: HTMLElement): CellView {
    const text = holderIn(element, this.#face)?.firstChild;
    const isText = text instanceof Text;
    const copy = isText ? new CellView(element, text) : new CellView(element);
    copy.#className = this.#className;
    copy.#faceClass = this.#faceClass;
    copy.#left = this.#left;
    copy.#width = this.#width;
    copy.#index = this.#index;
    if (isText) copy.#takeFace(this);
    else element.replaceChildren();
    return copy;
  }

  /** @param left pixels from the left edge of whatever the cell stands in */
  place(index: number, left: number, width: number): void {
    if (index !== this.#index) this.element.setAttribute('aria-colindex', String((this.#index = index)));
    if (left !== this.#left) this.element.style.left = `${(this.#left = left)}px`;
    if (width !== this.#width) this.element.style.width = `${(this.#width = width)}px`;
  }

  fill(column: ResultColumn, cell: Cell | undefined, look: CellLook, changed = false): void {
    const { formatted, finder } = look;
    this.#filled = { column, cell, look, changed };
    // Of the active cell more is read aloud than there is room for; what was found may end beyond it.
    const isRead = this.#width < 0 || (this.#marks & mark.active) !== 0 || finder !== undefined;
    const face = faceOf(column, cell, formatted, isRead ? undefined : this.#width);
    this.#build(face.name);
    if (this.#shown !== face.text) this.#text.data = this.#shown = face.text;
    if (face.beside !== undefined && this.#beside && this.#shownBeside !== face.beside) {
      this.#beside.data = this.#shownBeside = face.beside;
    }
    const faceClass = `${face.className}${turned.test(face.text) ? ' bi' : ''}${changed ? ' chg' : ''}`;
    if (faceClass !== this.#faceClass) {
      this.#faceClass = faceClass;
      this.#paint();
    }
    if (finder && !face.said) this.#markFound(face, finder);
  }

  setMarks(marks: number): void {
    if (marks === this.#marks) return;
    const before = this.#marks;
    this.#marks = marks;
    this.#paint();
    const changed = before ^ marks;
    if (changed & mark.selected) {
      if (marks & mark.selected) this.element.setAttribute('aria-selected', 'true');
      else this.element.removeAttribute('aria-selected');
    }
    if (changed & mark.active) {
      if (marks & mark.active) this.element.id = 'active-cell';
      else this.element.removeAttribute('id');
      const filled = this.#filled;
      if (filled) this.fill(filled.column, filled.cell, filled.look, filled.changed);
    }
  }

  /** What a picture belongs in. */
  get pictureHolder(): HTMLElement | undefined {
    return this.#face === 'image' ? (this.#text.parentElement ?? undefined) : undefined;
  }

  #paint(): void {
    const className = `gc${this.#faceClass}${(classesOfMarks[this.#marks] ??= namesOf(this.#marks))}`;
    if (className === this.#className) return;
    this.#className = className;
    this.element.className = className;
  }

  #build(name: FaceName): void {
    if (name === this.#face) return;
    const wasMarked = this.#face === 'marked';
    this.#face = name;
    if (name === 'text') return this.element.replaceChildren(this.#text);
    const known = wasMarked ? undefined : this.#elements?.get(name);
    const element = known ?? this.#faceElement(name);
    (this.#elements ??= new Map()).set(name, element);
    // A text node moves from face to face.
    element.holder?.append(this.#text);
    this.element.replaceChildren(...element.whole);
  }

  #takeFace(like: CellView): void {
    this.#face = like.#face;
    this.#shown = like.#shown;
    const beside = this.#face === 'choice' ? this.element.lastElementChild?.firstChild : undefined;
    if (!(beside instanceof Text)) return;
    this.#beside = beside;
    this.#shownBeside = like.#shownBeside;
  }

  /** As few elements as can be, none with a layout of its own: hundreds of cells are filled in a frame. */
  #faceElement(name: Exclude<FaceName, 'text'>): FaceElement {
    if (name === 'choice') {
      this.#beside ??= document.createTextNode('');
      return { whole: [this.#text, el('span', 'n', {}, this.#beside)] };
    }
    const holder = el('span', faceClasses[name]);
    if (name === 'link' || name === 'image') return { whole: [holder], holder };
    return { whole: [icon(name === 'rows' ? 'collection' : name, 's'), holder], holder };
  }

  #markFound({ text }: Face, finder: Finder): void {
    const places = finder(text);
    if (places.length === 0) return;
    const pieces: (Node | string)[] = [];
    let at = 0;
    for (const [start, end] of places) {
      pieces.push(text.slice(at, start), el('mark', '', {}, text.slice(start, end)));
      at = end;
    }
    this.#text.replaceWith(...pieces, text.slice(at));
    // The next value is built from the ground.
    this.#face = 'marked';
    this.#elements = undefined;
  }
}

/** What holds the text in the element of a cell with a face. */
function holderIn(element: HTMLElement, face: FaceName | 'marked' | 'none'): Element | null {
  return face === 'text' || face === 'choice' ? element : element.lastElementChild;
}

function namesOf(marks: number): string {
  return markClasses
    .filter(([bit]) => marks & bit)
    .map(([, name]) => name)
    .join('');
}
