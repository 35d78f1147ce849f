import type { EntitySet, Operation, OperationImport, Property, Schema } from '../../metadata/model';
import type { ArgumentList, Identifier, ResourceSegment } from '../../odata';
import { emptyScope, type Binder } from './binder';
import { bindExpression } from './expression';
import { bindMember } from './members';
import type { Expectation, PathResult, StructuredType } from './model';
import { bindParameters, callableOn, chooseOverload, resultOfCall } from './operations';
import { nowhere, placeOf, takesAnyName, type Place } from './place';

/** Binds the resource path; gives what its rows are. */
export function bindResourcePath(binder: Binder, segments: readonly ResourceSegment[]): PathResult {
  let result: PathResult = { collection: false };
  for (const [at, segment] of segments.entries()) {
    result = at === 0 ? bindRoot(binder, segment) : bindSegment(binder, segment, result);
    binder.record.result(segment, result);
  }
  return result;
}

function bindRoot(binder: Binder, segment: ResourceSegment): PathResult {
  const { record, schema } = binder;
  const { name } = segment;
  if (segment.literal) return nowhere;
  if (name.name.startsWith('$')) return bindWord(binder, segment, nowhere);
  if (record.isHole(name)) return unknownSegment(binder, segment, 'resource', nowhere);
  const set = schema.entitySet(name.name);
  if (set) {
    record.name(name, 'resource', { kind: 'entitySet', set });
    const rows = { ...placeOf(schema, { name: set.entityType, collection: true }), set };
    return withKey(binder, segment.args, rows);
  }
  const singleton = schema.singleton(name.name);
  if (singleton) {
    record.name(name, 'resource', { kind: 'singleton', singleton });
    return placeOf(schema, { name: singleton.type, collection: false });
  }
  const called = schema.operationImport(name.name);
  const overloads = callableOn(schema, called?.operation ?? name.name, undefined);
  return (
    bindCalled(binder, segment, overloads, { ...(called ? { called } : {}) }) ??
    bindLikelySet(binder, segment) ??
    unknownSegment(binder, segment, 'resource', nowhere)
  );
}

/** A table's logical name, or another case: told as unknown; but what follows is read as that set's, not left unread. */
function bindLikelySet(binder: Binder, { name, args }: ResourceSegment): PathResult | undefined {
  const { record, schema } = binder;
  const set = likelySet(schema, name.name);
  if (!set) return undefined;
  record.notFound(name, 'resource', { place: nowhere });
  return withKey(binder, args, { ...placeOf(schema, { name: set.entityType, collection: true }), set });
}

function likelySet(schema: Schema, name: string): EntitySet | undefined {
  const type = schema.entityType(name);
  if (type) return schema.entitySetsOf(type.qualifiedName)[0];
  const lower = name.toLowerCase();
  const found = schema.names('entitySet').find((one) => one.toLowerCase() === lower);
  return found === undefined ? undefined : schema.entitySet(found);
}

function bindSegment(binder: Binder, segment: ResourceSegment, from: PathResult): PathResult {
  const { record, schema } = binder;
  const { name } = segment;
  if (segment.literal) return nowhere;
  if (name.name.startsWith('$')) return bindWord(binder, segment, from);
  if (!name.name.includes('.') || record.isHole(name) || isCast(binder, name.name)) {
    const place = bindMember(binder, name, from, 'segment');
    return withKey(binder, segment.args, place);
  }
  const overloads = callableOn(schema, name.name, from);
  const knows = from.type && !takesAnyName(from.type);
  return (
    bindCalled(binder, segment, overloads, { on: from }) ??
    unknownSegment(binder, segment, 'segment', knows ? from : nowhere)
  );
}

function isCast({ schema }: Binder, name: string): boolean {
  return schema.entityType(name) !== undefined || schema.complexType(name) !== undefined;
}

function bindWord(binder: Binder, { name, args }: ResourceSegment, from: PathResult): PathResult {
  binder.record.name(name, 'segment', { kind: 'builtin' }, { place: from });
  bindLoose(binder, args);
  return { ...from, suffix: name.name };
}

function unknownSegment(
  binder: Binder,
  segment: ResourceSegment,
  wanted: 'resource' | 'segment',
  from: Place,
): PathResult {
  const { record } = binder;
  const tellable = wanted === 'resource' || from.type !== undefined;
  if (tellable) record.notFound(segment.name, wanted, { place: from });
  else record.name(segment.name, wanted, { kind: 'undetermined' });
  bindLoose(binder, segment.args);
  bindLoose(binder, segment.key);
  return nowhere;
}

/** Values of which nothing is known. */
function bindLoose(binder: Binder, args: ArgumentList | undefined): void {
  for (const { value } of args?.items ?? []) bindExpression(binder, value, emptyScope);
}

function bindCalled(
  binder: Binder,
  segment: ResourceSegment,
  overloads: readonly Operation[],
  { on, called }: { on?: Place; called?: OperationImport },
): PathResult | undefined {
  const { name, args, key } = segment;
  const chosen = chooseOverload(overloads, args);
  if (!chosen) return undefined;
  const meaning = { kind: 'operation', overloads, chosen, ...(called ? { import: called } : {}) } as const;
  binder.record.name(name, on ? 'segment' : 'resource', meaning, on ? { place: on } : {});
  if (args) {
    bindParameters(binder, args, overloads, chosen, (value, argument, operation) => {
      const parameter = operation.parameters.find((one) => one.name === argument.name?.name);
      const expected: Expectation | undefined = parameter && {
        type: parameter.type,
        role: 'argument',
        parameter: { parameter, operation },
      };
      bindExpression(binder, value, emptyScope, expected);
    });
  }
  const result = resultOfCall(binder, chosen, on);
  return { ...withKey(binder, key, { ...result, ...setOf(binder, called) }), operation: chosen };
}

function setOf({ schema }: Binder, called: OperationImport | undefined): Pick<Place, 'set'> {
  const set = called?.entitySet === undefined ? undefined : schema.entitySet(called.entitySet);
  return set ? { set } : {};
}

/** `(…)` behind something that has many rows: one of them. */
function withKey(binder: Binder, args: ArgumentList | undefined, rows: Place): PathResult {
  if (!args) return rows;
  const { type } = rows;
  for (const { name, value } of args.items) {
    const property = name ? bindKeyPart(binder, name, type) : type && onlyKey(type);
    const expected: Expectation | undefined =
      type && property
        ? { type: property.type, role: 'key', property: { property, owner: type } }
        : undefined;
    // A name is no column there: there is no row yet.
    bindExpression(binder, value, emptyScope, expected);
  }
  const { reference, ...rest } = rows;
  return {
    ...rest,
    collection: false,
    ...(reference ? { reference: { ...reference, collection: false } } : {}),
  };
}

function onlyKey(type: StructuredType): Property | undefined {
  const [key, ...more] = type.kind === 'entity' ? type.key : [];
  return key !== undefined && more.length === 0 ? type.property(key) : undefined;
}

function bindKeyPart(
  binder: Binder,
  name: Identifier,
  type: StructuredType | undefined,
): Property | undefined {
  const { record } = binder;
  const place = { collection: false, ...(type ? { type } : {}) };
  const parts = type?.kind === 'entity' ? type.alternateKeys.flatMap((key) => key.parts) : [];
  const path = parts.find(({ alias }) => alias === name.name)?.path ?? name.name;
  const property = type?.property(path);
  if (type && property) record.name(name, 'keyPart', { kind: 'keyPart', property, owner: type }, { place });
  else if (!type || takesAnyName(type)) record.name(name, 'keyPart', { kind: 'undetermined' });
  else record.notFound(name, 'keyPart', { place });
  return property;
}
