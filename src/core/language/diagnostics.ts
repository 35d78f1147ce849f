import { takeAll } from '../base/steps';
import type { Schema } from '../metadata/model';
import type { SchemaLabels } from '../metadata/labels';
import type { ODataUrl } from '../odata';
import { bindingOf } from './binding';
import type { BlockContent, LanguageBlock, LanguageDocument } from './document';
import { batchParts } from './document/batch';
import { movedRange } from './document/moved';
import { checkLeadingWildcard, checkMissingSelect } from './diagnostics/advice';
import { checkAggregates } from './diagnostics/aggregates';
import { checkArguments } from './diagnostics/arguments';
import { checkBatch } from './diagnostics/batch';
import { checkBody } from './diagnostics/body';
import { checkColumnPaths } from './diagnostics/columnPaths';
import { checkComparisons } from './diagnostics/comparisons';
import { checkDefinitions } from './diagnostics/definitions';
import { checkEncoding } from './diagnostics/encoding';
import { checkExpands } from './diagnostics/expandLimits';
import { environmentDiagnostics, problemDiagnostic, variableDiagnostics } from './diagnostics/file';
import { checkFetchXml } from './diagnostics/fetchXml';
import { checkHeaders } from './diagnostics/headers';
import { checkKeys } from './diagnostics/keys';
import { checkLength } from './diagnostics/length';
import { checkLiterals } from './diagnostics/literals';
import { checkMeanings } from './diagnostics/meanings';
import { checkMethod } from './diagnostics/methods';
import { checkNames } from './diagnostics/names';
import { checkOptionForm } from './diagnostics/optionForm';
import { checkParameters } from './diagnostics/parameters';
import { Report } from './diagnostics/report';
import { checkRows } from './diagnostics/rows';
import type { Rule, Subject } from './diagnostics/rule';
import { checkSyntax } from './diagnostics/syntax';
import { checkUnsupportedExpressions } from './diagnostics/unsupportedExpressions';
import { checkUnsupportedOptions } from './diagnostics/unsupportedOptions';
import type { Diagnostic, LanguageKnowledge } from './model';

const rules: readonly Rule[] = [
  checkSyntax,
  checkNames,
  checkMeanings,
  checkColumnPaths,
  checkComparisons,
  checkParameters,
  checkArguments,
  checkKeys,
  checkLiterals,
  checkUnsupportedOptions,
  checkDefinitions,
  checkRows,
  checkUnsupportedExpressions,
  checkExpands,
  checkAggregates,
  checkFetchXml,
  checkOptionForm,
  checkEncoding,
  checkLength,
  checkMissingSelect,
  checkLeadingWildcard,
  checkMethod,
  checkHeaders,
  checkBody,
  checkBatch,
];

/** A batch holds no other, and longer addresses. */
const partRules = rules.filter((rule) => rule !== checkBatch && rule !== checkLength);

/** What holds for every OData service. */
const commonRules: readonly Rule[] = [checkSyntax, checkEncoding];

/** What was found in a block, where it stood then, and with what knowledge. */
interface Checked {
  readonly schema: Schema | undefined;
  readonly labels: SchemaLabels | undefined;
  readonly shift: number;
  readonly diagnostics: readonly Diagnostic[];
}

const checked = new WeakMap<BlockContent, Checked>();

/**
 * Everything that is wrong with a document, in the order of the text. Blocks that did not change since they were
 * checked with the same schema and labels (the same objects) are not checked again. `knowledgeOf`: where blocks go to
 * different environments.
 */
export function diagnosticsOf(
  document: LanguageDocument,
  knowledge: LanguageKnowledge,
  knowledgeOf: (block: LanguageBlock) => LanguageKnowledge = () => knowledge,
): readonly Diagnostic[] {
  return takeAll(diagnosticSteps(document, knowledge, knowledgeOf));
}

/** The same with a pause after each block that had to be checked: a large file that is opened takes long in all. */
export function* diagnosticSteps(
  document: LanguageDocument,
  knowledge: LanguageKnowledge,
  knowledgeOf: (block: LanguageBlock) => LanguageKnowledge = () => knowledge,
): Generator<undefined, readonly Diagnostic[]> {
  const found = [
    ...document.file.problems.map((problem) => problemDiagnostic(problem, document)),
    ...variableDiagnostics(document),
    ...environmentDiagnostics(document, knowledge),
  ];
  for (const block of document.blocks) {
    const blockKnowledge = knowledgeOf(block);
    const before = known(block, blockKnowledge);
    const now = before ?? (yield* check(document, block, blockKnowledge));
    addBlock(found, document, block, now);
    if (!before) yield;
  }
  return found.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** What was found before with the same knowledge. */
function known({ content }: LanguageBlock, { schema, labels }: LanguageKnowledge): Checked | undefined {
  const before = checked.get(content);
  return before?.schema === schema && before?.labels === labels ? before : undefined;
}

function* check(
  document: LanguageDocument,
  block: LanguageBlock,
  knowledge: LanguageKnowledge,
): Generator<undefined, Checked> {
  const { schema, labels } = knowledge;
  const diagnostics = [...checkRequest(document, block, knowledge, rules)];
  const parts = batchParts(document, block);
  if (parts) {
    const { start, document: inner } = parts;
    const add = (one: Diagnostic): unknown => diagnostics.push(movedDiagnostic(one, start));
    for (const problem of inner.file.problems) add(problemDiagnostic(problem, inner));
    yield;
    for (const part of inner.blocks) {
      const before = known(part, knowledge);
      const now = before ?? checkPart(inner, part, knowledge);
      for (const one of now.diagnostics) add(movedDiagnostic(one, part.shift - now.shift));
      if (!before) yield;
    }
  }
  const now = { schema, labels, shift: block.shift, diagnostics };
  checked.set(block.content, now);
  return now;
}

/** Of a batch that is typed in, all but one are as they were. */
function checkPart(document: LanguageDocument, part: LanguageBlock, knowledge: LanguageKnowledge): Checked {
  const { schema, labels } = knowledge;
  const diagnostics = checkRequest(document, part, knowledge, partRules);
  const now = { schema, labels, shift: part.shift, diagnostics };
  checked.set(part.content, now);
  return now;
}

/** `$1`: the row that another part of a batch makes. */
const madeRow = /^(?:https?:\/\/[^/]+)?(?:\/?api\/data\/v[\d.]+)?\/?\$\d/i;

function checkRequest(
  document: LanguageDocument,
  block: LanguageBlock,
  { schema, labels }: LanguageKnowledge,
  its: readonly Rule[],
): readonly Diagnostic[] {
  const report = new Report(document.text, block);
  const foreign = isForeign(block);
  const loose = foreign || (its === partRules && madeRow.test(block.url.text));
  const subject: Subject = {
    block,
    url: loose ? withoutPathErrors(block.url) : block.url,
    ...(schema ? { schema, binding: bindingOf(block, schema) } : {}),
    ...(labels ? { labels } : {}),
  };
  for (const rule of foreign ? commonRules : its) rule(subject, report);
  return report.diagnostics;
}

/**
 * An address of another service than Dataverse's Web API, as files of other tools may hold; or of another service of the
 * environment, such as `/api/search/v2.0/query`.
 */
function isForeign({ url, target }: LanguageBlock): boolean {
  if (/^(?:\[[^\]]*\]\/|\/)?api\/(?!data(?:\/|$))/i.test(url.text)) return true;
  const { root } = url;
  if (!root || target.holes.some(({ start }) => start < root.end)) return false;
  const text = url.text.slice(root.start, root.end);
  return /^https?:/i.test(text) && !/\/api\/data\/v/i.test(text);
}

/** Where another service has its root is not known, and what stands before its root may be anything. */
function withoutPathErrors(url: ODataUrl): ODataUrl {
  return { ...url, errors: url.errors.filter(({ start }) => start >= url.path.end) };
}

function addBlock(
  found: Diagnostic[],
  document: LanguageDocument,
  block: LanguageBlock,
  { diagnostics, shift }: Checked,
): void {
  const problems = block.problems.map((problem) => problemDiagnostic(problem, document));
  found.push(...problems);
  const by = block.shift - shift;
  for (const one of diagnostics) {
    const now = by === 0 ? one : movedDiagnostic(one, by);
    // What a variable without a value makes of its surroundings is nobody's fault but its own.
    if (!problems.some((problem) => overlaps(now, problem))) found.push(now);
  }
}

function overlaps(a: Diagnostic, b: Diagnostic): boolean {
  return a.start < b.end && b.start < a.end;
}

function movedDiagnostic(diagnostic: Diagnostic, by: number): Diagnostic {
  const { fixes } = diagnostic;
  const moved = movedRange(diagnostic, by);
  if (!fixes) return moved;
  return {
    ...moved,
    fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => movedRange(edit, by)) })),
  };
}
