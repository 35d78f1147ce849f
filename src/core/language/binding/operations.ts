import type { Operation, Schema } from '../../metadata/model';
import type { Argument, ArgumentList, Expression } from '../../odata';
import type { Binder } from './binder';
import { isKindOf, nowhere, placeOf, type Place } from './place';

/** The overloads of a name that may be called on what a path has got to; on nothing: the unbound ones. */
export function callableOn(schema: Schema, name: string, on: Place | undefined): readonly Operation[] {
  const overloads = schema.operations(name);
  if (!on) return overloads.filter(({ binding }) => !binding);
  const { reference } = on;
  if (!reference) return overloads.filter(({ binding }) => binding);
  return overloads.filter(
    ({ binding }) =>
      binding?.type.collection === reference.collection &&
      isKindOf(schema, reference.name, binding.type.name),
  );
}

/** The overload whose parameters fit the given names best; among equals the first. */
export function chooseOverload(
  overloads: readonly Operation[],
  args: ArgumentList | undefined,
): Operation | undefined {
  const names = (args?.items ?? []).flatMap(({ name }) => (name ? [name.name] : []));
  let best: Operation | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const operation of overloads) {
    const score = fitness(operation, names);
    if (score > bestScore) {
      best = operation;
      bestScore = score;
    }
  }
  return best;
}

function fitness({ parameters }: Operation, names: readonly string[]): number {
  const known = names.filter((name) => parameters.some((parameter) => parameter.name === name)).length;
  const missing = parameters.filter(({ name, optional }) => !optional && !names.includes(name)).length;
  return known * 2 - missing;
}

/** The value of one parameter. */
export type BindValue = (value: Expression, argument: Argument, operation: Operation) => void;

/** `(name=value,…)` of a call: each name to its parameter, each value by `bindValue`. */
export function bindParameters(
  binder: Binder,
  args: ArgumentList,
  overloads: readonly Operation[],
  chosen: Operation,
  bindValue: BindValue,
): void {
  for (const argument of args.items) {
    const { name, value } = argument;
    if (name) {
      const parameter = chosen.parameters.find((one) => one.name === name.name);
      if (!parameter) binder.record.notFound(name, 'parameter', { overloads });
      else {
        const meaning = { kind: 'parameter', parameter, operation: chosen } as const;
        binder.record.name(name, 'parameter', meaning, { overloads });
      }
    }
    bindValue(value, argument, chosen);
  }
}

/** What a call gives. */
export function resultOfCall(binder: Binder, operation: Operation, on: Place | undefined): Place {
  // What is not yet published is of the table that it is asked of, whatever type a document declares for it.
  if (/^RetrieveUnpublished(?:Multiple)?$/.test(operation.name) && on) return on;
  return operation.returnType ? placeOf(binder.schema, operation.returnType) : nowhere;
}
