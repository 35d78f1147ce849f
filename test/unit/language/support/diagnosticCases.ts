import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../../src/core/language/diagnostics';
import { LanguageDocument } from '../../../../src/core/language/document';
import type { Diagnostic, LanguageKnowledge, QuickFix, Severity } from '../../../../src/core/language/model';
import { crmSchema } from './crmSchema';

/** A rule, seen from a document that breaks it and from one that does not. */
export interface DiagnosticCase {
  readonly code: string;
  readonly severity: Severity;
  /** The range that is reported stands between « and »; nothing between them: there. */
  readonly bad: string;
  /** What the message says, among else. */
  readonly says?: string;
  /** Documents without the report. */
  readonly good: readonly string[];
  /** The document after the first quick fix; absent: there is none. */
  readonly fixed?: string;
  /** In place of the small schema; `{}` for none. */
  readonly knowledge?: LanguageKnowledge;
}

export function diagnose(
  text: string,
  knowledge: LanguageKnowledge = { schema: crmSchema() },
): readonly Diagnostic[] {
  return diagnosticsOf(LanguageDocument.read(text), knowledge);
}

function applyFix(text: string, { edits }: QuickFix): string {
  let result = text;
  for (const { start, end, text: put } of edits.toSorted((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + put + result.slice(end);
  }
  return result;
}

export function diagnosticCases(title: string, cases: readonly DiagnosticCase[]): void {
  describe(title, () => {
    for (const one of cases) it(`${one.code}: ${one.bad.slice(0, 120)}`, () => checkCase(one));
  });
}

function checkCase({ code, severity, bad, says, good, fixed, knowledge }: DiagnosticCase): void {
  const text = bad.replace('«', '').replace('»', '');
  const start = bad.indexOf('«');
  const end = bad.indexOf('»') - 1;
  const found = diagnose(text, knowledge).filter((one) => one.code === code);
  const [first] = found;
  expect(
    found.map((one) => text.slice(one.start, one.end)),
    'where',
  ).toEqual([text.slice(start, end)]);
  expect(first).toMatchObject({ start, end, severity });
  expect(first?.link).toMatch(/^https:\/\/learn\.microsoft\.com\//);
  expect(first?.message).toMatch(/[.?…]$/);
  if (says !== undefined) expect(first?.message).toContain(says);
  const [fix] = first?.fixes ?? [];
  expect(fix && applyFix(text, fix), 'after the quick fix').toBe(fixed);
  for (const other of [...good, ...(fixed === undefined ? [] : [fixed])]) {
    expect(
      diagnose(other, knowledge)
        .filter((one) => one.code === code)
        .map(({ message }) => message),
      other,
    ).toEqual([]);
  }
}
