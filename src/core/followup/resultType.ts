import { ProblemError } from '../base/problem';
import type { EntityType, NavigationProperty, Schema } from '../metadata/model';
import type { ResultColumn } from '../results/model';
import type { ConditionColumn } from './condition';

/** The type that a path of navigation properties leads to; the type itself for none. */
export function typeAt(type: EntityType, path: readonly string[], schema: Schema): EntityType | undefined {
  let at: EntityType | undefined = type;
  for (const name of path) {
    const navigation: NavigationProperty | undefined = at.navigationProperty(name);
    at = navigation && schema.entityType(navigation.target);
    if (!at) return undefined;
  }
  return at;
}

/** A column of a result with what the schema says of its type. */
export function columnAt(
  type: EntityType | undefined,
  { name, kind }: ResultColumn,
  schema: Schema | undefined,
): ConditionColumn {
  const path = name.split('/');
  const owner = type && schema && typeAt(type, path.slice(0, -1), schema);
  const edmType = owner?.property(path.at(-1) ?? '')?.type.name;
  return { name, kind, ...(edmType === undefined ? {} : { edmType }) };
}

export function noSchema(environment: string): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: `The tables of ${environment} are not known yet.`,
    cause: 'They are read once after signing in, and kept.',
    remedy: 'Sign in, or run "Dataverse: Refresh metadata", then try again.',
  });
}

export function cannotFollow(column: string): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: `It cannot be told which record ${column} belongs to.`,
    cause: 'The answer holds no id of it: with $apply, and where a function answers, rows are no records.',
    remedy: 'Ask for the id in the query.',
  });
}

export function noCondition(columns: readonly string[]): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: `Dataverse cannot filter by this of ${columns.join(', ')}.`,
    cause: 'What is within a collection, a picture or a formatted value exists in the answer only.',
    remedy: 'Filter the loaded rows in the filter row instead.',
  });
}
