import type { Operation, TypeReference } from '../../metadata/model';
import type { Argument, ArgumentList, CallExpression, ResourceSegment } from '../../odata';
import type { Meaning, StructuredType } from '../binding';
import { newAlias } from './aliases';
import { columnDrafts } from './columns';
import { Rank, type Draft } from './draft';
import { operandDrafts } from './operandItems';
import { parameterText, valueStop } from './operations';
import { fitsSubject, subjectOf } from './queryFunctions';
import type { Site } from './site';
import { listDraft, valueDrafts } from './values';
import { wishAt } from './wish';

type Called = CallExpression | ResourceSegment;

/** What may stand in the parentheses of a call or of a key. */
export function argumentDrafts(site: Site, called: Called, list: ArgumentList, argument: Argument): Draft[] {
  const meaning = site.binding?.referenceAt(called.name.end)?.meaning;
  if (called.kind === 'call' && functionOnText(called)) return textArgumentDrafts(site, list, argument);
  if (argument.name) return namedValueDrafts(site, argument, meaning);
  if (meaning?.kind === 'operation') {
    return parameterDrafts(site, meaning.overloads, list, argument, called.kind === 'call');
  }
  const type = called.kind === 'segment' ? site.binding?.resultOf(called)?.type : undefined;
  if (type && called.kind === 'segment') return keyDrafts(site, type, list, argument);
  return [];
}

function functionOnText({ name }: CallExpression): boolean {
  return name.name === 'contains' || name.name === 'startswith' || name.name === 'endswith';
}

function textArgumentDrafts(site: Site, list: ArgumentList, argument: Argument): Draft[] {
  if (list.items[0] === argument) return operandDrafts(site, { role: 'text' });
  const wish = wishAt(site, argument.value);
  return wish ? valueDrafts(site, { ...wish, nullable: false }) : [];
}

function namedValueDrafts(site: Site, argument: Argument, meaning: Meaning | undefined): Draft[] {
  if (argument.name?.name === 'PropertyName') return columnTextDrafts(site, meaning, "'");
  const wish = wishAt(site, argument.value);
  if (wish?.type.collection === true && site.slot.trail.some(({ kind }) => kind === 'call')) {
    return [listDraft(wish)];
  }
  return wish ? valueDrafts(site, wish) : [];
}

/** Columns that a query function takes by name, a lookup by its logical name too. */
export function columnTextDrafts(site: Site, meaning: Meaning | undefined, quote: '' | "'" | '"'): Draft[] {
  const type = site.binding?.scopeAt(site.slot.at)?.scope.type ?? site.binding?.result.type;
  if (!type) return [];
  const { labels } = site;
  const subject = meaning?.kind === 'operation' ? subjectOf(meaning.chosen.name) : 'any';
  return columnDrafts(columnOwner(site, type), {
    labels,
    accepts: (property, known) => fitsSubject(property, known, subject),
    insert: ({ name, lookup }) => {
      const logical = lookup ? name.replace(/^_(.*)_value$/, '$1') : name;
      return { label: logical, insertText: `${quote}${logical}${quote}` };
    },
  });
}

/** `nav/Ns.Function(PropertyName='…')` speaks of the columns of the related row. */
function columnOwner(site: Site, type: StructuredType): StructuredType {
  const call = site.slot.trail.findLast((node) => node.kind === 'call');
  const owner = call && site.binding?.referenceAt(call.name.end)?.owner;
  return owner ?? type;
}

function parameterDrafts(
  site: Site,
  overloads: readonly Operation[],
  list: ArgumentList,
  argument: Argument,
  inCondition: boolean,
): Draft[] {
  const given = new Set(list.items.filter((item) => item !== argument).map(({ name }) => name?.name));
  const seen = new Set<string>();
  return overloads.flatMap(({ parameters }) =>
    parameters.flatMap((parameter, index): Draft[] => {
      if (given.has(parameter.name) || seen.has(parameter.name)) return [];
      seen.add(parameter.name);
      const { name, type, optional } = parameter;
      const value = inCondition && type.collection ? '["$1"]' : argumentStop(site, type);
      const named = site.word.next === '=';
      return [
        {
          label: name,
          kind: 'parameter',
          insertText: named ? name : `${name}=${value}`,
          ...(named ? {} : { snippet: true, suggestNext: true }),
          detail: parameterText(parameter),
          rank: (optional ? Rank.usual : Rank.best) + index,
        },
      ];
    }),
  );
}

/** A place for the value of a parameter: members of an enumeration are offered there, rows and lists need an alias. */
function argumentStop(site: Site, type: TypeReference): string {
  if (type.name.startsWith('Edm.') && !type.collection) return valueStop(type, 1);
  return site.schema?.enumType(type.name) ? '$1' : newAlias(site);
}

/** A row by its GUID, or by an alternate key. */
function keyDrafts(site: Site, type: StructuredType, list: ArgumentList, argument: Argument): Draft[] {
  if (type.kind !== 'entity') return [];
  const given = new Set(list.items.filter((item) => item !== argument).map(({ name }) => name?.name));
  const parts = [...type.key, ...type.alternateKeys.flatMap((key) => key.parts.map(({ alias }) => alias))];
  const partDrafts = [...new Set(parts)]
    .filter((name) => !given.has(name))
    .map((name) => keyPartDraft(site, type, name))
    .concat(type.alternateKeys.length > 0 ? [] : otherParts(site, type, given));
  if (list.items.length > 1) return partDrafts;
  const whole = type.alternateKeys
    .filter(({ parts: names }) => names.length > 1)
    .map((key) => wholeKeyDraft(type, key));
  const wish = wishAt(site, argument.value);
  const values = wish ? valueDrafts(site, { ...wish, nullable: false }) : [];
  return [...values, ...whole, ...partDrafts];
}

/** Documents without annotations do not tell the alternate keys: each column may be part of one. */
function otherParts(
  { labels, word }: Site,
  type: StructuredType,
  given: ReadonlySet<string | undefined>,
): Draft[] {
  return columnDrafts(type, {
    labels,
    behind: Rank.noise,
    accepts: ({ name }) => !given.has(name),
    insert: ({ name }) =>
      word.next === '='
        ? {}
        : { insertText: `${name}=${partValue(type, name, 1)}`, snippet: true, suggestNext: true },
  });
}

function keyPartDraft({ word, labels }: Site, type: StructuredType, name: string): Draft {
  const isKey = type.kind === 'entity' && type.key.includes(name);
  const named = word.next === '=';
  const label = labels?.column(type.name, name)?.displayName;
  const what = isKey ? 'Primary key' : 'Alternate key';
  return {
    label: name,
    kind: 'column',
    insertText: named ? name : `${name}=${partValue(type, name, 1)}`,
    ...(named ? {} : { snippet: true, suggestNext: true }),
    detail: label === undefined ? what : `${what} · ${label}`,
    rank: isKey ? Rank.usual : Rank.likely,
  };
}

function partValue(type: StructuredType, alias: string, stop: number): string {
  const keys = type.kind === 'entity' ? type.alternateKeys : [];
  const path = keys.flatMap(({ parts }) => parts).find((part) => part.alias === alias)?.path ?? alias;
  const property = type.property(path);
  return valueStop(property?.type ?? { name: 'Edm.String', collection: false }, stop);
}

function wholeKeyDraft(
  type: StructuredType,
  key: { readonly parts: readonly { readonly alias: string }[] },
): Draft {
  const text = key.parts.map(({ alias }, at) => `${alias}=${partValue(type, alias, at + 1)}`).join(',');
  return {
    label: key.parts.map(({ alias }) => alias).join(', '),
    kind: 'snippet',
    insertText: text,
    snippet: true,
    detail: 'Alternate key',
    rank: Rank.best + 1,
  };
}
