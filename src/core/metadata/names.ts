import type { TypeReference } from './model';

/** A `<Schema>` of the document. */
export interface SchemaName {
  readonly namespace: string;
  readonly alias?: string;
}

/** Writes names out in full: whatever alias a document uses, `Microsoft.Dynamics.CRM.account` is what everybody sees. */
export class QualifiedNames {
  readonly #namespaces = new Map<string, string>();
  readonly #underlying = new Map<string, string>();
  readonly #types = new Map<string, TypeReference>();

  constructor(schemas: readonly SchemaName[]) {
    for (const { namespace, alias } of schemas) {
      if (alias !== undefined && alias !== '') this.#namespaces.set(alias, namespace);
    }
  }

  /** A `<TypeDefinition>`: a property of that type is one of the type below. */
  define(name: string, underlying: string): void {
    this.#underlying.set(this.qualify(name), underlying);
  }

  /** `mscrm.account` → `Microsoft.Dynamics.CRM.account`; a name without an alias stays. */
  qualify(name: string): string {
    const dot = name.lastIndexOf('.');
    const namespace = dot === -1 ? undefined : this.#namespaces.get(name.slice(0, dot));
    return namespace === undefined ? name : namespace + name.slice(dot);
  }

  /** `Collection(mscrm.account)`, `Edm.String`. One object for each text: documents repeat them by the thousand. */
  type(text: string): TypeReference {
    const known = this.#types.get(text);
    if (known !== undefined) return known;
    const inner = /^\s*Collection\(\s*([^()]*?)\s*\)\s*$/.exec(text)?.[1];
    const name = this.qualify(inner ?? text.trim());
    const type = { name: this.#underlying.get(name) ?? name, collection: inner !== undefined };
    this.#types.set(text, type);
    return type;
  }
}

/** `Microsoft.Dynamics.CRM.account` → `account`. */
export function simpleName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
