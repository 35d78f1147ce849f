import type { Choice } from '../../metadata/labels';
import type { EnumType, Property, TypeReference } from '../../metadata/model';
import type { StructuredType } from '../binding';
import { dateDrafts } from './dates';
import { plainMarkdown } from '../reference/markdown';
import { Rank, type Draft } from './draft';
import type { Site } from './site';

/** A value that is expected somewhere. */
export interface Wish {
  readonly type: TypeReference;
  /** The column that it is for: choices come from its labels. */
  readonly column?: { readonly property: Property; readonly owner: StructuredType };
  readonly nullable: boolean;
  /** How a value is written: as a literal, as text between quotes, or as JSON. */
  readonly form: 'literal' | 'text' | 'json';
  /** The quotes stand already: only what is between them is written. */
  readonly inQuotes: boolean;
}

export type ValueSite = Pick<Site, 'document' | 'knowledge' | 'schema' | 'labels'>;

/** Values of a type, those that the labels know first. */
export function valueDrafts(site: ValueSite, wish: Wish): Draft[] {
  const choices = choicesOf(site, wish);
  const typed = choices ? choices.map((choice) => choiceDraft(choice, wish)) : typedDrafts(site, wish);
  return [...typed, ...nullDraft(wish), ...variableDrafts(site, wish)];
}

function choicesOf({ labels }: ValueSite, { column, type }: Wish): readonly Choice[] | undefined {
  if (!column || type.name === 'Edm.Guid') return undefined;
  const found = labels?.column(column.owner.name, column.property.name)?.choices;
  return found && found.length > 0 ? found : undefined;
}

/** A choice is found by its label and by its number; the number is what is written. */
function choiceDraft({ value, label, description }: Choice, wish: Wish): Draft {
  const isBoolean = wish.type.name === 'Edm.Boolean';
  const text = isBoolean ? String(value !== 0) : String(value);
  return {
    label,
    kind: 'choice',
    insertText: written(text, wish, wish.type.name === 'Edm.String'),
    detail: text,
    filterText: `${label} ${text}`,
    rank: Rank.best,
    ...(description === undefined ? {} : { documentation: plainMarkdown(description) }),
  };
}

/** A value with the quotes that its place asks for. */
function written(text: string, { form, inQuotes, type }: Wish, quoted: boolean): string {
  if (inQuotes) return text;
  if (form === 'json') return quoted ? `"${text}"` : text;
  if (form === 'text') return type.collection ? `"${text}"` : `'${text}'`;
  return quoted ? `'${text}'` : text;
}

function typedDrafts(site: ValueSite, wish: Wish): Draft[] {
  const { type, form, inQuotes } = wish;
  if (type.collection && form === 'literal') return [listDraft(wish)];
  switch (type.name) {
    case 'Edm.Boolean':
      return ['true', 'false'].map((text) => valueDraft(text, written(text, wish, false)));
    case 'Edm.DateTimeOffset':
    case 'Edm.Date':
      return dateDrafts(site.knowledge.now, type.name === 'Edm.Date').map((draft) => ({
        ...draft,
        insertText: written(draft.insertText, wish, form === 'json'),
      }));
    case 'Edm.Guid':
      return inQuotes ? [] : [guidDraft(wish)];
    case 'Edm.String':
      return inQuotes ? [] : [emptyText(wish)];
    default:
      return type.name.startsWith('Edm.') ? [] : enumDrafts(site, wish);
  }
}

/** `['…']`, as functions take it behind an alias; the values of a query function are texts. */
export function listDraft({ type, form }: Wish): Draft {
  const inside = form === 'text' ? '"$1"' : type.name === 'Edm.String' ? "'$1'" : '$1';
  return {
    label: '[…]',
    kind: 'snippet',
    insertText: `[${inside}]`,
    snippet: true,
    detail: 'List',
    filterText: '[',
    rank: Rank.best,
    suggestNext: true,
  };
}

function valueDraft(label: string, insertText: string): Draft {
  return { label, kind: 'value', insertText, rank: Rank.best };
}

const emptyGuid = '00000000-0000-0000-0000-000000000000';

function guidDraft(wish: Wish): Draft {
  const mark = wish.form === 'json' ? '"' : wish.form === 'text' ? "'" : '';
  return {
    label: emptyGuid,
    kind: 'value',
    insertText: `${mark}\${1:${emptyGuid}}${mark}`,
    snippet: true,
    detail: 'GUID, without quotes or braces',
    rank: Rank.likely,
  };
}

function emptyText({ form, type }: Wish): Draft {
  const mark = form === 'json' || (form === 'text' && type.collection) ? '"' : "'";
  return {
    label: `${mark}…${mark}`,
    kind: 'value',
    insertText: `${mark}$1${mark}`,
    snippet: true,
    detail: 'Text',
    filterText: `${mark}${mark} text`,
    rank: Rank.best,
  };
}

/** Members of an enumeration, as `Microsoft.Dynamics.CRM.AccessType'Default'`. */
function enumDrafts({ schema }: ValueSite, wish: Wish): Draft[] {
  const type = schema?.enumType(wish.type.name);
  if (!type) return [];
  return type.members.map(({ name, value }) => ({
    label: name,
    kind: 'choice',
    insertText: enumText(type, name, wish),
    detail: `${type.name} · ${value}`,
    filterText: `${name} ${type.qualifiedName}'${name}' ${value}`,
    rank: Rank.best,
  }));
}

function enumText({ qualifiedName }: EnumType, member: string, { inQuotes, form }: Wish): string {
  if (inQuotes) return member;
  return form === 'json' ? `"${member}"` : `${qualifiedName}'${member}'`;
}

function nullDraft({ nullable, inQuotes, form }: Wish): Draft[] {
  if (!nullable || inQuotes || form === 'text') return [];
  return [{ label: 'null', kind: 'value', insertText: 'null', detail: 'No value', rank: Rank.usual }];
}

const guidText = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Variables of the file whose value can stand there. */
function variableDrafts({ document }: ValueSite, wish: Wish): Draft[] {
  const isGuid = wish.type.name === 'Edm.Guid';
  return document.file.variables
    .filter(({ value }) => guidText.test(value) === isGuid && value !== '')
    .map(({ name, value }) => {
      const text = written(`{{${name.name}}}`, wish, needsQuotes(wish) && !/^['"]/.test(value));
      return {
        label: `{{${name.name}}}`,
        kind: 'variable',
        insertText: text,
        detail: value.slice(0, 80),
        filterText: `{{${name.name}}} ${name.name}`,
        rank: Rank.usual,
      };
    });
}

function needsQuotes({ type, form }: Wish): boolean {
  return (
    type.name === 'Edm.String' ||
    (form === 'json' && ['Edm.Guid', 'Edm.DateTimeOffset', 'Edm.Date'].includes(type.name))
  );
}
