import type { ODataUrl, Span } from '../../odata';
import type { UrlBinding } from '../binding';
import { visitExpressions } from './walk';

/** Parentheses behind functions that nobody knows: what is in them is read in the light of a name that is wrong. */
export function unknownCalls(url: ODataUrl, binding: UrlBinding | undefined): readonly Span[] {
  const has = binding?.references.some(isUnknownFunction) === true;
  if (!has) return [];
  const found: Span[] = [];
  visitExpressions(url, (expression) => {
    if (expression.kind !== 'call') return;
    const reference = binding.referenceAt(expression.name.end);
    if (reference && isUnknownFunction(reference)) found.push(expression.args);
  });
  return found;
}

function isUnknownFunction({ wanted, meaning }: UrlBinding['references'][number]): boolean {
  return wanted === 'function' && meaning.kind === 'unknown';
}

export function isWithin({ start, end }: Span, spans: readonly Span[]): boolean {
  return spans.some((one) => one.start < start && end < one.end);
}
