import type { ODataUrl, Span, SyntaxProblem } from '../../odata';
import { pages } from './links';
import type { Mistake } from './mistakes';

/** Options that another sign, or none, stands between than `&` on top and `;` in parentheses. */
export function separatorMistake(url: ODataUrl, error: SyntaxProblem): Mistake | undefined {
  const span = error.code === 'expected-close' ? ampersandInside(url, error) : signBefore(url, error);
  if (!span) return undefined;
  const isNested = error.code === 'expected-close' || depthAt(url, span.start) > 0;
  const sign = isNested ? ';' : '&';
  return {
    span,
    finding: {
      code: 'wrong-separator',
      severity: 'error',
      message: isNested
        ? 'Options in parentheses are separated by ";".'
        : 'The options of a query are separated by "&".',
      link: isNested ? pages.join : pages.overview,
      fixes: [{ title: `Write "${sign}"`, edits: [{ ...span, text: sign }], preferred: true }],
    },
  };
}

/** `$select=name $top=1`: the blank; `$select=name,$top=1`: the comma. */
function signBefore({ text }: ODataUrl, { start, code }: SyntaxProblem): Span | undefined {
  if (code !== 'unexpected-text') return undefined;
  const head = text.slice(Math.max(0, start - 60), start);
  if (/^\$[a-z]+(?:\s|%20)*=/i.test(text.slice(start, start + 40))) {
    const gap = /(?:\s|%20)+$/.exec(head)?.[0].length ?? 0;
    return { start: start - gap, end: start };
  }
  const option = /[,;](?:\s|%20)*\$[a-z]+(?:\s|%20)*$/i.exec(head)?.[0];
  if (text.charAt(start) !== '=' || option === undefined) return undefined;
  return { start: start - option.length, end: start - option.length + 1 };
}

/** `primarycontactid($select=fullname&$top=1)`: the sign ended the option in the middle of the parentheses. */
function ampersandInside({ options, text }: ODataUrl, { start }: SyntaxProblem): Span | undefined {
  const at = options.findIndex((one) => one.start <= start && start < one.end);
  const option = options[at];
  const next = options[at + 1];
  if (option?.kind !== 'expand' || !next || !/\)(?:\s|%20)*$/.test(text.slice(next.start, next.end))) {
    return undefined;
  }
  return { start: option.end, end: option.end + 1 };
}

/** How many parentheses of its option are open at an offset. */
function depthAt({ options, text }: ODataUrl, offset: number): number {
  const option = options.find((one) => one.start <= offset && offset <= one.end);
  let depth = 0;
  for (const char of text.slice(option?.value?.start ?? offset, offset)) {
    if (char === '(') depth++;
    else if (char === ')') depth--;
  }
  return depth;
}
