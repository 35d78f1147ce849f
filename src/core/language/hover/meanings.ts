import type { Meaning, Reference } from '../binding';
import type { ODataUrl } from '../../odata';
import { codeMarkdown as code, paragraphs, plainMarkdown as plain } from '../reference/markdown';
import { typeWord } from '../reference/types';
import { simpleName } from '../../metadata/names';
import { wordMarkdown } from './words';
import {
  columnMarkdown,
  enumMarkdown,
  navigationMarkdown,
  operationMarkdown,
  parameterMarkdown,
  setMarkdown,
  title,
  typeMarkdown,
  type HoverSource,
} from './names';

/** What a name of a URL means, for a person; undefined where nothing is known of it. */
export function referenceMarkdown(
  source: HoverSource,
  { meaning, name }: Reference,
  url: ODataUrl,
): string | undefined {
  return describe(meaning, { ...source, name, url });
}

interface Context extends HoverSource {
  readonly name: string;
  readonly url: ODataUrl;
}

type Describer<K extends Meaning['kind']> = (
  meaning: Extract<Meaning, { kind: K }>,
  context: Context,
) => string | undefined;

function describe<K extends Meaning['kind']>(
  meaning: Extract<Meaning, { kind: K }>,
  context: Context,
): string | undefined {
  const describer: Describer<K> | undefined = describers[meaning.kind];
  return describer?.(meaning, context);
}

/** Of a kind that is not there nothing is known. */
const describers: { readonly [K in Meaning['kind']]?: Describer<K> } = {
  entitySet: ({ set }, source) => setMarkdown(source, set),
  singleton: ({ singleton }, { name }) => fact(name, `One ${code(simpleName(singleton.type))}`),
  cast: ({ type }, source) => typeMarkdown(source, type),
  property: ({ property, owner }, source) => columnMarkdown(source, property, owner),
  keyPart: ({ property, owner }, source) => columnMarkdown(source, property, owner),
  navigation: ({ navigation, owner }, source) => navigationMarkdown(source, navigation, owner),
  operation: (meaning) => operationMarkdown(meaning),
  parameter: ({ parameter }) => parameterMarkdown(parameter),
  alias: ({ option: { value } }, { name, url }) => {
    const text = value && url.text.slice(value.start, value.end).slice(0, 200);
    return fact(name, text === undefined ? 'Parameter alias' : `Parameter alias: ${code(text)}`);
  },
  variable: ({ type }, { name }) =>
    fact(name, `Each related row${type ? ` of ${code(type.name)}` : ''} in turn`),
  enumType: ({ enumType }) => enumMarkdown(enumType),
  enumMember: ({ enumType, value }, { name }) => fact(name, `${plain(enumType.name)} · ${code(value)}`),
  computed: ({ type }, { name }) => {
    const made = plain('Made by $apply');
    return fact(name, type ? `${made} · ${plain(typeWord(type))}` : made);
  },
  builtin: (_, { name }) => wordMarkdown(name),
};

function fact(name: string, text: string): string {
  return paragraphs(title(name, undefined), text);
}
