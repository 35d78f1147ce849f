import { cellText } from '../../cellText';
import type { Cell } from '../../model';
import { formulaStarts, isFormula } from '../formats/formulaGuard';
import { hasHalfCharacter, type Losses } from '../losses';
import { plainExcept, type PlainCells } from '../plainCells';
import type { OutColumn } from '../rows';
import { serialDate, writeSerial } from './dates';
import { longestXlsxText } from './limits';
import { isExactNumber } from './numbers';
import { styles } from './styles';
import { hasNoXmlCharacter, xmlText } from './xmlText';

/**
 * Writes cells, each as what follows on its reference: attributes, value and end tag; nothing for an empty one.
 * Numbers, dates and, as stored values, true and false have their types; everything else is an inline text, which no
 * spreadsheet calculates.
 */
export class XlsxCells {
  readonly #formatted: boolean;
  readonly #losses: Losses;

  constructor(formatted: boolean, losses: Losses) {
    this.#formatted = formatted;
    this.#losses = losses;
  }

  write(cell: Cell, column: OutColumn): string {
    if (cell.state !== 'value') return '';
    const typed = this.#typed(cell, column);
    return typed ?? this.text(cellText(cell, this.#formatted), column.name);
  }

  /** What of it needs no care: texts without markup, escapes or spaces to be kept, exact numbers, whole seconds. */
  plain({ kind }: OutColumn): PlainCells {
    const number = { before: kind === 'money' ? ` s="${styles.money}"><v>` : '><v>', after: '</v></c>' };
    const shownAsNumber = kind === 'number' || kind === 'money';
    const instant = { before: ` s="${styles.dateTime}"><v>`, after: '</v></c>', write: writeSerial };
    const text = { before: ' t="inlineStr"><is><t>', after: '</t></is></c>', rule: plainText };
    return {
      // Days, and points in time that are no whole seconds, are kept as texts.
      ...(kind === 'date' ? { instant } : { text }),
      formatted: !this.#formatted ? 'none' : shownAsNumber || kind === 'date' ? 'instead-of-text' : 'instead',
      number,
    };
  }

  /** A cell of text, cut where it is longer than a cell can be. */
  text(text: string, column: string, style: number = styles.general): string {
    let held = text;
    if (text.length > longestXlsxText) {
      this.#losses.add('cut', column);
      held = beginning(text);
    }
    if (hasNoXmlCharacter(held)) this.#losses.add('control-character', column);
    if (hasHalfCharacter(held)) this.#losses.add('half-character', column);
    const own = style === styles.general && isFormula(held, false) ? styles.quoted : style;
    const space = /^\s|\s$|[\t\n]/.test(held) ? ' xml:space="preserve"' : '';
    return `${own === 0 ? '' : ` s="${own}"`} t="inlineStr"><is><t${space}>${xmlText(held)}</t></is></c>`;
  }

  #typed(cell: Extract<Cell, { state: 'value' }>, column: OutColumn): string | undefined {
    const { kind } = column;
    if (cell.type === 'number') {
      // As it is shown, a choice is its label.
      if (this.#formatted && kind !== 'number' && kind !== 'money' && cell.formatted !== undefined) {
        return undefined;
      }
      return this.#number(cell.raw, column);
    }
    if (cell.type === 'boolean') {
      if (this.#formatted && cell.formatted !== undefined) return undefined;
      return ` t="b"><v>${cell.raw === 'true' ? 1 : 0}</v></c>`;
    }
    return cell.type === 'text' && kind === 'date' ? this.#date(cell.raw, column) : undefined;
  }

  #number(raw: string, { name, kind }: OutColumn): string {
    if (isExactNumber(raw)) return `${kind === 'money' ? ` s="${styles.money}"` : ''}><v>${raw}</v></c>`;
    this.#losses.add('inexact-number', name);
    return this.text(raw, name);
  }

  #date(raw: string, { name }: OutColumn): string {
    const date = serialDate(raw);
    if (date === undefined) {
      this.#losses.add('date-as-text', name);
      return this.text(raw, name);
    }
    return ` s="${dateStyles[date.precision]}"><v>${date.serial}</v></c>`;
  }
}

const plainText = {
  inside: plainExcept('&<>_'),
  edge: plainExcept(`&<>_ ${formulaStarts}`),
  longest: longestXlsxText,
};

const dateStyles = { day: styles.day, second: styles.dateTime, millisecond: styles.milliseconds } as const;

function beginning(text: string): string {
  const last = text.charCodeAt(longestXlsxText - 1);
  const pair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, pair ? longestXlsxText - 1 : longestXlsxText);
}

/** `A`, `Z`, `AA`, …: the letters of a column, from 0. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
