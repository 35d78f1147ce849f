import {
  afterColon,
  afterComma,
  endOfString,
  endOfValue,
  malformed,
  readString,
  skipSpace,
} from './jsonScanner';
import type { ResultTotals } from './model';

/** What the body of an answer holds. Offsets are into the body's text. */
export type Envelope =
  /** A collection: `start` is the offset behind the `[` of its rows. */
  | { readonly shape: 'rows'; readonly start: number; readonly head: Members }
  /** One record: `start` is the offset of its `{`. */
  | { readonly shape: 'record'; readonly start: number }
  /** One value, of a function or a property: `text` is its JSON. */
  | { readonly shape: 'value'; readonly text: string };

/** Annotations of the answer as a whole, by name: their JSON text. */
export type Members = Map<string, string>;

/** Looks at the body as far as needed to know its shape; rows are not read. */
export function readEnvelope(text: string): Envelope {
  const start = skipSpace(text, 0);
  if (start >= text.length) throw malformed(text, start);
  if (text[start] === '[') return { shape: 'rows', start: start + 1, head: new Map() };
  if (text[start] !== '{') {
    const end = endOfValue(text, start);
    return { shape: 'value', text: text.slice(start, end) };
  }
  return readObject(text, start);
}

function readObject(text: string, start: number): Envelope {
  const head: Members = new Map();
  let own = 0;
  let value: string | undefined;
  let pos = skipSpace(text, start + 1);
  if (text[pos] === '}') return { shape: 'record', start };
  while (pos >= 0) {
    const keyEnd = endOfString(text, pos);
    const key = readString(text, pos, keyEnd);
    const at = afterColon(text, keyEnd);
    if (key === 'value' && text[at] === '[') return { shape: 'rows', start: at + 1, head };
    const end = endOfValue(text, at);
    if (key.startsWith('@')) head.set(key, text.slice(at, end));
    else if (!key.includes('@')) {
      own++;
      if (key === 'value') value = text.slice(at, end);
    }
    pos = afterComma(text, end, '}');
  }
  if (own === 1 && value !== undefined) return { shape: 'value', text: value };
  return { shape: 'record', start };
}

/** The members behind the rows; `at` is the offset behind their `]`. */
export function readTail(text: string, at: number): Members {
  const tail: Members = new Map();
  const after = skipSpace(text, at);
  if (after >= text.length && text[skipSpace(text, 0)] === '[') return tail;
  let pos = afterComma(text, after, '}');
  while (pos >= 0) {
    const keyEnd = endOfString(text, pos);
    const key = readString(text, pos, keyEnd);
    const valueAt = afterColon(text, keyEnd);
    const end = endOfValue(text, valueAt);
    tail.set(key, text.slice(valueAt, end));
    pos = afterComma(text, end, '}');
  }
  return tail;
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
