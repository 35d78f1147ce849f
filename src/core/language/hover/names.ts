import type { SchemaLabels } from '../../metadata/labels';
import type {
  EntitySet,
  EnumType,
  NavigationProperty,
  Operation,
  Parameter,
  Property,
  Schema,
} from '../../metadata/model';
import type { StructuredType } from '../binding';
import { simpleName } from '../../metadata/names';
import { parameterText } from '../completion/operations';
import { codeMarkdown as code, paragraphs, plainMarkdown as plain } from '../reference/markdown';
import { queryFunctionEntry } from '../reference/queryFunctions';
import { columnTypeWord, typeWord } from '../reference/types';

/** What hovers are drawn from. */
export interface HoverSource {
  readonly schema: Schema;
  readonly labels: SchemaLabels | undefined;
}

export function setMarkdown({ schema, labels }: HoverSource, { name, entityType }: EntitySet): string {
  const type = schema.entityType(entityType);
  const table = simpleName(entityType);
  const known = labels?.table(table);
  const facts = [
    `Table ${code(table)}`,
    ...(type ? [keyText(type.key)] : []),
    ...(known?.primaryName === undefined ? [] : [`name ${code(known.primaryName)}`]),
    ...(known?.rowCount === undefined ? [] : [`about ${known.rowCount.toLocaleString('en')} rows`]),
  ];
  return paragraphs(
    title(name, known?.collectionName ?? known?.displayName),
    facts.join(' · '),
    described(known?.description ?? type?.description),
    type && alternateKeys(type),
  );
}

function keyText(key: readonly string[]): string {
  return key.length === 0 ? 'no key' : `key ${key.map(code).join(', ')}`;
}

function alternateKeys(type: StructuredType): string | undefined {
  if (type.kind !== 'entity' || type.alternateKeys.length === 0) return undefined;
  const keys = type.alternateKeys.map(({ parts }) => parts.map(({ alias }) => code(alias)).join(', '));
  return `Alternate keys: ${keys.join('; ')}`;
}

export function columnMarkdown({ labels }: HoverSource, property: Property, owner: StructuredType): string {
  const known = labels?.column(owner.name, property.name);
  const { name, type, maxLength, readOnly, computed } = property;
  const facts = [
    `${plain(columnTypeWord(property, known))} (${code(type.collection ? `Collection(${type.name})` : type.name)})`,
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...(owner.kind === 'entity' && owner.key.includes(name) ? ['primary key'] : []),
    ...(known?.required === undefined ? [] : [requiredWords[known.required]]),
    ...(readOnly === true ? ['read-only'] : []),
    ...(computed === true ? ['calculated by the server'] : []),
    ...(known?.custom === true ? ['custom'] : []),
  ];
  return paragraphs(
    title(name, known?.displayName),
    facts.filter((fact) => fact !== '').join(' · '),
    described(known?.description ?? property.description),
    lookupText(property, owner),
    choicesText(known?.choices),
    `Table ${code(owner.name)}`,
  );
}

const requiredWords = {
  none: '',
  recommended: 'recommended',
  required: 'required',
  system: 'required by the system',
} as const;

function lookupText({ name, lookup }: Property, owner: StructuredType): string | undefined {
  const targets = lookup && owner.kind === 'entity' ? owner.lookupTargets(name) : [];
  if (targets.length === 0) return undefined;
  const shown = targets
    .slice(0, 8)
    .map((target) => `${code(simpleName(target.target))} by ${code(target.name)}`);
  const more = targets.length > shown.length ? ` and ${targets.length - shown.length} more` : '';
  return `Points to ${shown.join(', ')}${more}.`;
}

const mostChoices = 25;

function choicesText(
  choices: readonly { readonly value: number; readonly label: string }[] | undefined,
): string | undefined {
  if (!choices || choices.length === 0) return undefined;
  const lines = choices
    .slice(0, mostChoices)
    .map(({ value, label }) => `- ${code(String(value))} ${plain(label)}`);
  const more = choices.length > mostChoices ? [`- and ${choices.length - mostChoices} more`] : [];
  return [...lines, ...more].join('\n');
}

export function navigationMarkdown(
  { labels }: HoverSource,
  navigation: NavigationProperty,
  owner: StructuredType,
): string {
  const { name, target, collection, constraint, partner } = navigation;
  const known = constraint === undefined ? undefined : labels?.column(owner.name, constraint);
  const table = simpleName(target);
  const label = collection ? labels?.table(table)?.collectionName : known?.displayName;
  const facts = [
    collection ? `Related rows of ${code(table)}` : `The related row of ${code(table)}`,
    ...(constraint === undefined ? [] : [`column ${code(constraint)}`]),
    ...(partner === undefined ? [] : [`back by ${code(partner)}`]),
  ];
  return paragraphs(
    title(name, label),
    facts.join(' · '),
    described(known?.description ?? navigation.description),
    `Table ${code(owner.name)}`,
  );
}

/** A parameter of a function or action. */
export function parameterMarkdown({ name, type, optional, description }: Parameter): string {
  const facts = `${plain(typeWord(type))} (${code(type.name)})${optional ? ' · optional' : ''}`;
  return paragraphs(title(name, undefined), facts, described(description));
}

export function operationMarkdown({
  chosen,
  overloads,
}: {
  chosen: Operation;
  overloads: readonly Operation[];
}): string {
  const { kind, binding, description } = chosen;
  const on = binding
    ? ` on ${binding.type.collection ? 'rows' : 'a row'} of ${code(simpleName(binding.type.name))}`
    : '';
  const others = overloads.length - 1;
  const entry = queryFunctionEntry(chosen.name);
  return paragraphs(
    signatureCode(chosen),
    `${kind === 'function' ? 'Function' : 'Action'}${on}${others > 0 ? ` · ${others} more with this name` : ''}`,
    described(description ?? entry?.text),
    described(entry?.note),
    ...chosen.parameters
      .filter((one) => one.description !== undefined)
      .map(({ name, description: text = '' }) => `${code(name)}: ${plain(text)}`),
    entry && `[Documentation](${entry.link})`,
  );
}

/** `RetrievePrincipalAccess(Target: crmbaseentity): RetrievePrincipalAccessResponse` */
function signatureCode({ name, parameters, returnType }: Operation): string {
  const list = parameters.map(parameterText).join(', ');
  return code(`${name}(${list})${returnType ? `: ${typeWord(returnType)}` : ''}`);
}

export function enumMarkdown({ name, members, flags }: EnumType): string {
  const lines = members.slice(0, mostChoices).map((one) => `- ${code(one.value)} ${plain(one.name)}`);
  const more = members.length > mostChoices ? [`- and ${members.length - mostChoices} more`] : [];
  return paragraphs(
    title(name, undefined),
    flags ? 'Several at once' : 'One of',
    [...lines, ...more].join('\n'),
  );
}

export function typeMarkdown({ labels }: HoverSource, type: StructuredType): string {
  const known = labels?.table(type.name);
  const kind = type.kind === 'entity' ? 'Rows of this type alone' : 'Complex type';
  return paragraphs(title(type.name, known?.displayName), kind, described(known?.description));
}

export function title(name: string, label: string | undefined): string {
  return label === undefined ? `**${plain(name)}**` : `**${plain(label)}** ${code(name)}`;
}

function described(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : plain(text.trim());
}
