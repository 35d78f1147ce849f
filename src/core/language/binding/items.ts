import type { TypeReference } from '../../metadata/model';
import type { ComputeItem, OrderbyItem } from '../../odata';
import type { Binder } from './binder';
import { bindExpression } from './expression';
import type { Scope } from './model';

export function bindOrderby(binder: Binder, items: readonly OrderbyItem[], scope: Scope): void {
  for (const { expression } of items) bindExpression(binder, expression, scope);
}

/** Gives the aliases and their types. */
export function bindComputeItems(
  binder: Binder,
  items: readonly ComputeItem[],
  scope: Scope,
): Map<string, TypeReference | undefined> {
  const made = new Map<string, TypeReference | undefined>();
  for (const { expression, alias } of items) {
    const { reference } = bindExpression(binder, expression, scope);
    if (alias) made.set(alias.name, reference);
  }
  return made;
}
