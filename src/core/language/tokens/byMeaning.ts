import type { Meaning, Reference, UrlBinding } from '../binding';
import type { NameToken, TokenModifier, TokenType } from './model';

/** Tokens for what a schema knows; a name that it does not know has none. */
export function tokensByMeaning(binding: UrlBinding): readonly NameToken[] {
  return binding.references.flatMap((reference): NameToken[] => {
    const type = types[reference.meaning.kind];
    if (type === undefined || reference.end <= reference.start) return [];
    return [{ start: reference.start, end: reference.end, type, modifiers: modifiersOf(reference) }];
  });
}

const types: Readonly<Record<Meaning['kind'], TokenType | undefined>> = {
  entitySet: 'class',
  singleton: 'class',
  navigation: 'interface',
  cast: 'type',
  property: 'property',
  keyPart: 'property',
  operation: 'function',
  parameter: 'parameter',
  variable: 'parameter',
  alias: 'variable',
  computed: 'variable',
  enumType: 'enum',
  enumMember: 'enumMember',
  builtin: undefined,
  undetermined: undefined,
  unknown: undefined,
};

function modifiersOf({ meaning, start }: Reference): readonly TokenModifier[] {
  if (meaning.kind === 'variable' && meaning.declaration.start === start) return ['declaration'];
  const fixed = meaning.kind === 'property' && (meaning.property.readOnly ?? meaning.property.computed);
  return fixed ? ['readonly'] : [];
}
