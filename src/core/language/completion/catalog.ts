import type { Operation, Schema } from '../../metadata/model';

/** What lists of a whole schema hold. Made once for each schema: bodies of types are never read for it. */
export interface Catalog {
  readonly entitySets: readonly { readonly name: string; readonly table: string }[];
  /** Names of functions and actions that stand at the start of a path; one overload of each is read when listed. */
  readonly imports: readonly { readonly name: string; readonly kind: 'function' | 'action' }[];
  readonly singletons: readonly string[];
  /** `Microsoft.Dynamics.CRM.LastXDays` and the like: they take a column by its name, and answer yes or no. */
  readonly queryFunctions: readonly Operation[];
}

const known = new WeakMap<Schema, Catalog>();

export function catalogOf(schema: Schema): Catalog {
  const before = known.get(schema);
  if (before) return before;
  const catalog: Catalog = {
    entitySets: schema.names('entitySet').map((name) => {
      const type = schema.entitySet(name)?.entityType ?? '';
      return { name, table: type.slice(type.lastIndexOf('.') + 1) };
    }),
    imports: [
      ...schema.names('functionImport').map((name) => ({ name, kind: 'function' as const })),
      ...schema.names('actionImport').map((name) => ({ name, kind: 'action' as const })),
    ],
    singletons: schema.names('singleton'),
    queryFunctions: schema
      .names('function')
      .flatMap((name) => schema.operations(name))
      .filter(isQueryFunction),
  };
  known.set(schema, catalog);
  return catalog;
}

function isQueryFunction({ binding, parameters, returnType }: Operation): boolean {
  return (
    !binding && returnType?.name === 'Edm.Boolean' && parameters.some(({ name }) => name === 'PropertyName')
  );
}
