import type { Range } from '../queryfile';
import { bindingOf } from './binding';
import type { BlockContent, LanguageBlock, LanguageDocument } from './document';
import type { LanguageKnowledge } from './model';
import type { Schema } from '../metadata/model';
import { tokensByMeaning } from './tokens/byMeaning';
import { tokensBySyntax } from './tokens/bySyntax';
import type { NameToken, TokenModifier, TokenType } from './tokens/model';
import { occurrencesIn } from './variables/occurrences';

export { tokenModifiers, tokenTypes } from './tokens/model';

/** Of one line, and apart from every other. */
export interface SemanticToken extends Range {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/**
 * What the names of a document mean, in order: by the schema of the environment that a block goes to, else by the
 * syntax. What the grammar colours well by itself (keywords, literals, comments) is left out.
 */
export function semanticTokens(
  document: LanguageDocument,
  knowledgeOf: (block: LanguageBlock) => LanguageKnowledge,
): readonly SemanticToken[] {
  return [...semanticTokenBatches(document, knowledgeOf)].flat();
}

/** The same block by block, so that a long document can be read in short stretches. */
export function* semanticTokenBatches(
  document: LanguageDocument,
  knowledgeOf: (block: LanguageBlock) => LanguageKnowledge,
): Generator<readonly SemanticToken[]> {
  const variables = occurrencesIn(document).map(({ start, end, role }): SemanticToken => {
    return { start, end, type: 'variable', modifiers: role === 'definition' ? ['declaration'] : [] };
  });
  let next = 0;
  for (const block of document.blocks) {
    const from = next;
    while ((variables[next]?.start ?? Infinity) < block.query.range.end) next++;
    const names = blockTokens(document.text, block, knowledgeOf(block).schema);
    yield inOrder([...names, ...variables.slice(from, next)]);
  }
  yield variables.slice(next);
}

function inOrder(tokens: SemanticToken[]): readonly SemanticToken[] {
  tokens.sort((a, b) => a.start - b.start);
  return tokens.filter(({ start }, at) => start >= (tokens[at - 1]?.end ?? 0));
}

interface Known {
  readonly schema: Schema | undefined;
  /** Offsets from the start of the block. */
  readonly tokens: readonly SemanticToken[];
}

const known = new WeakMap<BlockContent, Known>();

function blockTokens(text: string, block: LanguageBlock, schema: Schema | undefined): SemanticToken[] {
  const { content, query } = block;
  const before = known.get(content);
  const found =
    before?.schema === schema && before ? before : { schema, tokens: tokensOf(text, block, schema) };
  known.set(content, found);
  const by = query.range.start;
  return found.tokens.map((token) => ({ ...token, start: token.start + by, end: token.end + by }));
}

function tokensOf(text: string, block: LanguageBlock, schema: Schema | undefined): SemanticToken[] {
  const names = schema ? tokensByMeaning(bindingOf(block, schema)) : tokensBySyntax(block.url);
  const by = block.query.range.start;
  return names.flatMap(({ type, modifiers, ...span }: NameToken): SemanticToken[] => {
    const { start, end } = block.target.map.rangeToDocument(span.start, span.end);
    // A name in a variable's value has no place of its own.
    if (text.slice(start, end) !== block.target.text.slice(span.start, span.end)) return [];
    return [{ start: start - by, end: end - by, type, modifiers }];
  });
}
