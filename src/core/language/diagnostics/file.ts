import type { FileProblem, FileProblemCode, FileVariable } from '../../queryfile';
import type { LanguageDocument } from '../document';
import type { Diagnostic, LanguageKnowledge, Severity } from '../model';
import { pages } from './links';
import { nearestNames, shown } from './nearest';

const page = pages.requestFiles;

const warnings: ReadonlySet<FileProblemCode> = new Set(['bad-directive']);

/** What `core/queryfile` found. */
export function problemDiagnostic(problem: FileProblem, document: LanguageDocument): Diagnostic {
  const { start, end, code, message, remedy } = problem;
  const severity: Severity = warnings.has(code) ? 'warning' : 'error';
  const text = `${message} ${remedy}`;
  const fixes = code === 'undefined-variable' ? variableFixes(problem, document) : [];
  return { start, end, severity, code, message: text, link: page, ...(fixes.length > 0 ? { fixes } : {}) };
}

function variableFixes(
  { start, end }: FileProblem,
  { text, file }: LanguageDocument,
): Diagnostic['fixes'] & {} {
  const name = /^\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}$/u.exec(text.slice(start, end))?.[1];
  if (name === undefined) return [];
  const names = file.variables.map((one) => one.name.name);
  const near = nearestNames(name, names).map((one) => ({
    title: `Use {{${one}}}`,
    edits: [{ start, end, text: `{{${one}}}` }],
  }));
  const define = { title: `Define @${name}`, edits: [{ start: 0, end: 0, text: `@${name} = \n` }] };
  return [...near, define];
}

/** Variables that nobody uses, that stand twice, or that need each other. */
export function variableDiagnostics(document: LanguageDocument): Diagnostic[] {
  const { variables } = document.file;
  if (variables.length === 0) return [];
  const used = usedNames(document);
  const found: Diagnostic[] = [];
  const last = new Map(variables.map((one) => [one.name.name, one]));
  const cycles = cyclesAmong(last);
  for (const variable of variables) {
    const { name } = variable;
    if (last.get(name.name) !== variable) found.push(overwritten(variable, document));
    else if (!used.has(name.name)) found.push(unused(variable, document));
    const cycle = last.get(name.name) === variable ? cycles.get(name.name) : undefined;
    if (cycle) found.push(cyclic(variable, cycle));
  }
  return found;
}

const references = /\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/gu;

function namesIn(text: string): string[] {
  return text.includes('{{') ? [...text.matchAll(references)].map((match) => match[1] ?? '') : [];
}

function usedNames({ text }: LanguageDocument): Set<string> {
  return new Set(namesIn(text));
}

function unused({ name, start, end }: FileVariable, document: LanguageDocument): Diagnostic {
  return {
    start,
    end,
    severity: 'information',
    code: 'unused-variable',
    message: `Nothing in this file uses {{${name.name}}}. Use it, or take the line out.`,
    link: page,
    unnecessary: true,
    fixes: [
      { title: `Remove @${name.name}`, edits: [wholeLine(document.text, start, end)], preferred: true },
    ],
  };
}

function overwritten({ name, start, end }: FileVariable, document: LanguageDocument): Diagnostic {
  return {
    start,
    end,
    severity: 'warning',
    code: 'duplicate-variable',
    message: `@${name.name} stands again further down, and that value counts in the whole file. Give one of them another name.`,
    link: page,
    unnecessary: true,
    fixes: [{ title: 'Remove this line', edits: [wholeLine(document.text, start, end)], preferred: true }],
  };
}

function wholeLine(text: string, start: number, end: number): { start: number; end: number; text: string } {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  return { start: from, end: lineEnd < 0 ? text.length : lineEnd + 1, text: '' };
}

/** How many names of a cycle a message shows. */
const mostShown = 6;

/** Those that need their own value, each with the last names on the way back to it. Every variable is gone through once. */
function cyclesAmong(variables: ReadonlyMap<string, FileVariable>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const done = new Set<string>();
  for (const name of variables.keys()) {
    const way = new Way(found);
    const open: Iterator<string>[] = [];
    const enter = (one: string): void => {
      const value = variables.get(one)?.value;
      if (way.closes(one) || value === undefined || done.has(one)) return;
      done.add(one);
      way.push(one);
      open.push(namesIn(value).values());
    };
    enter(name);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const next = top.next();
      if (next.done !== true) enter(next.value);
      else {
        open.pop();
        way.pop();
      }
    }
  }
  return found;
}

/** Variables that need the next one each. */
class Way {
  readonly #names: string[] = [];
  readonly #places = new Map<string, number>();
  /** Of a name in a cycle: from where on all names up to it are in one, too. A hostile file has as many cycles as names. */
  readonly #from = new Map<string, number>();

  constructor(private readonly found: Map<string, string[]>) {}

  push(name: string): void {
    this.#places.set(name, this.#names.length);
    this.#names.push(name);
  }

  pop(): void {
    this.#places.delete(this.#names.pop() ?? '');
  }

  /** Whether it stands on the way already; then those from there on are a cycle. */
  closes(name: string): boolean {
    const at = this.#places.get(name);
    if (at === undefined) return false;
    const cycle = [...this.#names.slice(Math.max(at, this.#names.length + 1 - mostShown)), name];
    const last = this.#names.length - 1;
    for (let place = last; place >= at;) {
      const one = this.#names[place] ?? '';
      if (!this.found.has(one)) this.found.set(one, cycle);
      const from = this.#from.get(one) ?? place;
      if (from > at) this.#from.set(one, at);
      place = from - 1;
    }
    return true;
  }
}

function cyclic({ valueRange }: FileVariable, cycle: readonly string[]): Diagnostic {
  return {
    ...valueRange,
    severity: 'error',
    code: 'cyclic-variable',
    message: `These variables need each other: ${cycle.join(' → ')}. Give one of them a value of its own.`,
    link: page,
  };
}

/** `# @env` names an environment that is not configured. */
export function environmentDiagnostics(
  { file }: LanguageDocument,
  { environments }: LanguageKnowledge,
): Diagnostic[] {
  if (!environments || environments.length === 0) return [];
  const named = new Map(
    [file.env, ...file.blocks.map(({ env }) => env)].flatMap((env) =>
      env ? [[env.start, env] as const] : [],
    ),
  );
  return [...named.values()]
    .filter(({ name }) => !environments.some((one) => one.toLowerCase() === name.toLowerCase()))
    .map(({ name, start, end }) => ({
      start,
      end,
      severity: 'warning',
      code: 'unknown-environment',
      message: `No environment is called ${shown(name)}. Connect to it first, or write the name of one that is configured.`,
      link: page,
      fixes: nearestNames(name, environments).map((one) => ({
        title: `Use ${one}`,
        edits: [{ start, end, text: one }],
      })),
    }));
}
