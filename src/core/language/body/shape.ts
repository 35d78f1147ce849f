import type { Operation, Property, Schema, TypeReference } from '../../metadata/model';
import type { PathResult, StructuredType } from '../binding';
import type { JsonFrame } from './jsonPlace';

/** What stands at a place of a body. */
export type BodyShape =
  /** Columns and relationships of a row, or of a complex value. */
  | { readonly kind: 'row'; readonly type: StructuredType }
  /** `{"value": [ … ]}`: all rows that a relationship leads to. */
  | { readonly kind: 'rows'; readonly type: StructuredType }
  | { readonly kind: 'parameters'; readonly operation: Operation }
  /** `{"@odata.id": "…"}` of a row of a type. */
  | { readonly kind: 'reference'; readonly target?: string }
  /** The address of a row of a type; whole, with the service before it, where it stands for itself. */
  | { readonly kind: 'bind'; readonly target: string; readonly whole?: boolean }
  | {
      readonly kind: 'value';
      readonly type: TypeReference;
      readonly column?: { readonly property: Property; readonly owner: StructuredType };
    };

/** What the body of a request holds, from where its path leads. */
export function bodyShape(result: PathResult, method: string): BodyShape | undefined {
  if (result.suffix === '$ref') {
    const target = result.type?.qualifiedName;
    return { kind: 'reference', ...(target === undefined ? {} : { target }) };
  }
  if (result.suffix !== undefined) return undefined;
  if (method === 'POST' && result.operation) return { kind: 'parameters', operation: result.operation };
  const { property, type } = result;
  if (property && method === 'PUT') {
    return { kind: 'value', type: property.property.type, column: property };
  }
  if (!type) return undefined;
  return { kind: method === 'PUT' && result.collection && result.navigation ? 'rows' : 'row', type };
}

/** What is open at the cursor: the root's shape, followed along the keys. */
export function shapeOf(
  root: BodyShape,
  frames: readonly JsonFrame[],
  schema: Schema,
): BodyShape | undefined {
  let shape: BodyShape | undefined = root;
  for (const [at, frame] of frames.entries()) {
    if (at === 0 || !shape) continue;
    const above: JsonFrame | undefined = frames[at - 1];
    if (above?.kind === 'object' && above.key !== undefined) shape = shapeInside(shape, above.key, schema);
    const named: string | undefined = frame.texts.get('@odata.type')?.replace(/^#/, '');
    const type: StructuredType | undefined = named === undefined ? undefined : schema.entityType(named);
    if (type) shape = { kind: 'row', type };
  }
  return shape;
}

/** What a member holds. */
export function shapeInside(shape: BodyShape, key: string, schema: Schema): BodyShape | undefined {
  if (shape.kind === 'row') return memberOf(shape.type, key, schema);
  if (shape.kind === 'parameters') {
    const parameter = shape.operation.parameters.find(({ name }) => name === key);
    return parameter && shapeOfType(parameter.type, schema);
  }
  if (shape.kind === 'reference' && shape.target !== undefined && key === '@odata.id') {
    return { kind: 'bind', target: shape.target, whole: true };
  }
  if (shape.kind === 'rows' && key === 'value') return { kind: 'row', type: shape.type };
  // `{"value": …}` of a single column.
  return shape.kind === 'value' && key === 'value' ? shape : undefined;
}

function memberOf(type: StructuredType, key: string, schema: Schema): BodyShape | undefined {
  const [name = '', annotation] = key.split('@', 2);
  const navigation = type.navigationProperty(name);
  if (annotation === 'odata.bind') return navigation && { kind: 'bind', target: navigation.target };
  if (annotation !== undefined) return undefined;
  const property = type.property(name);
  if (property) {
    const shape = shapeOfType(property.type, schema);
    return shape.kind === 'value' ? { ...shape, column: { property, owner: type } } : shape;
  }
  return navigation && shapeOfType({ name: navigation.target, collection: navigation.collection }, schema);
}

function shapeOfType(type: TypeReference, schema: Schema): BodyShape {
  const structured = type.name.startsWith('Edm.')
    ? undefined
    : (schema.entityType(type.name) ?? schema.complexType(type.name));
  return structured ? { kind: 'row', type: structured } : { kind: 'value', type };
}
