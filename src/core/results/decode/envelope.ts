import { brokenOff } from '../../dataverse/brokenOff';
import type { ResultTotals } from '../model';
import { numberState, stateMask, wideMark } from './jsonBytes';
import type { JsonBytes } from './jsonBytes';
import { readText } from './jsonText';
import { isNumber } from './scalars';

const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;

/** What the body of an answer holds. Offsets are into the body. */
export type Envelope =
  /** A collection: `start` is the offset behind the `[` of its rows. */
  | { readonly shape: 'rows'; readonly start: number; readonly head: Members }
  /** One record: `start` is the offset of its `{`. */
  | { readonly shape: 'record'; readonly start: number }
  /** One value, of a function or a property: its JSON stands between the offsets. */
  | { readonly shape: 'value'; readonly start: number; readonly end: number };

/** Annotations of the answer as a whole, by name: their JSON text. */
export type Members = Map<string, string>;

/** Looks at the body as far as needed to know its shape; rows are not read. */
export function readEnvelope(json: JsonBytes): Envelope {
  const start = json.skipSpace(0);
  if (start >= json.length) throw json.malformed(start);
  if (json.byte(start) === openBracket) return { shape: 'rows', start: start + 1, head: new Map() };
  if (json.byte(start) === openBrace) return readObject(json, start);
  const end = json.endOfValue(start);
  expectEnd(json, end);
  return { shape: 'value', start, end };
}

function readObject(json: JsonBytes, start: number): Envelope {
  const head: Members = new Map();
  let own = 0;
  let value: { start: number; end: number } | undefined;
  let last = start;
  let pos = json.skipSpace(start + 1);
  if (json.byte(pos) === closeBrace) return { shape: 'record', start };
  while (pos >= 0) {
    const keyEnd = json.endOfString(pos);
    const key = textOf(json, pos + 1, keyEnd - 1);
    const at = json.afterColon(keyEnd);
    if (key === 'value' && json.byte(at) === openBracket) return { shape: 'rows', start: at + 1, head };
    const end = json.endOfValue(at);
    if (key.startsWith('@')) head.set(key, textBetween(json, at, end));
    else if (!key.includes('@')) {
      own++;
      if (key === 'value') value = { start: at, end };
    }
    last = end;
    pos = json.afterComma(end, closeBrace);
  }
  if (own !== 1 || value === undefined) return { shape: 'record', start };
  expectEnd(json, json.skipSpace(last) + 1);
  return { shape: 'value', ...value };
}

/** The members behind the rows; `at` is the offset behind their `]`. */
export function readTail(json: JsonBytes, at: number): Members {
  const tail: Members = new Map();
  if (json.byte(json.skipSpace(0)) === openBracket) {
    expectEnd(json, at);
    return tail;
  }
  let pos = json.afterComma(at, closeBrace);
  let end = at;
  while (pos >= 0) {
    const keyEnd = json.endOfString(pos);
    const key = textOf(json, pos + 1, keyEnd - 1);
    const valueAt = json.afterColon(keyEnd);
    end = json.endOfValue(valueAt);
    tail.set(key, textBetween(json, valueAt, end));
    pos = json.afterComma(end, closeBrace);
  }
  expectEnd(json, json.skipSpace(end) + 1);
  return tail;
}

/** Throws where the server broke off behind the rows. */
export function expectNoError(tail: Members): void {
  const error = tail.get('error');
  if (error?.startsWith('{') === true) throw brokenOff(error);
}

/** Throws where something follows. */
export function expectEnd(json: JsonBytes, at: number): void {
  const pos = json.skipSpace(at);
  if (pos < json.length) throw json.malformed(pos);
}

/** What the string says whose text was just read by `endOfString`. */
function textOf(json: JsonBytes, start: number, end: number): string {
  const text = readText(json.bytes, start, end, json.mark);
  if (text === undefined) throw json.malformed(start);
  return text;
}

function textBetween(json: JsonBytes, start: number, end: number): string {
  return readText(json.bytes, start, end, wideMark) ?? '';
}

/** Totals from the annotations of one page; `undefined` where it says nothing of them. */
export function totalsOf(members: Members): ResultTotals | undefined {
  const text = members.get('@odata.count') ?? members.get('@Microsoft.Dynamics.CRM.totalrecordcount');
  const count = text === undefined ? Number.NaN : Number(text);
  // Dataverse sends -1 where it was not asked to count.
  if (!Number.isSafeInteger(count) || count < 0) return undefined;
  return {
    count,
    countLimitExceeded: members.get('@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded') === 'true',
  };
}

/** One value as a cell would hold it: a string without its escapes, all else as it was sent. */
export function readSingleValue(json: JsonBytes, start: number, end: number): string {
  json.endOfValue(start);
  if (json.byte(start) === 0x22) return textOf(json, start + 1, end - 1);
  if ((json.mark & stateMask) === numberState && !isNumber(json.bytes, start, end)) {
    throw json.malformed(start);
  }
  return textBetween(json, start, end);
}
