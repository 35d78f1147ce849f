import { Bodies, type BodySource } from './bodies';
import { DeclarationNames } from './declarationNames';
import type { DeclarationIndex } from './declarations';
import { CsdlEntitySet } from './entitySets';
import { addTo } from './grouping';
import type {
  ComplexType,
  DeclarationKind,
  EntitySet,
  EntityType,
  EnumType,
  Operation,
  OperationImport,
  Schema,
  Singleton,
  TypeReference,
} from './model';
import { OperationModels } from './operationModels';
import { TypeModels } from './typeModels';
import { TypeTree } from './typeTree';

/** A schema over the index of a document: answers of names come from the index, a body is read on demand and once. */
export class CsdlSchema implements Schema {
  readonly namespace: string;
  readonly #names: DeclarationNames;
  readonly #bodies: Bodies;
  readonly #tree: TypeTree;
  readonly #types: TypeModels;
  readonly #operations: OperationModels;
  readonly #lists = new Map<DeclarationKind, readonly string[]>();
  readonly #sets = new Map<number, EntitySet>();
  #setsOfTypes: ReadonlyMap<string, readonly EntitySet[]> | undefined;

  constructor(index: DeclarationIndex, source: BodySource) {
    this.#names = new DeclarationNames(index);
    this.#bodies = new Bodies(index, source, this.#names.names);
    this.#tree = new TypeTree(this.#names);
    this.#types = new TypeModels(this.#names, this.#bodies, this.#tree);
    this.#operations = new OperationModels(this.#names, this.#bodies, this.#tree);
    this.namespace = this.#names.mainNamespace;
  }

  names(kind: DeclarationKind): readonly string[] {
    const known = this.#lists.get(kind);
    if (known !== undefined) return known;
    const list = [...this.#names.byName(kind).keys()];
    this.#lists.set(kind, list);
    return list;
  }

  entitySet(name: string): EntitySet | undefined {
    const row = this.#names.byName('entitySet').get(name)?.[0];
    return row === undefined ? undefined : this.#entitySet(row);
  }

  #entitySet(row: number): EntitySet {
    const known = this.#sets.get(row);
    if (known !== undefined) return known;
    const body = (): ReturnType<Bodies['element']> => this.#bodies.element(row);
    const { names } = this.#names;
    const set = new CsdlEntitySet(this.#names.simpleName(row), this.#names.related(row), names, body);
    this.#sets.set(row, set);
    return set;
  }

  entitySetsOf(entityType: string): readonly EntitySet[] {
    this.#setsOfTypes ??= this.#groupSets();
    const [row] = this.#names.rows('entityType', entityType);
    return row === undefined ? [] : (this.#setsOfTypes.get(this.#names.qualifiedName(row)) ?? []);
  }

  #groupSets(): ReadonlyMap<string, readonly EntitySet[]> {
    const sets = new Map<string, EntitySet[]>();
    for (const [row] of this.#names.byName('entitySet').values()) {
      if (row === undefined) continue;
      const set = this.#entitySet(row);
      addTo(sets, set.entityType, set);
    }
    return sets;
  }

  singleton(name: string): Singleton | undefined {
    const row = this.#names.byName('singleton').get(name)?.[0];
    return row === undefined ? undefined : { name, type: this.#names.related(row) };
  }

  entityType(name: string): EntityType | undefined {
    return this.#types.entityType(name);
  }

  complexType(name: string): ComplexType | undefined {
    return this.#types.complexType(name);
  }

  enumType(name: string): EnumType | undefined {
    return this.#types.enumType(name);
  }

  operations(name: string): readonly Operation[] {
    return this.#operations.named(name);
  }

  subtypes(entityType: string): readonly string[] {
    const [row] = this.#names.rows('entityType', entityType);
    return row === undefined ? [] : this.#tree.subtypes(this.#names.qualifiedName(row));
  }

  operationImport(name: string): OperationImport | undefined {
    return this.#operations.imported(name);
  }

  boundOperations(type: TypeReference): readonly Operation[] {
    return this.#operations.boundTo(type);
  }
}
