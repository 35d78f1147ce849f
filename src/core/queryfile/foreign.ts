import type { Line } from './lines';

/** `> {% … %}`, `< {% … %}`, `> handler.js`, `>> answer.json`, `<> answer.json`: JetBrains' client. `?? status == 200`: httpYac. */
const beginsForeign = /^\s*(?:[<>]\s*\{%|>>!?\s|<>\s|>\s+\S|\?\?\s|\{\{(?:[+@]\w*)?\s*$)/;

/** Whether a line is no part of a request: what another tool does before it or with its answer. */
export function isForeign(line: Line | undefined): boolean {
  return line?.kind === 'text' && beginsForeign.test(line.text);
}

/** Index of the line behind what begins with such a line: a script has several, up to the next request at most. */
export function foreignEnd(lines: readonly Line[], from: number): number {
  const first = lines[from]?.text ?? '';
  const close = first.includes('{%') ? /%\}\s*$/ : /^\s*\{\{/.test(first) ? /^\s*\}\}\s*$/ : undefined;
  if (!close) return from + 1;
  let at = from;
  while (at < lines.length && lines[at]?.kind !== 'separator') {
    const { text = '' } = lines[at] ?? {};
    at++;
    if (close.test(text)) break;
  }
  return at;
}
