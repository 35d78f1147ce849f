import type { Literal, ODataUrl, Span } from '../../odata';
import { visitExpressions } from '../diagnostics/walk';

/** The literal that an offset is in. */
export function literalAt(url: ODataUrl, at: number): Literal | undefined {
  return literalsOf(url).find(({ start, end }) => start <= at && at < end);
}

/** In the order of the text. */
export function literalsOf(url: ODataUrl): Literal[] {
  const literals: Literal[] = [];
  visitExpressions(url, (expression) => {
    if (expression.kind === 'literal') literals.push(expression);
  });
  return literals;
}

/** The word of letters around an offset, with a `$` before it. */
export function wordSpanAt(text: string, at: number): Span | undefined {
  let start = at;
  while (start > 0 && /\w/.test(text.charAt(start - 1))) start--;
  let end = at;
  while (end < text.length && /\w/.test(text.charAt(end))) end++;
  if (text.charAt(start - 1) === '$') start--;
  return end > start ? { start, end } : undefined;
}
