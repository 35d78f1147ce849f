import type { RequestText } from '../document';
import { pages } from './links';
import { nearestNames, shown } from './nearest';
import type { DraftFix, Report } from './report';

interface PreferenceRule {
  readonly accepts: RegExp;
  readonly advice: string;
}

/** Of the header `Prefer`, with a pattern of the values that each takes. */
const known: Readonly<Record<string, PreferenceRule>> = {
  'odata.include-annotations': {
    accepts: /^(?:"[^"]*"|\*|[\w.*,-]+)$/,
    advice: 'Write "*" or names of annotations in double quotes.',
  },
  'odata.maxpagesize': { accepts: /^"?[1-9]\d{0,8}"?$/, advice: 'Write a number from 1 to 5000.' },
  'odata.continue-on-error': { accepts: /^(?:true|false)?$/i, advice: 'Write it without a value.' },
  'odata.track-changes': { accepts: /^(?:true)?$/i, advice: 'Write it without a value.' },
  'odata.allow-entityreferences': { accepts: /^(?:true|false)?$/i, advice: 'Write it without a value.' },
  return: {
    accepts: /^(?:representation|minimal)$/,
    advice: 'Write return=representation or return=minimal.',
  },
  'respond-async': { accepts: /^$/, advice: 'Write it without a value.' },
  wait: { accepts: /^\d+$/, advice: 'Write a number of seconds.' },
  handling: { accepts: /^(?:strict|lenient)$/, advice: 'Write strict or lenient.' },
};

const largestPage = 5000;

/** Preferences that Dataverse does not know, or not with this value: it passes over them without a word. */
export function checkPreferences(value: RequestText, report: Report): void {
  for (const preference of preferencesOf(value.text)) {
    const { name, start } = preference;
    const rule = Object.hasOwn(known, name.toLowerCase()) ? known[name.toLowerCase()] : undefined;
    if (rule) {
      checkArgument(value, preference, rule, report);
      continue;
    }
    const range = { start, end: start + name.length };
    report.text(value, range, {
      code: 'unknown-preference',
      severity: 'warning',
      message: `Dataverse knows no preference ${shown(name)} and passes over it.${hint(name)}`,
      link: pages.headers,
      fixes: fixesFor(name, range),
    });
  }
}

function checkArgument(
  value: RequestText,
  { name, argument, argumentStart, start, end }: Preference,
  rule: PreferenceRule,
  report: Report,
): void {
  const finding = { code: 'bad-preference-value', severity: 'warning', link: pages.page } as const;
  const range = { start: argument === '' ? start : argumentStart, end };
  if (!rule.accepts.test(argument)) {
    const message = `Dataverse does not understand this value of ${name}. ${rule.advice}`;
    report.text(value, range, { ...finding, message, link: pages.headers });
  } else if (/maxpagesize$/i.test(name) && Number(argument.replaceAll('"', '')) > largestPage) {
    const edits = [{ ...range, text: String(largestPage) }];
    const fixes = [{ title: `Write ${largestPage}`, edits, preferred: true }];
    report.text(value, range, { ...finding, message: 'A page has 5,000 rows at most.', fixes });
  }
}

/** Also without the `odata.` that Dataverse's own begin with. */
function meantBy(name: string): string[] {
  const full = `odata.${name.toLowerCase()}`;
  return Object.hasOwn(known, full) ? [full] : nearestNames(name, Object.keys(known));
}

function hint(name: string): string {
  const [near] = meantBy(name);
  return near === undefined ? '' : ` Did you mean ${near}?`;
}

function fixesFor(name: string, range: { start: number; end: number }): DraftFix[] {
  return meantBy(name).map((one, at) => ({
    title: `Write ${one}`,
    edits: [{ ...range, text: one }],
    preferred: at === 0,
  }));
}

interface Preference {
  readonly name: string;
  /** With its quotes; empty where there is none. */
  readonly argument: string;
  readonly argumentStart: number;
  readonly start: number;
  readonly end: number;
}

/** RFC 7240: `name=value` separated by commas, and parameters by semicolons; values may be quoted. */
function preferencesOf(text: string): Preference[] {
  const found: Preference[] = [];
  const pattern = /([^\s,;="]+)\s*(?:=\s*("[^"]*"?|[^\s,;]*))?/g;
  for (const match of text.matchAll(pattern)) {
    const [whole, name = '', argument = ''] = match;
    const end = match.index + whole.trimEnd().length;
    found.push({ name, argument, start: match.index, end, argumentStart: end - argument.length });
  }
  return found;
}
