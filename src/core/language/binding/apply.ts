import type { TypeReference } from '../../metadata/model';
import type { AggregateItem, ApplyExpression, Expression, Transformation } from '../../odata';
import { scopeOf, withComputed, type Binder } from './binder';
import { bindExpression, bindPath } from './expression';
import type { Scope } from './model';
import { bindComputeItems, bindOrderby } from './items';
import { nowhere, type Place } from './place';

/** Binds transformations one behind the other: each sees only what the one before it gave. */
export function bindApply(binder: Binder, { transformations }: ApplyExpression, scope: Scope): Scope {
  let at = scope;
  for (const transformation of transformations) {
    binder.record.scope(transformation, 'operand', at);
    at = bindTransformation(binder, transformation, at);
  }
  return at;
}

function bindTransformation(binder: Binder, transformation: Transformation, scope: Scope): Scope {
  switch (transformation.kind) {
    case 'aggregate':
      return { ...scope, computed: bindAggregates(binder, transformation.items, scope), paths: new Set() };
    case 'groupby': {
      const paths = bindKeys(binder, transformation.keys, scope);
      const inner = transformation.apply && bindApply(binder, transformation.apply, scope);
      return { ...scope, computed: groupComputed(scope, inner, paths), paths };
    }
    case 'filter-transformation':
      bindExpression(binder, transformation.expression, scope);
      return scope;
    case 'orderby-transformation':
      bindOrderby(binder, transformation.items, scope);
      return scope;
    case 'compute-transformation':
      return withComputed(scope, bindComputeItems(binder, transformation.items, scope));
    case 'concat':
      return union(
        transformation.sequences.map((one) => bindApply(binder, one, scope)),
        scope,
      );
    case 'nested-transformation': {
      const place = bindPathOf(binder, transformation.path, scope);
      for (const one of transformation.sequences) bindApply(binder, one, scopeOf(place));
      const { alias } = transformation;
      return alias ? withComputed(scope, new Map([[alias.name, place.reference]])) : scope;
    }
    case 'call-transformation':
      for (const { value } of transformation.args?.items ?? []) bindExpression(binder, value, scope);
      break;
  }
  return scope;
}

function bindAggregates(
  binder: Binder,
  items: readonly AggregateItem[],
  scope: Scope,
): Map<string, TypeReference | undefined> {
  const made = new Map<string, TypeReference | undefined>();
  for (const { expression, method, from, alias } of items) {
    const { reference } = bindExpression(binder, expression, scope);
    if (method) binder.record.name(method, 'method', { kind: 'builtin' });
    for (const one of from) bindExpression(binder, one.path, scope);
    if (alias) made.set(alias.name, resultType(method?.name, reference));
  }
  return made;
}

function resultType(method: string | undefined, of: TypeReference | undefined): TypeReference | undefined {
  if (method === 'countdistinct') return { name: 'Edm.Int64', collection: false };
  if (method === 'average') return { name: 'Edm.Decimal', collection: false };
  return of;
}

function bindKeys(binder: Binder, keys: readonly Expression[], scope: Scope): Set<string> {
  const paths = new Set<string>();
  for (const key of keys) {
    if (key.kind === 'call') {
      // rollup(…)
      const inner = key.args.items.map(({ value }) => value);
      for (const path of bindKeys(binder, inner, scope)) paths.add(path);
      continue;
    }
    bindExpression(binder, key, scope);
    if (key.kind === 'path') paths.add(key.segments.map(({ name }) => name).join('/'));
  }
  return paths;
}

/** What earlier transformations made is left where it is grouped by; what the inner ones made is added. */
function groupComputed(scope: Scope, inner: Scope | undefined, keys: ReadonlySet<string>): Scope['computed'] {
  const left = [...scope.computed].filter(([name]) => keys.has(name));
  return new Map([...left, ...(inner?.computed ?? [])]);
}

function union(scopes: readonly Scope[], before: Scope): Scope {
  const [first] = scopes;
  if (!first) return before;
  const computed = new Map(scopes.flatMap((one) => [...one.computed]));
  const open = scopes.some(({ paths }) => !paths);
  const { paths: _, ...rest } = before;
  return {
    ...rest,
    computed,
    ...(open ? {} : { paths: new Set(scopes.flatMap(({ paths }) => [...(paths ?? [])])) }),
  };
}

function bindPathOf(binder: Binder, path: Expression, scope: Scope): Place {
  if (path.kind === 'path') return bindPath(binder, path, scope, 'collection');
  bindExpression(binder, path, scope);
  return nowhere;
}
