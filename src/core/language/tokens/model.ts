import type { Range } from '../../queryfile';

/** The names of VS Code's own token types and modifiers, so that every theme knows them. */
export const tokenTypes = [
  'class',
  'interface',
  'type',
  'enum',
  'enumMember',
  'function',
  'property',
  'parameter',
  'variable',
] as const;

export const tokenModifiers = ['declaration', 'readonly'] as const;

/**
 * Tables and singletons are classes, relationships interfaces (both lead to rows), casts types, columns properties,
 * names of parameters and of lambdas parameters, and aliases variables.
 */
export type TokenType = (typeof tokenTypes)[number];

export type TokenModifier = (typeof tokenModifiers)[number];

/** A name in a target: offsets of the target's text. */
export interface NameToken extends Range {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}
