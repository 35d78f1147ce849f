import type { ODataUrl, Span, SyntaxProblem } from '../../odata';
import { pages } from './links';
import type { Mistake } from './mistakes';

/** Options that another sign, or none, stands between than `&` on top and `;` in parentheses. */
export function separatorMistake(url: ODataUrl, error: SyntaxProblem): Mistake | undefined {
  if (error.code === 'expected-close') return ampersandMistake(url, error);
  if (error.start < url.path.end) return questionMistake(url, error);
  const between = itemSign(url, error);
  if (between) return between;
  const span = signBefore(url, error);
  if (!span) return undefined;
  // `(name eq 'a';$top=1`: the parentheses that are open are none of options.
  const isNested = depthAt(url, span.start) > 0 && url.text.slice(span.start, span.end) !== ';';
  return wrongSign([span], isNested ? ';' : '&');
}

/** `accounts/$select=name`, `accounts$select=name` */
function questionMistake({ text, path }: ODataUrl, { start, code }: SyntaxProblem): Mistake | undefined {
  if (code !== 'unexpected-text') return undefined;
  const before = /[/&]?(?:\s|%20)*\$[a-z]+(?:\s|%20)*$/i.exec(
    text.slice(Math.max(0, start - 60), start),
  )?.[0];
  const at = text.charAt(start) === '=' && before !== undefined ? start - before.length : start;
  const sign = /^(?:[/&]|\s|%20)*(?=\$[a-z]+(?:\s|%20)*=)/i.exec(text.slice(at, at + 60))?.[0];
  if (sign === undefined) return undefined;
  const gap = /(?:\s|%20)*$/.exec(text.slice(Math.max(0, at - 60), at))?.[0].length ?? 0;
  const span = { start: at - gap, end: at + sign.length };
  return {
    span,
    finding: {
      code: 'wrong-separator',
      severity: 'error',
      message: 'The options of a query begin with "?".',
      link: pages.overview,
      fixes: [{ title: 'Write "?"', edits: [{ ...span, text: '?' }], preferred: true }],
    },
    explains: { start: span.start, end: path.end },
  };
}

/** `spans`: where the wrong sign, or a blank in its place, stands. */
function wrongSign(spans: readonly [Span, ...Span[]], sign: '&' | ';'): Mistake {
  const isNested = sign === ';';
  const edits = spans.map((span) => ({ ...span, text: sign }));
  return {
    span: spans[0],
    finding: {
      code: 'wrong-separator',
      severity: 'error',
      message: isNested
        ? 'Options in parentheses are separated by ";".'
        : 'The options of a query are separated by "&".',
      link: isNested ? pages.join : pages.overview,
      fixes: [{ title: `Write "${sign}"`, edits, preferred: true }],
    },
  };
}

/** `$expand=primarycontactid;createdby` */
function itemSign({ options, text }: ODataUrl, { start, code }: SyntaxProblem): Mistake | undefined {
  const option = options.find((one) => one.start <= start && start < one.end);
  const isList = option?.kind === 'expand' || option?.kind === 'select' || option?.kind === 'orderby';
  const isSign = /^;(?:\s|%20)*\w/.test(text.slice(start, start + 40));
  if (code !== 'unexpected-text' || !isList || !isSign) return undefined;
  const span = { start, end: start + 1 };
  return {
    span,
    finding: {
      code: 'wrong-separator',
      severity: 'error',
      message: `What stands in ${option.name.name} is separated by ",".`,
      link: pages.overview,
      fixes: [{ title: 'Write ","', edits: [{ ...span, text: ',' }], preferred: true }],
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
  // `$select=name;$top=1`, `$select=name?$top=1`
  const hasSign = /^[;?,](?:\s|%20)*\$[a-z]+(?:\s|%20)*=/i.test(text.slice(start, start + 60));
  if (hasSign) return { start, end: start + 1 };
  const option = /[,;](?:\s|%20)*\$[a-z]+(?:\s|%20)*$/i.exec(head)?.[0];
  if (text.charAt(start) !== '=' || option === undefined) return undefined;
  return { start: start - option.length, end: start - option.length + 1 };
}

/** `primarycontactid($select=fullname&$top=1)`: the sign ended the option in the middle of the parentheses. */
function ampersandMistake({ options, text }: ODataUrl, { start }: SyntaxProblem): Mistake | undefined {
  const at = options.findIndex((one) => one.start <= start && start < one.end);
  const option = options[at];
  if (option?.kind !== 'expand') return undefined;
  const last = options.findIndex((one, index) => index > at && closesMore(text.slice(one.start, one.end)));
  const end = options[last]?.end;
  if (end === undefined) return undefined;
  const [first, ...more] = options.slice(at, last).map((one) => ({ start: one.end, end: one.end + 1 }));
  if (!first) return undefined;
  // What stands behind it was read as options of the request, and is wrong there for this reason alone.
  return { ...wrongSign([first, ...more], ';'), explains: { start: first.start, end } };
}

/** Whether more parentheses are closed than opened; those in texts are none. */
function closesMore(text: string): boolean {
  let open = 0;
  for (const [mark] of text.matchAll(/'[^']*'|[()]/g)) {
    if (mark === '(') open++;
    else if (mark === ')' && --open < 0) return true;
  }
  return false;
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
