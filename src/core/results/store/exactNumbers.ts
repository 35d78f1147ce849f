import { firstEntry } from '../model';
import { packedText, stateAt } from './packedValues';
import type { TableData } from './tableData';

/** A number of no more digits is told from every other one by its double. */
const digitsOfDouble = 15;

/** Whether a double may not hold all of a number as JSON writes it: too many digits, or a power beyond its reach. */
export function isLong(text: string): boolean {
  return text.length > digitsOfDouble || /e/i.test(text);
}

interface Parts {
  readonly sign: number;
  /** Without zeros at either end. */
  readonly digits: string;
  /** Digits before the decimal point; less than 0 where zeros follow it. */
  readonly point: number;
}

const numberPattern = /^([-+]?)(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/i;

function partsOf(text: string): Parts {
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = numberPattern.exec(text) ?? [];
  const all = whole + decimals;
  const digits = all.replace(/^0+/, '');
  const point = whole.length - (all.length - digits.length) + Number(exponent);
  if (digits === '') return { sign: 0, digits, point: 0 };
  return { sign: sign === '-' ? -1 : 1, digits: digits.replace(/0+$/, ''), point };
}

/** Compares two numbers as JSON writes them, or as somebody types them, digit for digit: below 0, 0, or above. */
export function compareNumbers(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [partsOf(a), partsOf(b)];
  if (left.sign !== right.sign) return left.sign - right.sign;
  if (left.point !== right.point) return left.sign * (left.point - right.point);
  if (left.digits === right.digits) return 0;
  return left.digits < right.digits ? -left.sign : left.sign;
}

/** Stored text of a number; empty where the row holds no value. */
export function numberText(data: TableData, column: number, row: number): string {
  const { segments } = data;
  const segment = segments.segmentOf(row);
  const values = segments.column(segment, column);
  const place = row - segments.firstRow(segment);
  const state = stateAt(values, place);
  if (values === undefined || state < firstEntry) return '';
  if (values.encoding === 'packed') return packedText(values.raw, place);
  return data.dictionary(column)?.raw(state - firstEntry) ?? '';
}
