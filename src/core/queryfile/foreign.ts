import type { Line } from './lines';

/** `> {% … %}`, `< {% … %}`, `> handler.js`, `>> answer.json`, `<> answer.json`: JetBrains' client. `?? status == 200`: httpYac. */
const beginsForeign = /^\s*(?:[<>]\s*\{%|>>!?\s|<>\s|>\s+\S|\?\?\s|\{\{(?:[+@]\w*)?\s*$)/;

/** Whether a line is no part of a request: what another tool does before it or with its answer. */
export function isForeign(line: Line | undefined): boolean {
  return line?.kind === 'text' && beginsForeign.test(line.text);
}

/** What begins with such a line. */
export interface Foreign {
  /** Index of the line behind it. */
  readonly next: number;
  /** A script that does not end before the next separator. */
  readonly unclosed: boolean;
}

/**
 * A script has several lines. One that is not closed goes on to the next separator; where a file has none it is that line
 * alone, so that it does not swallow the requests below.
 */
export function readForeign(lines: readonly Line[], from: number, separated: boolean): Foreign {
  const close = closing(lines[from]?.text ?? '');
  if (!close) return { next: from + 1, unclosed: false };
  let at = from;
  while (at < lines.length && lines[at]?.kind !== 'separator') {
    if (close.test(lines[at++]?.text ?? '')) return { next: at, unclosed: false };
  }
  return { next: separated ? at : from + 1, unclosed: true };
}

/** How the last line of a script looks; undefined where a line is none's first. */
function closing(first: string): RegExp | undefined {
  if (/^\s*[<>]\s*\{%/.test(first)) return /%\}\s*(?:(?:\/\/|#).*)?$/;
  return /^\s*\{\{/.test(first) ? /^\s*\}\}\s*(?:(?:\/\/|#).*)?$/ : undefined;
}
