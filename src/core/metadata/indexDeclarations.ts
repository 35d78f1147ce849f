import { IndexBuilder, type DeclarationIndex, type IndexedKind } from './declarations';
import type { SchemaName } from './names';
import { markupEnd } from './xmlMarkup';
import { TagCursor } from './xmlTag';
import type { OneByteText } from './xmlText';

interface Recipe {
  readonly kind: IndexedKind;
  readonly name: string;
  /** The attribute that names what the declaration is related to. */
  readonly related?: string;
}

const recipes: ReadonlyMap<string, Recipe> = new Map<string, Recipe>([
  ['EntitySet', { kind: 'entitySet', name: 'Name', related: 'EntityType' }],
  ['Singleton', { kind: 'singleton', name: 'Name', related: 'Type' }],
  ['EntityType', { kind: 'entityType', name: 'Name', related: 'BaseType' }],
  ['ComplexType', { kind: 'complexType', name: 'Name', related: 'BaseType' }],
  ['EnumType', { kind: 'enumType', name: 'Name' }],
  ['Function', { kind: 'function', name: 'Name' }],
  ['Action', { kind: 'action', name: 'Name' }],
  ['FunctionImport', { kind: 'functionImport', name: 'Name', related: 'Function' }],
  ['ActionImport', { kind: 'actionImport', name: 'Name', related: 'Action' }],
  ['TypeDefinition', { kind: 'typeDefinition', name: 'Name', related: 'UnderlyingType' }],
  ['Annotations', { kind: 'annotations', name: 'Target' }],
]);

/** Those that are found by `Name`, with what their end tags begin with. */
const plainRecipes: ReadonlyMap<string, Recipe & { readonly endTag: string }> = new Map(
  [...recipes]
    .filter(([, { name }]) => name === 'Name')
    .map(([element, recipe]) => [element, { ...recipe, endTag: `</${element}` }]),
);

/** Elements that are entered; everything else that is no declaration is passed over with all that it holds. */
const entered = new Set(['Edmx', 'DataServices', 'Reference', 'EntityContainer']);

/** A start tag as Dataverse writes nearly all of its declarations: a name, at most one attribute more, nothing to decode. */
const plainTag =
  /<([A-Za-z]+) Name="([^"&\u0080-\u00ff]+)"(?: ([A-Za-z]+)="([^"&\u0080-\u00ff]*)")? ?(\/?)>/y;

/**
 * Finds the declarations in one pass that hops from end tag to end tag and never looks into a body: about a
 * millisecond for every megabyte. Takes any text; what has no end tag ends with the document. `undefined` where there is
 * no `<Schema>` at all.
 */
export function indexDeclarations(text: OneByteText): DeclarationIndex | undefined {
  const scan = new Scan(text);
  scan.run();
  return scan.schemaSeen ? scan.builder.build() : undefined;
}

class Scan {
  readonly #text: OneByteText;
  readonly #tag: TagCursor;
  readonly #ends: EndTags;
  readonly builder = new IndexBuilder();
  schemaSeen = false;
  #owner = 0;

  constructor(text: OneByteText) {
    this.#text = text;
    this.#tag = new TagCursor(text);
    this.#ends = new EndTags(text);
  }

  run(): void {
    let at = this.#text.indexOf('<');
    while (at !== -1) at = this.#text.indexOf('<', this.#markup(at));
  }

  /** Reads what starts at `<`; answers where to go on. */
  #markup(at: number): number {
    const second = this.#text[at + 1];
    if (second === '/') return at + 2;
    if (second === '!' || second === '?') return markupEnd(this.#text, at);
    const plainEnd = this.schemaSeen ? this.#plainDeclarations(at) : at;
    return plainEnd > at ? plainEnd : this.#element(at);
  }

  /**
   * Reads declarations that are written plainly for as long as they follow each other; answers the end of the last. One
   * loop of few steps: what costs time before the code is warm is the number of steps, and then the engine's making of
   * machine code for each function that is called thousands of times.
   */
  #plainDeclarations(from: number): number {
    const text = this.#text;
    const special = this.#ends.nextSpecial(from);
    let done = from;
    for (let at = from; at !== -1; at = text.indexOf('<', done)) {
      plainTag.lastIndex = at;
      const found = plainTag.exec(text);
      const recipe = found === null ? undefined : plainRecipes.get(found[1] ?? '');
      if (found === null || recipe === undefined || found[3] === 'IsBound') return done;
      let end = plainTag.lastIndex;
      if (found[5] !== '/') {
        const close = text.indexOf(recipe.endTag, end);
        if (close === -1 || (special !== -1 && special < close)) return done;
        end = close + recipe.endTag.length + 1;
        if (text[end - 1] !== '>') return done;
      }
      const related = found[3] === recipe.related ? (found[4] ?? '').trim() : '';
      this.builder.add(recipe.kind, this.#owner, found[2] ?? '', related, at, end);
      done = end;
    }
    return done;
  }

  #element(at: number): number {
    this.#tag.read(at);
    const { name, rawName, selfClosing, end } = this.#tag;
    if (name === '' || entered.has(name)) return end;
    if (name === 'Schema') return this.#schema();
    if (name === 'Include') {
      this.builder.included.push(this.#schemaName());
      return end;
    }
    if (!this.schemaSeen) return end;
    const recipe = recipes.get(name);
    if (recipe !== undefined) return this.#declaration(recipe, at);
    return selfClosing ? end : this.#ends.behind(rawName, end);
  }

  #schema(): number {
    this.schemaSeen = true;
    this.builder.schemas.push(this.#schemaName());
    this.#owner = this.builder.schemas.length - 1;
    return this.#tag.end;
  }

  #schemaName(): SchemaName {
    const alias = this.#tag.attribute('Alias');
    const namespace = this.#tag.attribute('Namespace') ?? '';
    return alias === undefined ? { namespace } : { namespace, alias };
  }

  #declaration({ kind, name, related }: Recipe, at: number): number {
    const own = this.#tag.attribute(name) ?? '';
    const bound = this.#tag.attribute('IsBound')?.trim() === 'true';
    const other = related === undefined ? undefined : this.#tag.attribute(related);
    const { rawName, selfClosing, end: tagEnd } = this.#tag;
    const end = selfClosing ? tagEnd : this.#ends.behind(rawName, tagEnd);
    const type = other ?? (bound && !selfClosing ? this.#bindingType(tagEnd, end) : '');
    if (own !== '') this.builder.add(kind, this.#owner, own, type.trim(), at, end);
    return end;
  }

  /** The type of the first parameter. */
  #bindingType(from: number, end: number): string {
    let at = this.#text.indexOf('<', from);
    while (at !== -1 && at < end) {
      const second = this.#text[at + 1];
      if (second === '!' || second === '?') at = markupEnd(this.#text, at);
      else {
        this.#tag.read(at);
        if (this.#tag.name === 'Parameter') return this.#tag.attribute('Type') ?? '';
        at = this.#tag.end;
      }
      at = this.#text.indexOf('<', at);
    }
    return '';
  }
}

/** Finds the end of elements without reading what they hold, but for comments and CDATA, which may hold anything. */
class EndTags {
  readonly #text: OneByteText;
  /** Offset of the next `<!`, once it was looked for. */
  #special = -1;
  #searched = false;

  constructor(text: OneByteText) {
    this.#text = text;
  }

  /** Behind the end tag that belongs to a start tag, which ends at `tagEnd`. */
  behind(rawName: string, tagEnd: number): number {
    let from = tagEnd;
    let close = this.#find(rawName, from);
    for (;;) {
      const special = this.nextSpecial(from);
      if (close === -1 || special === -1 || special > close) break;
      from = markupEnd(this.#text, special);
      if (from > close) close = this.#find(rawName, from);
    }
    if (close === -1) return this.#text.length;
    const bracket = this.#text.indexOf('>', close);
    return bracket === -1 ? this.#text.length : bracket + 1;
  }

  /**
   * `</Annotation` is not found in `</Annotations>`. Looks for the first three characters: short patterns are searched
   * several times as fast as long ones.
   */
  #find(rawName: string, from: number): number {
    const start = `</${rawName.slice(0, 1)}`;
    let at = this.#text.indexOf(start, from);
    while (at !== -1) {
      if (this.#text.startsWith(rawName, at + 2)) {
        const after = this.#text[at + 2 + rawName.length] ?? '>';
        if (after === '>' || after <= ' ') return at;
      }
      at = this.#text.indexOf(start, at + 3);
    }
    return -1;
  }

  /** Of the next comment, CDATA or the like; `from` only grows. Looks for `!`, which is rare, where `<` is not. */
  nextSpecial(from: number): number {
    if (this.#searched && (this.#special === -1 || this.#special >= from)) return this.#special;
    let at = this.#text.indexOf('!', from + 1);
    while (at !== -1 && this.#text[at - 1] !== '<') at = this.#text.indexOf('!', at + 1);
    this.#searched = true;
    this.#special = at === -1 ? -1 : at - 1;
    return this.#special;
  }
}
