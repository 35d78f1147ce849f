import type { HttpResponse } from '../../core/base/http';
import { brokenOff } from '../../core/dataverse/brokenOff';
import { endOfValue, skipSpace } from '../../core/results/jsonScanner';
import { elementsOf, membersOf, onOneLine, stringValue } from './jsonText';

/** An answer, sorted by what can be done with it. Rows and records are JSON texts as the server wrote them, on one line each. */
export type Answer =
  | { readonly kind: 'rows'; readonly rows: readonly string[]; readonly count?: string }
  | { readonly kind: 'record'; readonly record: string }
  /** A number, text or the like that stands alone; `json` is its JSON text. */
  | { readonly kind: 'value'; readonly json: string }
  /** XML, a file: as it came. */
  | { readonly kind: 'raw'; readonly bytes: Uint8Array; readonly contentType: string }
  | { readonly kind: 'nothing' };

/** Throws `malformed-answer` for JSON that is none, `service-failed` where an error stands among the rows. */
export function readAnswer(response: HttpResponse): Answer {
  const contentType = response.headers['content-type'] ?? '';
  if (response.body.length === 0) return { kind: 'nothing' };
  if (/\bjson\b/i.test(contentType)) return readJsonText(decode(response.body));
  if (/^text\/plain\b/i.test(contentType) || contentType === '') {
    const text = decode(response.body).trim();
    if (contentType === '' && /^[{[]/.test(text)) return readJsonText(text);
    // `/$count` starts with a byte order mark, which `decode` takes off.
    return { kind: 'value', json: /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? text : JSON.stringify(text) };
  }
  return { kind: 'raw', bytes: response.body, contentType };
}

const decoder = new TextDecoder('utf-8');

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

function readJsonText(text: string): Answer {
  const start = skipSpace(text, 0);
  if (text[start] === '[') return { kind: 'rows', rows: rowsOf(text, start) };
  if (text[start] !== '{') return { kind: 'value', json: text.slice(start, endOfValue(text, start)) };
  const members = membersOf(text, start);
  const value = members.find((member) => member.name === 'value');
  if (value === undefined || text[value.start] !== '[') {
    return { kind: 'record', record: onOneLine(text.trim()) };
  }
  const error = members.find((member) => member.name === 'error');
  if (error !== undefined && text[error.start] === '{') throw brokenOff(text.slice(error.start, error.end));
  const count = members.find((member) => member.name === '@odata.count');
  return {
    kind: 'rows',
    rows: rowsOf(text, value.start),
    ...(count === undefined ? {} : { count: scalarText(text, count) }),
  };
}

function scalarText(text: string, span: { readonly start: number; readonly end: number }): string {
  return text[span.start] === '"'
    ? stringValue(text, span.start, span.end)
    : text.slice(span.start, span.end);
}

function rowsOf(text: string, arrayStart: number): readonly string[] {
  return elementsOf(text, arrayStart).map((span) => onOneLine(text.slice(span.start, span.end)));
}
