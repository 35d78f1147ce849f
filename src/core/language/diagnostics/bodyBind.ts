import type { NavigationProperty, Schema } from '../../metadata/model';
import type { StructuredType } from '../binding';
import { isKindOf } from '../binding/place';
import { checkBindKey } from './bodyBindKey';
import type { BodyContext } from './bodyRecord';
import type { JsonNode, JsonProperty } from './jsonTree';
import { pages } from './links';
import { nearestNames, shown } from './nearest';
import type { DraftFix } from './report';

/** `"primarycontactid@odata.bind": "/contacts(…)"` */
export function checkBind(
  context: BodyContext,
  type: StructuredType,
  { name, value }: JsonProperty,
  navigationName: string,
): void {
  const navigation = type.navigationProperty(navigationName);
  if (!navigation) {
    reportUnknown(context, type, { start: name.start, name: navigationName, value });
    return;
  }
  const values = value.kind === 'array' ? value.items : [value];
  if (value.kind === 'array' && !navigation.collection) reportKind(context, value, navigation);
  for (const one of values) {
    if (one.kind === 'string') checkTarget(context, one, navigation);
    else if (one.kind !== 'null' && one.kind !== 'broken') reportKind(context, one, navigation);
  }
}

function reportUnknown(
  { body, report, schema }: BodyContext,
  type: StructuredType,
  { start, name, value }: { readonly start: number; readonly name: string; readonly value: JsonNode },
): void {
  const span = { start, end: start + name.length };
  const column = /^_.+_value$/.test(name) ? name : `_${name.toLowerCase()}_value`;
  const targets = type.kind === 'entity' ? byAddress(schema, type.lookupTargets(column), value) : [];
  const names = type.navigationProperties.map((one) => one.name);
  const offered = targets.length > 0 ? targets.slice(0, 5).map((one) => one.name) : nearestNames(name, names);
  const advice = offered[0] === undefined ? '' : ` Did you mean "${offered[0]}"? Names are case-sensitive.`;
  report.text(body, span, {
    code: 'unknown-navigation',
    severity: 'error',
    message: `"${type.name}" has no relationship (navigation property) ${shown(name)}.${advice}`,
    link: pages.associate,
    fixes: offered.map((one, at): DraftFix => {
      return { title: `Write ${one}`, edits: [{ ...span, text: one }], preferred: at === 0 };
    }),
  });
}

/** Of a lookup that can point to several tables: first what leads to the row that is written. */
function byAddress(
  schema: Schema,
  targets: readonly NavigationProperty[],
  value: JsonNode,
): readonly NavigationProperty[] {
  const setName = value.kind === 'string' ? addressOf(value.value)?.setName : undefined;
  const set = setName === undefined ? undefined : schema.entitySet(setName);
  if (!set) return targets;
  const leads = ({ target }: NavigationProperty): boolean => isKindOf(schema, set.entityType, target);
  return [...targets.filter(leads), ...targets.filter((one) => !leads(one))];
}

function reportKind({ body, report }: BodyContext, value: JsonNode, { name }: NavigationProperty): void {
  report.text(body, value, {
    code: 'wrong-json-type',
    severity: 'error',
    message: `"${name}@odata.bind" takes the address of a row as a text: "/accounts(…)".`,
    link: pages.associate,
  });
}

/** The set has to be there, and to hold rows of the table that the relationship leads to. */
function checkTarget(
  context: BodyContext,
  value: Extract<JsonNode, { kind: 'string' }>,
  navigation: NavigationProperty,
): void {
  const { body, report, schema } = context;
  // `$1` refers to another part of a batch.
  if (value.value.startsWith('$')) return;
  const address = addressOf(value.value);
  const inner = { start: value.start + 1, end: value.end - 1 };
  if (!address?.key) {
    report.text(body, inner, {
      code: 'bind-target',
      severity: 'error',
      message: `This is no address of a row. Write "/${setOf(schema, navigation) ?? 'accounts'}(00000000-0000-0000-0000-000000000000)".`,
      link: pages.associate,
    });
    return;
  }
  const { setName } = address;
  const set = schema.entitySet(setName);
  if (set && isKindOf(schema, set.entityType, navigation.target)) checkBindKey(context, value);
  else {
    const start = inner.start + value.value.indexOf(setName);
    reportSet(context, navigation, setName, start);
  }
}

/** `contacts(…)`, with or without what stands before it. */
function addressOf(text: string): { readonly setName: string; readonly key?: string } | undefined {
  const pattern = /^(?:https?:\/\/[^/]+|\[[^\]]*\])?(?:\/?api\/data\/v[\d.]+)?\/?([^/()?\s]+)(\(.*\))?$/i;
  const [, setName, key] = pattern.exec(text) ?? [];
  if (setName === undefined) return undefined;
  return key === undefined ? { setName } : { setName, key };
}

function reportSet(
  { body, report, schema }: BodyContext,
  navigation: NavigationProperty,
  setName: string,
  start: number,
): void {
  const set = schema.entitySet(setName);
  const right = setOf(schema, navigation);
  const span = { start, end: start + setName.length };
  report.text(body, span, {
    code: set ? 'bind-target' : 'unknown-resource',
    severity: 'error',
    message: `${set ? `"${navigation.name}" does not lead to rows of "${setName}".` : `There is no entity set ${shown(setName)}.`}${right === undefined ? '' : ` Write "${right}".`}`,
    link: pages.associate,
    fixes:
      right === undefined
        ? []
        : [{ title: `Write ${right}`, edits: [{ ...span, text: right }], preferred: true }],
  });
}

function setOf(schema: Schema, { target }: NavigationProperty): string | undefined {
  return schema.entitySetsOf(target)[0]?.name;
}
