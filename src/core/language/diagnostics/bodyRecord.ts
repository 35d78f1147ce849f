import type { NavigationProperty, Property, Schema } from '../../metadata/model';
import type { StructuredType } from '../binding';
import { structuredType, takesAnyName } from '../binding/place';
import type { RequestText } from '../document';
import { checkBind } from './bodyBind';
import { checkBodyValue } from './bodyValue';
import type { JsonNode, JsonProperty } from './jsonTree';
import { pages } from './links';
import { nearestNames, shown } from './nearest';
import type { DraftFix, Report } from './report';
import type { Subject } from './rule';

/** What the parts of checking a body share. */
export interface BodyContext {
  readonly subject: Subject;
  readonly schema: Schema;
  readonly body: RequestText;
  readonly report: Report;
  /** A new row; else one that is there. */
  readonly creates: boolean;
}

export type JsonObjectNode = Extract<JsonNode, { kind: 'object' }>;

/** The columns and relationships of a row that is written. */
export function checkRecord(context: BodyContext, declared: StructuredType, node: JsonObjectNode): void {
  const type = typeOf(context.schema, declared, node);
  const seen = new Set<string>();
  for (const member of node.members) {
    const { text } = member.name;
    if (seen.has(text)) reportTwice(context, member);
    seen.add(text);
    if (type && !takesAnyName(type)) checkMember(context, type, member);
  }
}

/** `@odata.type` says it where the declared one is a base type. Undefined where the schema does not know it. */
function typeOf(
  schema: Schema,
  declared: StructuredType,
  { members }: JsonObjectNode,
): StructuredType | undefined {
  const said = members.find(({ name }) => name.text === '@odata.type')?.value;
  if (said?.kind !== 'string') return declared;
  return structuredType(schema, said.value.replace(/^#/, ''));
}

function checkMember(context: BodyContext, type: StructuredType, member: JsonProperty): void {
  const { text } = member.name;
  const at = text.indexOf('@');
  if (at === 0) return;
  if (at > 0) {
    if (text.slice(at) === '@odata.bind') checkBind(context, type, member, text.slice(0, at));
    return;
  }
  const property = type.property(text);
  if (property) {
    checkProperty(context, type, member, property);
    return;
  }
  const navigation = type.navigationProperty(text);
  if (navigation) checkNavigation(context, member, navigation);
  else reportUnknown(context, type, member);
}

function checkProperty(
  context: BodyContext,
  type: StructuredType,
  member: JsonProperty,
  property: Property,
): void {
  const { body, report, schema } = context;
  if (property.lookup && type.kind === 'entity') {
    reportLookup(context, member, type.lookupTargets(property.name));
    return;
  }
  const refusal = refusalOf(context, type, property);
  if (refusal !== undefined) {
    report.text(body, member.name, {
      code: 'read-only-column',
      severity: 'warning',
      message: `"${property.name}" ${refusal}: Dataverse passes over this value or refuses it. Take it out.`,
      link: pages.properties,
    });
  }
  checkBodyValue(context, property.type, member.value, `"${property.name}"`);
  const nested = structuredType(schema, property.type.name);
  if (!nested) return;
  const values = member.value.kind === 'array' ? member.value.items : [member.value];
  for (const value of values) if (value.kind === 'object') checkRecord(context, nested, value);
}

function refusalOf(
  { subject, creates }: BodyContext,
  type: StructuredType,
  property: Property,
): string | undefined {
  if (property.computed) return 'is computed';
  if (property.readOnly) return 'is read-only';
  const labels = type.kind === 'entity' ? subject.labels?.column(type.name, property.name) : undefined;
  if (creates && labels?.creatable === false) return 'cannot be set when a row is created';
  return !creates && labels?.updatable === false ? 'cannot be changed' : undefined;
}

/** `_primarycontactid_value`: lookups are set by their relationship. */
function reportLookup(
  { body, report, schema }: BodyContext,
  { name, value }: JsonProperty,
  targets: readonly NavigationProperty[],
): void {
  const fixes = targets.slice(0, 5).flatMap((one): DraftFix[] => {
    const [set] = schema.entitySetsOf(one.target);
    const guid = value.kind === 'string' ? value.value : '00000000-0000-0000-0000-000000000000';
    if (!set) return [];
    const bind = `${one.name}@odata.bind": "/${set.name}(${guid})"`;
    return [
      { title: `Write ${one.name}@odata.bind`, edits: [{ start: name.start, end: value.end, text: bind }] },
    ];
  });
  const [first] = targets;
  report.text(body, name, {
    code: 'lookup-in-body',
    severity: 'error',
    message: `A lookup is not set by its column "${name.text}". Write "${first?.name ?? '…'}@odata.bind": "/…(…)" instead.`,
    link: pages.associate,
    fixes,
  });
}

/** Rows that are created along with this one. */
function checkNavigation(
  context: BodyContext,
  { name, value }: JsonProperty,
  navigation: NavigationProperty,
): void {
  const { body, report, schema } = context;
  const type = structuredType(schema, navigation.target);
  const wanted = navigation.collection ? 'array' : 'object';
  if (value.kind === wanted) {
    const rows = value.kind === 'array' ? value.items : [value];
    for (const row of rows) if (type && row.kind === 'object') checkRecord(context, type, row);
    return;
  }
  if (value.kind === 'broken' || value.kind === 'null') return;
  const bind = `${name.text}@odata.bind`;
  report.text(body, value, {
    code: 'wrong-json-type',
    severity: 'error',
    message: `"${name.text}" is a relationship. To point to a row, write "${bind}": "/…(…)"; to create one along with it, write an ${wanted}.`,
    link: pages.associate,
    fixes:
      value.kind === 'string'
        ? [{ title: `Write ${bind}`, edits: [{ start: name.end, end: name.end, text: '@odata.bind' }] }]
        : [],
  });
}

function reportTwice({ body, report }: BodyContext, { name }: JsonProperty): void {
  report.text(body, name, {
    code: 'duplicate-property',
    severity: 'warning',
    message: `${shown(name.text)} stands twice in this object. Take one out.`,
    link: pages.create,
  });
}

function reportUnknown({ body, report }: BodyContext, type: StructuredType, { name }: JsonProperty): void {
  const { text, start, end } = name;
  const lower = text.toLowerCase();
  const candidates = [...type.properties, ...type.navigationProperties].map((one) => one.name);
  const near = nearestNames(text, candidates);
  const lookup = type.kind === 'entity' ? type.lookupTargets(`_${lower}_value`) : [];
  const bind = lookup.map((one) => `${one.name}@odata.bind`);
  const offered = bind.length > 0 ? bind.slice(0, 5) : near;
  const advice =
    bind.length > 0
      ? ` It is a lookup: write "${offered[0] ?? ''}": "/…(…)".`
      : offered[0] === undefined
        ? ''
        : ` Did you mean "${offered[0]}"?`;
  report.text(body, name, {
    code: 'unknown-column',
    severity: 'error',
    message: `"${type.name}" has no column ${shown(text)}.${advice}`,
    link: pages.create,
    fixes: offered.map((one, at) => {
      return { title: `Write ${one}`, edits: [{ start, end, text: one }], preferred: at === 0 };
    }),
  });
}
