import type { EntityType, Operation, Schema } from '../../metadata/model';
import type { Reference, StructuredType } from '../binding';
import { nearestNames } from './nearest';

/** What a name may have been meant to be. */
export interface Suggestion {
  /** Of the quick fix. */
  readonly title: string;
  /** What stands in the place of the name; absent for advice alone. */
  readonly text?: string;
  /** Said instead of "Did you mean …?". */
  readonly hint?: string;
  /** Of the diagnostic, where this is another fault than a name that nobody knows. */
  readonly code?: string;
}

/** `text`: of the URL that the reference stands in. */
type Suggest = (schema: Schema, reference: Reference, text: string) => Suggestion[];

const byKind: Readonly<Partial<Record<Reference['wanted'], Suggest>>> = {
  resource: (schema, { name }) => forResource(schema, name),
  segment: forSegment,
  expanded: forNavigation,
  collection: forNavigation,
  function: forFunction,
  parameter: (_, { name, overloads }) => near(name, [...parameterNames(overloads ?? [])]),
  enumMember: (_, { name, enumType }) =>
    near(
      name,
      (enumType?.members ?? []).map((member) => member.name),
    ),
  enumType: forEnumType,
};

/** Best first. */
export function suggestions(schema: Schema, reference: Reference, text: string): Suggestion[] {
  return (byKind[reference.wanted] ?? forColumn)(schema, reference, text);
}

function write(text: string, hint?: string): Suggestion {
  return { title: `Write ${text}`, text, ...(hint === undefined ? {} : { hint }) };
}

function near(name: string, candidates: Iterable<string>): Suggestion[] {
  return nearestNames(name, candidates).map((one) => write(one));
}

function* parameterNames(overloads: readonly Operation[]): Generator<string> {
  for (const { parameters } of overloads) for (const { name } of parameters) yield name;
}

/** A table's logical name where its set belongs; the wrong case; what is spelt alike. */
function forResource(schema: Schema, name: string): Suggestion[] {
  const type = schema.entityType(name) ?? schema.entityType(name.toLowerCase());
  const sets = type ? schema.entitySetsOf(type.qualifiedName) : [];
  if (sets.length > 0) {
    return sets.map((set) =>
      write(set.name, `"${name}" is the name of the table; its entity set is "${set.name}".`),
    );
  }
  if (type) {
    return [
      { title: '', hint: `"${name}" is a table, but it has no entity set: it cannot be queried by itself.` },
    ];
  }
  const bound = boundHint(schema.operations(`${schema.namespace}.${name}`)[0]);
  if (bound) return [bound];
  const kinds = ['entitySet', 'functionImport', 'actionImport', 'singleton'] as const;
  return near(
    name,
    kinds.flatMap((kind) => schema.names(kind)),
  );
}

function forEnumType(schema: Schema, { name }: Reference): Suggestion[] {
  const simple = name.slice(name.lastIndexOf('.') + 1);
  return nearestNames(simple, schema.names('enumType')).map((one) => write(`${schema.namespace}.${one}`));
}

function forSegment(schema: Schema, reference: Reference): Suggestion[] {
  const { name, owner } = reference;
  if (name.includes('.') || !owner) return forBound(schema, reference);
  const qualified = `${schema.namespace}.${name}`;
  if (schema.operations(qualified).length > 0 || schema.entityType(qualified)) {
    return [write(qualified, `Write its full name: ${qualified}.`)];
  }
  return near(name, memberNames(owner));
}

function* memberNames(owner: StructuredType): Generator<string> {
  for (const { name } of owner.properties) yield name;
  for (const { name } of owner.navigationProperties) yield name;
}

/** What a bound function or action is called on. */
function boundHint(operation: Operation | undefined): Suggestion | undefined {
  if (!operation?.binding) return undefined;
  const { type } = operation.binding;
  const simple = type.name.slice(type.name.lastIndexOf('.') + 1);
  const on = type.collection ? `the rows of "${simple}"` : `one row of "${simple}"`;
  return { title: '', hint: `${operation.name} is called on ${on}.` };
}

/** A function or action of another type, or one that is spelt alike. */
function forBound(schema: Schema, { name, owner }: Reference): Suggestion[] {
  const [first] = schema.operations(name);
  if (first) {
    const unbound = { title: '', hint: `${first.name} is called on nothing: write it at the start.` };
    return [boundHint(first) ?? unbound];
  }
  const simple = name.slice(name.lastIndexOf('.') + 1);
  const candidates = owner
    ? [false, true].flatMap((collection) =>
        schema.boundOperations({ name: owner.qualifiedName, collection }).map((one) => one.name),
      )
    : [];
  return nearestNames(simple, candidates).map((one) => write(`${schema.namespace}.${one}`));
}

/** A lookup's column or logical name, another case, or what is spelt alike. */
function forNavigation(schema: Schema, { name, owner }: Reference): Suggestion[] {
  if (!owner) return [];
  const lookup = /^_(.+)_value$/.exec(name)?.[1];
  const column = lookup === undefined ? `_${name}_value` : name;
  const targets = owner.kind === 'entity' ? owner.lookupTargets(column) : [];
  if (targets.length > 0) {
    const logical = lookup ?? name;
    const hint =
      targets.length === 1
        ? `"${logical}" is the lookup; its relationship is "${targets[0]?.name ?? ''}".`
        : `"${logical}" can point to several tables: there is one relationship for each.`;
    return targets.slice(0, 5).map((one) => write(one.name, hint));
  }
  const names = owner.navigationProperties.map((one) => one.name);
  const derived = derivedOwner(schema, name, owner);
  if (derived) return [derivedNavigation(name, derived)];
  const found = near(name, names);
  return found.length > 0 ? found : byPrefix(name, names);
}

// A base type such as activitypointer has a few dozen; what stands for every table has them all.
const mostSubtypes = 60;

/** The first of the types below this one that has a member of the name: `Options` of a choice's metadata. */
function derivedOwner(schema: Schema, name: string, owner: StructuredType): EntityType | undefined {
  if (owner.kind !== 'entity') return undefined;
  for (const qualified of schema.subtypes(owner.qualifiedName).slice(0, mostSubtypes)) {
    const type = schema.entityType(qualified);
    if (type?.property(name) ?? type?.navigationProperty(name)) return type;
  }
  return undefined;
}

function derivedNavigation(name: string, type: EntityType): Suggestion {
  const cast = `…/${type.qualifiedName}`;
  if (type.navigationProperty(name)) {
    return { title: '', hint: `"${type.name}" has it: cast first, ${cast}?$expand=${name}.` };
  }
  const hint = `It is a column of "${type.name}", not a relationship: cast and select it, ${cast}?$select=${name}.`;
  return { title: '', hint, code: 'expand-column' };
}

/** `tasks` for `Account_Tasks`: a relationship whose name ends or begins with what is written. */
function byPrefix(name: string, candidates: readonly string[]): Suggestion[] {
  if (name.length < 4) return [];
  const lower = name.toLowerCase();
  return candidates
    .filter((one) => one.toLowerCase().endsWith(lower) || one.toLowerCase().startsWith(lower))
    .slice(0, 3)
    .map((one) => write(one));
}

function forColumn(schema: Schema, reference: Reference, text: string): Suggestion[] {
  const { name, wanted, owner } = reference;
  if (!owner) return [];
  const lookup = owner.property(`_${name}_value`) ?? owner.property(`_${name.toLowerCase()}_value`);
  if (lookup && wanted !== 'columnText') {
    return [write(lookup.name, `"${name}" is a lookup; its column here is "${lookup.name}".`)];
  }
  const lower = name.toLowerCase();
  if (lower !== name && owner.property(lower)) {
    return [write(lower, `Names of columns are case-sensitive: write "${lower}".`)];
  }
  // Half of a lookup's name is like the relationship's, too, which has no value.
  if (owner.property(`${name}_value`)) return [write(`${name}_value`)];
  const derived = derivedOwner(schema, name, owner);
  if (derived) {
    const hint = `Only "${derived.name}" has it: cast first, …/${derived.qualifiedName}?$select=${name}.`;
    return [{ title: '', hint }];
  }
  // Query functions take the lookup's name as such.
  if (wanted === 'columnText') return near(name, memberNames(owner));
  const leadsOn = /^(?:\/|%2f)/i.test(text.slice(reference.end, reference.end + 3));
  if (leadsOn) return near(name, pathNames(owner));
  const isNullCompared = /^(?:\s|%20)+(?:eq|ne)(?:\s|%20)+null\b/.test(
    text.slice(reference.end, reference.end + 40),
  );
  return nearColumns(name, owner, isNullCompared);
}

/** What something may stand behind. */
function* pathNames({ properties, navigationProperties }: StructuredType): Generator<string> {
  for (const { name, type } of properties) if (!type.name.startsWith('Edm.')) yield name;
  for (const { name } of navigationProperties) yield name;
}

/** A relationship has no value: the column that holds it has. But whether there is a row at its end may be asked. */
function nearColumns(name: string, owner: StructuredType, isNullCompared: boolean): Suggestion[] {
  const found = nearestNames(name, memberNames(owner)).flatMap((one) => {
    const navigation = owner.navigationProperty(one);
    const same = owner.property(`_${one.toLowerCase()}_value`)?.name;
    const column = owner.property(one)?.name ?? navigation?.constraint ?? same;
    const columns = column === undefined ? [] : [column];
    if (!isNullCompared || !navigation || navigation.collection) return columns;
    // The column of a lookup to several tables does not tell them apart.
    return column === same ? [...columns, one] : [one, ...columns];
  });
  return [...new Set(found)].map((one) => write(one));
}

/** A query function without its namespace, or one that is spelt alike. */
function forFunction(schema: Schema, { name, end }: Reference, text: string): Suggestion[] {
  const simple = name.slice(name.lastIndexOf('.') + 1);
  const qualified = `${schema.namespace}.${simple}`;
  const standard = ['contains', 'startswith', 'endswith'].find((one) => one === name.toLowerCase());
  if (schema.operations(qualified).length > 0) {
    // Contains(name,'a'): its case may be wrong, or its namespace may be missing.
    if (standard !== undefined) return [write(standard), write(qualified)];
    return [write(qualified, `Query functions are written with their full name: ${qualified}.`)];
  }
  const plain = nearestNames(simple, ['contains', 'startswith', 'endswith'], 1);
  // Those of OData take values by their places, the others by name.
  const by = /^\(\s*[\w/]+\s*([,=])/.exec(text.slice(end, end + 200))?.[1];
  if (by === ',' && plain.length > 0) return plain.map((one) => write(one));
  const own = nearestNames(simple, schema.names('function')).map((one) =>
    write(`${schema.namespace}.${one}`),
  );
  return [...(by === '=' ? [] : plain.map((one) => write(one))), ...own].slice(0, 3);
}
