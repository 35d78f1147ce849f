import type { Schema } from '../../metadata/model';
import { catalogOf } from './catalog';

/** Declarations that are read in a step: some tenths of a millisecond. */
const setsPerStep = 50;
const functionsPerStep = 4;

/**
 * Reads what the first lists need of a schema, in small steps: nobody who types then waits for it, and nobody else for
 * these steps. Types are not read: the first look at one costs little.
 */
export function* prepareCompletion(schema: Schema): Generator<void, void> {
  const sets = schema.names('entitySet');
  for (const [at, name] of sets.entries()) {
    schema.entitySet(name);
    if (at % setsPerStep === 0) yield;
  }
  for (const [at, name] of schema.names('function').entries()) {
    schema.operations(name);
    if (at % functionsPerStep === 0) yield;
  }
  const catalog = catalogOf(schema);
  const [first] = catalog.entitySets;
  yield;
  const type = first && schema.entitySet(first.name)?.entityType;
  // Of whichever type: it is the operations' bindings that are looked through.
  if (type !== undefined) schema.boundOperations({ name: type, collection: false });
  yield;
  // The list is made on the first look, from what has been read.
  catalog.queryFunctions.at(0);
}
