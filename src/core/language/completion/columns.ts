import type { ColumnLabels, SchemaLabels } from '../../metadata/labels';
import type { NavigationProperty, Property } from '../../metadata/model';
import { simpleName } from '../../metadata/names';
import type { StructuredType } from '../binding';
import { primaryNameOf } from '../binding/primaryName';
import { columnTypeWord } from '../reference/types';
import { Rank, type Draft } from './draft';

/** What a list of columns is for. */
export interface ColumnUse {
  readonly labels: SchemaLabels | undefined;
  /** Names that stand already. */
  readonly used?: ReadonlySet<string>;
  readonly accepts?: (property: Property, labels: ColumnLabels | undefined) => boolean;
  /** What is inserted, where that is more than the name. */
  readonly insert?: (property: Property) => Partial<Draft>;
  /** Added to each rank. */
  readonly behind?: number;
}

export function columnDrafts(type: StructuredType, use: ColumnUse): Draft[] {
  const { labels, used, accepts, insert, behind = 0 } = use;
  const primary = primaryColumns(type, labels);
  const drafts: Draft[] = [];
  for (const property of type.properties) {
    const { name } = property;
    if (used?.has(name)) continue;
    const known = labels?.column(type.name, name);
    if (known?.readable === false || (accepts && !accepts(property, known))) continue;
    const draft: Draft = {
      label: name,
      kind: property.lookup ? 'lookup' : 'column',
      insertText: name,
      detail: columnDetail(property, type, known),
      filterText: filterTextOf(property, type, known),
      rank: behind + rankOf(property, known, primary),
    };
    drafts.push(insert ? Object.assign(draft, insert(property)) : draft);
  }
  return drafts;
}

/** A lookup is also found by the name of its relationship, and every column by its label. */
function filterTextOf(
  { name, lookup }: Property,
  type: StructuredType,
  known: ColumnLabels | undefined,
): string {
  const label = known?.displayName === undefined ? '' : ` ${known.displayName}`;
  if (!lookup) return name + label;
  const logical = name.replace(/^_(.*)_value$/, '$1');
  const targets = type.kind === 'entity' ? type.lookupTargets(name) : [];
  const others = targets.filter((target) => target.name !== logical).map((target) => target.name);
  return [name, logical, ...others].join(' ') + label;
}

/** `Lookup → contact · Primary Contact`, `Choice · Status`. */
export function columnDetail(
  property: Property,
  type: StructuredType,
  known: ColumnLabels | undefined,
): string {
  const parts = [columnTypeWord(property, known) + targetsText(property, type, known)];
  if (known?.displayName !== undefined) parts.push(known.displayName);
  return parts.join(' · ');
}

const mostTargets = 3;

function targetsText(property: Property, type: StructuredType, known: ColumnLabels | undefined): string {
  if (!property.lookup || type.kind !== 'entity') return '';
  const targets = known?.targets ?? [
    ...new Set(type.lookupTargets(property.name).map(({ target }) => simpleName(target))),
  ];
  if (targets.length === 0) return '';
  const shown = targets.slice(0, mostTargets).join(', ');
  return ` → ${targets.length > mostTargets ? `${shown}, …` : shown}`;
}

/** Columns that the server keeps for itself; people hardly ever ask for them. */
const noise = new RegExp(
  '^(?:versionnumber|timezoneruleversionnumber|utcconversiontimezonecode|importsequencenumber|overriddencreatedon|' +
    'traversedpath|processid|stageid|exchangerate|entityimage.*|.*_base|yomi.*|.*yomi.*name|' +
    '_(?:owningbusinessunit|owninguser|owningteam|createdonbehalfby|modifiedonbehalfby|transactioncurrencyid|' +
    'createdbyexternalparty|modifiedbyexternalparty)_value|' +
    'address\\d_(?:addressid|utcoffset|upszone|latitude|longitude|postofficebox|shippingmethodcode|freighttermscode))$',
);

const frequent = new Set([
  'createdon',
  'modifiedon',
  'statecode',
  'statuscode',
  '_ownerid_value',
  'emailaddress1',
]);

interface PrimaryColumns {
  readonly key: ReadonlySet<string>;
  readonly name: string | undefined;
}

function primaryColumns(type: StructuredType, labels: SchemaLabels | undefined): PrimaryColumns {
  const key = new Set(type.kind === 'entity' ? type.key : []);
  return { key, name: primaryNameOf(type, labels) };
}

function rankOf({ name }: Property, known: ColumnLabels | undefined, primary: PrimaryColumns): number {
  if (name === primary.name) return Rank.best;
  if (primary.key.has(name)) return Rank.best + 1;
  if (known?.required === 'required') return Rank.likely;
  if (frequent.has(name)) return Rank.likely + 1;
  if (noise.test(name)) return Rank.noise;
  return known?.required === 'recommended' || known?.custom === true ? Rank.likely + 2 : Rank.usual;
}

export interface NavigationUse {
  readonly labels: SchemaLabels | undefined;
  readonly used?: ReadonlySet<string>;
  readonly accepts?: (navigation: NavigationProperty) => boolean;
  /** What follows the name. */
  readonly suffix?: string;
  readonly suggestNext?: boolean;
  readonly behind?: number;
}

export function navigationDrafts(type: StructuredType, use: NavigationUse): Draft[] {
  const { labels, used, accepts, suffix = '', suggestNext, behind = 0 } = use;
  const drafts: Draft[] = [];
  for (const navigation of type.navigationProperties) {
    const { name, collection } = navigation;
    if (used?.has(name) || (accepts && !accepts(navigation))) continue;
    const known =
      navigation.constraint === undefined ? undefined : labels?.column(type.name, navigation.constraint);
    drafts.push({
      label: name,
      kind: collection ? 'collection' : 'navigation',
      insertText: name + suffix,
      detail: navigationDetail(navigation, known, labels),
      rank: behind + navigationRank(navigation),
      ...(known?.displayName === undefined ? {} : { filterText: `${name} ${known.displayName}` }),
      ...(suggestNext ? { suggestNext } : {}),
    });
  }
  return drafts;
}

/** `→ contact · Primary Contact`, `→ many tasks · Tasks`. */
function navigationDetail(
  { target, collection }: NavigationProperty,
  known: ColumnLabels | undefined,
  labels: SchemaLabels | undefined,
): string {
  const table = simpleName(target);
  const label = collection ? labels?.table(table)?.collectionName : known?.displayName;
  const arrow = collection ? `→ ${table}[]` : `→ ${table}`;
  return label === undefined ? arrow : `${arrow} · ${label}`;
}

function navigationRank({ name, collection }: NavigationProperty): number {
  if (systemNavigation.test(name)) return Rank.noise;
  if (collection) return Rank.usual;
  return people.test(name) ? Rank.likely + 5 : Rank.likely;
}

/** Every table has them; the others say more of the one at hand. */
const people = /^(?:createdby|modifiedby|ownerid|owninguser)$/;

/** Relationships of the server's own bookkeeping, and those that repeat others under a table's name. */
const systemNavigation = new RegExp(
  '_(?:AsyncOperations|BulkDeleteFailures|MailboxTrackingFolders?|PrincipalObjectAttributeAccesses?|ProcessSession|' +
    'SyncErrors|DuplicateBaseRecord|DuplicateMatchingRecord|UserEntityInstanceDatas)$|' +
    '^(?:lk_|createdbyexternalparty|modifiedbyexternalparty|stageid_|masterid$|transactioncurrencyid)|' +
    '^(?:createdonbehalfby|modifiedonbehalfby|owningbusinessunit|owningteam)|' +
    '^(?:createdby|modifiedby|ownerid|owninguser)_',
  'i',
);
