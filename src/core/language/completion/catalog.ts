import type { Operation, Schema } from '../../metadata/model';
import { simpleName } from '../../metadata/names';

/** What lists of a whole schema hold. Made once for each schema: bodies of types are never read for it. */
export interface Catalog {
  readonly entitySets: readonly { readonly name: string; readonly table: string }[];
  /** Names of functions and actions that stand at the start of a path. */
  readonly imports: readonly { readonly name: string; readonly kind: 'function' | 'action' }[];
  readonly singletons: readonly string[];
  /** `Microsoft.Dynamics.CRM.LastXDays` and the like: they take a column by its name, and answer yes or no. */
  readonly queryFunctions: readonly Operation[];
}

const known = new WeakMap<Schema, Catalog>();

export function catalogOf(schema: Schema): Catalog {
  const before = known.get(schema);
  if (before) return before;
  const catalog = new SchemaCatalog(schema);
  known.set(schema, catalog);
  return catalog;
}

/** Each list is made when it is asked for. */
class SchemaCatalog implements Catalog {
  readonly #schema: Schema;
  #entitySets: Catalog['entitySets'] | undefined;
  #imports: Catalog['imports'] | undefined;
  #queryFunctions: Catalog['queryFunctions'] | undefined;

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  get entitySets(): Catalog['entitySets'] {
    this.#entitySets ??= this.#schema.names('entitySet').map((name) => {
      return { name, table: simpleName(this.#schema.entitySet(name)?.entityType ?? '') };
    });
    return this.#entitySets;
  }

  get imports(): Catalog['imports'] {
    this.#imports ??= [
      ...this.#schema.names('functionImport').map((name) => ({ name, kind: 'function' as const })),
      ...this.#schema.names('actionImport').map((name) => ({ name, kind: 'action' as const })),
    ];
    return this.#imports;
  }

  get singletons(): Catalog['singletons'] {
    return this.#schema.names('singleton');
  }

  get queryFunctions(): Catalog['queryFunctions'] {
    this.#queryFunctions ??= this.#readQueryFunctions();
    return this.#queryFunctions;
  }

  #readQueryFunctions(): Catalog['queryFunctions'] {
    // What is imported is called in a path, and never in a condition.
    const imported = new Set(this.#schema.names('functionImport'));
    return this.#schema
      .names('function')
      .filter((name) => !imported.has(name))
      .flatMap((name) => this.#schema.operations(name))
      .filter(isQueryFunction);
  }
}

function isQueryFunction({ binding, parameters, returnType }: Operation): boolean {
  return (
    !binding && returnType?.name === 'Edm.Boolean' && parameters.some(({ name }) => name === 'PropertyName')
  );
}
