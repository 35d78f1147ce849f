import type {
  Argument,
  CallExpression,
  ExpandItem,
  Identifier,
  LambdaExpression,
  ODataUrl,
  PathExpression,
  ResourceSegment,
  SelectItem,
  Span,
} from '../../odata';
import { walkTree, type TreeNode } from '../structure/nodes';
import type { NameToken, TokenModifier, TokenType } from './model';

/** Tokens for what the syntax alone tells of the names in a URL, in the order of the text. */
export function tokensBySyntax(url: ODataUrl): readonly NameToken[] {
  const collector = new Collector();
  for (const [at, segment] of url.path.segments.entries()) collector.segment(segment, at === 0);
  for (const option of url.options) collector.tree(option);
  return collector.tokens.toSorted((a, b) => a.start - b.start);
}

/** The kinds whose names are read here, with their shapes. */
type Known = SelectItem | ExpandItem | PathExpression | CallExpression | LambdaExpression | Argument | Alias;

interface Alias extends TreeNode {
  readonly kind: 'alias-reference';
}

const kinds = new Set([
  'select-item',
  'expand-item',
  'path',
  'call',
  'lambda',
  'argument',
  'alias-reference',
]);

function isKnown(node: TreeNode): node is Known {
  return kinds.has(node.kind);
}

class Collector {
  readonly tokens: NameToken[] = [];
  /** Variables of lambdas anywhere in the URL: without a schema nothing else can be called so for long. */
  readonly #variables = new Set<string>();

  segment({ name, args, key, literal }: ResourceSegment, first: boolean): void {
    if (!literal && !name.name.startsWith('$')) {
      const called = args?.items.length === 0 || args?.items.some((item) => item.name) === true;
      const dotted = name.name.includes('.');
      const type = called && (first || dotted) ? 'function' : dotted ? 'type' : first ? 'class' : 'property';
      this.#add(name, type);
    }
    if (args) this.tree(args);
    if (key) this.tree(key);
  }

  tree(root: TreeNode): void {
    walkTree(root, (node) => {
      if (isKnown(node)) this.#read(node);
      return true;
    });
  }

  #read(node: Known): void {
    if (node.kind === 'select-item') this.#path(node.path, 'property');
    else if (node.kind === 'expand-item') this.#path(node.path, 'interface');
    else if (node.kind === 'path') this.#operand(node);
    else if (node.kind === 'call') this.#add(node.name, 'function');
    else if (node.kind === 'argument') this.#name(node.name, 'parameter');
    else if (node.kind === 'alias-reference') this.#add(node, 'variable');
    else if (node.variable) {
      this.#variables.add(node.variable.name);
      this.#add(node.variable, 'parameter', ['declaration']);
      // What any and all look into is a collection of rows.
      if (node.target.kind === 'path') this.#operand(node.target, 'interface');
    }
  }

  #operand({ segments, base }: PathExpression, last: TokenType = 'property'): void {
    const [first, ...rest] = segments;
    if (!base && first && this.#variables.has(first.name)) {
      this.#add(first, 'parameter');
      this.#path(rest, last);
    } else this.#path(segments, last);
  }

  /** All but the last lead to other rows. */
  #path(names: readonly Identifier[], last: TokenType): void {
    for (const [at, name] of names.entries()) {
      if (/^[$*]|\.\*$/.test(name.name)) continue;
      const type = name.name.includes('.') ? 'type' : at < names.length - 1 ? 'interface' : last;
      this.#add(name, type);
    }
  }

  #name(name: Identifier | undefined, type: TokenType): void {
    if (name) this.#add(name, type);
  }

  #add({ start, end }: Span, type: TokenType, modifiers: readonly TokenModifier[] = []): void {
    if (end > start) this.tokens.push({ start, end, type, modifiers });
  }
}
