import { bodyText, type FileVariable, type Named, type Range } from '../../queryfile';
import { directiveOf, readLines, type Line } from '../../queryfile/lines';
import type { MappedText } from '../../queryfile/sourceMap';
import type { LanguageDocument } from '../document';

/** A place where the name of a variable or of a block stands; the range is that of the name alone. */
export interface Occurrence extends Range {
  readonly name: string;
  /** `request`: a block with `# @name id`. */
  readonly kind: 'variable' | 'request';
  readonly role: 'definition' | 'use';
}

const known = new WeakMap<LanguageDocument, readonly Occurrence[]>();

/** Every place of a name in a document, in order. Read once for each document. */
export function occurrencesIn(document: LanguageDocument): readonly Occurrence[] {
  const before = known.get(document);
  if (before) return before;
  const found = [...definitions(document), ...uses(document)].toSorted((a, b) => a.start - b.start);
  known.set(document, found);
  return found;
}

function definitions({ file }: LanguageDocument): Occurrence[] {
  const variable = (named: Named): Occurrence => ({ ...named, kind: 'variable', role: 'definition' });
  return [
    ...file.variables.map(({ name }) => variable(name)),
    ...file.prompts.map(variable),
    ...file.blocks.flatMap(({ id }): Occurrence[] =>
      id ? [{ ...id, kind: 'request', role: 'definition' }] : [],
    ),
  ];
}

function uses(document: LanguageDocument): Occurrence[] {
  const { file } = document;
  const variables = new Set(file.variables.map(({ name }) => name.name));
  const ids = new Set(file.blocks.flatMap(({ id }) => (id ? [id.name] : [])));
  const found = new UseFinder(variables, ids);
  for (const block of file.blocks) {
    found.inMapped(block.target, block.targetMap);
    for (const header of block.headers) found.inText(header.value, header.valueRange.start);
    if (block.body && file.text.slice(block.body.start, block.body.end).includes('{{')) {
      const body = bodyText(file, block);
      if (body) found.inMapped(body.text, body);
    }
  }
  for (const variable of file.variables) found.inValue(variable);
  if (file.text.includes('@ref') || file.text.includes('@forceRef')) {
    for (const line of readLines(file.text)) if (line.kind === 'comment') found.inDirective(line);
  }
  return found.uses;
}

class UseFinder {
  readonly uses: Occurrence[] = [];
  readonly #variables: ReadonlySet<string>;
  readonly #ids: ReadonlySet<string>;

  constructor(variables: ReadonlySet<string>, ids: ReadonlySet<string>) {
    this.#variables = variables;
    this.#ids = ids;
  }

  inMapped(text: string, map: MappedText): void {
    this.#find(text, (start, end) => map.rangeToDocument(start, end));
  }

  inText(text: string, offset: number): void {
    this.#find(text, (start, end) => ({ start: start + offset, end: end + offset }));
  }

  inValue({ value, valueRange }: FileVariable): void {
    this.inText(value, valueRange.start);
  }

  /** httpYac: `# @ref id` */
  inDirective(line: Line): void {
    const directive = directiveOf(line);
    if (directive?.word !== 'ref' && directive?.word !== 'forceref') return;
    const { name, start } = directive.argument;
    const [id = ''] = name.split(/\s/, 1);
    if (id !== '') this.uses.push({ name: id, start, end: start + id.length, kind: 'request', role: 'use' });
  }

  #find(text: string, rangeOf: (start: number, end: number) => Range): void {
    if (!text.includes('{{')) return;
    for (const match of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
      const inside = match[1] ?? '';
      const lead = /^\s*%?\s*/.exec(inside)?.[0].length ?? 0;
      const whole = inside.slice(lead).trimEnd();
      if (whole === '' || whole.startsWith('$')) continue;
      const start = match.index + 2 + lead;
      const id = this.#requestOf(whole);
      const name = id ?? whole;
      const kind = id === undefined ? 'variable' : 'request';
      this.uses.push({ ...rangeOf(start, start + name.length), name, kind, role: 'use' });
    }
  }

  /** The block that `{{id.response.body.$.path}}` takes a value of. */
  #requestOf(name: string): string | undefined {
    if (this.#variables.has(name)) return undefined;
    const [, id] = /^([^.\s]+)\.(?:response|request)\./.exec(name) ?? [];
    return id ?? (this.#ids.has(name) ? name : undefined);
  }
}
