import type { ODataUrl, Span, SyntaxProblem } from '../../odata';
import { unknownTransformations } from './aggregates';
import { pages } from './links';
import { mistakeAt } from './mistakes';
import type { Report } from './report';
import type { Subject } from './rule';
import { syntaxFixes } from './syntaxFixes';
import { isWithin, unknownCalls } from './unknownCalls';

// Behind so many nobody reads on.
const mostErrors = 100;

/** What the parser could not read. */
export function checkSyntax({ block, url, binding }: Subject, report: Report): void {
  const { holes } = block.target;
  const told = new Set<number>();
  const unknown =
    url.errors.length > 0 ? [...unknownTransformations(url), ...unknownCalls(url, binding)] : [];
  const explained: Span[] = [];
  for (const error of joined(url.errors).slice(0, mostErrors)) {
    // An unknown value may be anything: around it the parser's guesses mean nothing.
    if (holes.length > 0 && isAroundHole(url, error, holes)) continue;
    if (isWithin(error, unknown)) continue;
    if (error.code === 'duplicate-option' && isSecondToExplained(url, error, explained)) continue;
    const mistake = mistakeAt(url, error);
    if (!mistake) reportError(url, error, report);
    else if (!told.has(mistake.span.start)) {
      // The parser may stumble more than once over the same.
      told.add(mistake.span.start);
      report.target(mistake.span, mistake.finding);
      if (mistake.explains) {
        report.explain(mistake.explains);
        explained.push(mistake.explains);
      }
    }
  }
}

const wanted: ReadonlySet<SyntaxProblem['code']> = new Set(['expected-expression', 'expected-name']);

/** What is missing at a place and what stands there instead are one fault. */
function joined(errors: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  return errors.flatMap((error, at): SyntaxProblem[] => {
    const [before, next] = [errors[at - 1], errors[at + 1]];
    if (before && (isInstead(before, error) || isWithoutValue(before, error))) return [];
    if (!next || !isInstead(error, next)) return [error];
    return [{ ...error, end: next.end, message: `${next.message} ${error.message}` }];
  });
}

/** The first of the two stands in parentheses that were cut: it is no option of the request. */
function isSecondToExplained(
  { options, text }: ODataUrl,
  { start, end }: Span,
  explained: readonly Span[],
): boolean {
  const name = text.slice(start, end);
  const first = options.find((one) => text.slice(one.name.start, one.name.end) === name);
  return first !== undefined && isWithin(first.name, explained);
}

/** `$expand` without a "=" */
function isWithoutValue(before: SyntaxProblem, { start, end, code }: SyntaxProblem): boolean {
  return before.code === 'expected-value' && wanted.has(code) && start === end && start === before.end;
}

function isInstead(missing: SyntaxProblem, found: SyntaxProblem): boolean {
  const isEmpty = missing.start === missing.end && wanted.has(missing.code);
  return isEmpty && found.code === 'unexpected-text' && found.start === missing.start;
}

/** In the same option, or in the same path, as a variable without a value. */
function isAroundHole(url: ODataUrl, { start }: Span, holes: readonly Span[]): boolean {
  const option = url.options.find((one) => one.start <= start && start <= one.end);
  const part = option ?? { start: 0, end: url.path.end };
  return holes.some((hole) => hole.start >= part.start && hole.end <= part.end);
}

function reportError(url: ODataUrl, error: SyntaxProblem, report: Report): void {
  const { start, end, message } = error;
  const isOld = error.code === 'bad-literal' && isVersion3(url.text.slice(start, end));
  const fixes = syntaxFixes(url, error);
  const [best] = error.code === 'unknown-option' ? fixes : [];
  report.target(
    { start, end },
    {
      code: isOld ? 'v3-literal' : error.code,
      severity: 'error',
      // Rather the option that is meant than the list of all.
      message: best ? `${/^[^.]*\./.exec(message)?.[0] ?? message} ${best.title}.` : message,
      link: links[error.code] ?? pages.filter,
      fixes,
    },
  );
}

function isVersion3(text: string): boolean {
  return /^(?:guid|datetime|datetimeoffset|time|x|binary)(?:'|%27)|^-?[\d.]+(?:e-?\d+)?[lmfd]$/i.test(text);
}

const links: Readonly<Partial<Record<SyntaxProblem['code'], string>>> = {
  'unknown-option': pages.overview,
  'misplaced-option': pages.overview,
  'duplicate-option': pages.overview,
  'bad-encoding': pages.headers,
  fragment: pages.headers,
};
