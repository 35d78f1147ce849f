import type { ExpandItem, Identifier, QueryOption, SelectItem, Span } from '../../odata';
import { bindApply } from './apply';
import { scopeOf, withComputed, type Binder } from './binder';
import { bindExpression } from './expression';
import { bindComputeItems, bindOrderby } from './items';
import { bindMember } from './members';
import type { Scope, ScopeRange, Wanted } from './model';
import { nowhere, type Place } from './place';

/** Binds the options that work on rows: of the request, or in the parentheses of an expanded property. */
export function bindOptions(binder: Binder, options: readonly QueryOption[], rows: Place): Scope {
  let scope = scopeOf(rows);
  // What `$apply` and `$compute` make can be used by the others, wherever they stand.
  for (const option of options) {
    if (option.kind === 'apply') {
      markScope(binder, option, 'transformation', scope);
      scope = bindApply(binder, option.apply, scope);
    } else if (option.kind === 'compute') {
      markScope(binder, option, 'operand', scope);
      scope = withComputed(scope, bindComputeItems(binder, option.items, scope));
    }
  }
  for (const option of options) bindOption(binder, option, scope);
  return scope;
}

function bindOption(binder: Binder, option: QueryOption, scope: Scope): void {
  if (option.kind === 'select') {
    markScope(binder, option, 'selected', scope);
    for (const item of option.items) bindSelectItem(binder, item, scope);
  } else if (option.kind === 'expand') {
    markScope(binder, option, 'expanded', scope);
    for (const item of option.items) bindExpandItem(binder, item, scope);
  } else if (option.kind === 'filter') {
    markScope(binder, option, 'operand', scope);
    bindExpression(binder, option.expression, scope);
  } else if (option.kind === 'orderby') {
    markScope(binder, option, 'operand', scope);
    bindOrderby(binder, option.items, scope);
  }
}

function markScope(binder: Binder, { value }: QueryOption, wanted: ScopeRange['wanted'], scope: Scope): void {
  if (value) binder.record.scope(value, wanted, scope);
}

function bindSelectItem(binder: Binder, { path, options }: SelectItem, scope: Scope): void {
  const [first] = path;
  if (first && path.length === 1 && scope.computed.has(first.name)) {
    const type = scope.computed.get(first.name);
    const meaning = { kind: 'computed', ...(type ? { type } : {}) } as const;
    binder.record.name(first, 'selected', meaning, { place: rowsOf(scope) });
    return;
  }
  const place = bindItemPath(binder, path, scope, 'selected');
  if (options.length > 0) bindOptions(binder, options, place);
}

function bindExpandItem(binder: Binder, item: ExpandItem, scope: Scope): void {
  const { path, options, suffix } = item;
  const place = bindItemPath(binder, path, scope, 'expanded');
  if (suffix) binder.record.name(suffix, 'expanded', { kind: 'builtin' }, { place });
  const behindPath: Span = { start: (suffix ?? path.at(-1) ?? item).end, end: item.end };
  const inner = bindOptions(binder, options, place);
  if (behindPath.end > behindPath.start) binder.record.scope(behindPath, 'options', inner);
}

function bindItemPath(
  binder: Binder,
  path: readonly Identifier[],
  scope: Scope,
  wanted: Wanted & ('selected' | 'expanded'),
): Place {
  let place = rowsOf(scope);
  for (const name of path) {
    if (isWildcard(name.name)) {
      binder.record.name(name, wanted, { kind: 'builtin' }, { place });
      return nowhere;
    }
    place = bindMember(binder, name, place, wanted);
  }
  return place;
}

/** `*` and `Ns.*` */
function isWildcard(name: string): boolean {
  return name === '*' || name.endsWith('.*');
}

function rowsOf({ type }: Scope): Place {
  return type ? { type, collection: false } : nowhere;
}
