import type { Bodies } from './bodies';
import type { DeclarationNames } from './declarationNames';
import { readMembers, type OwnMembers } from './members';
import type { EnumType } from './model';
import { readEnum } from './operations';
import { CsdlComplexType, CsdlEntityType, type Identity } from './structuredTypes';
import type { TypeTree } from './typeTree';
import { XmlElement } from './xmlElement';

/** Reads the body of a type when it is first asked for, and keeps what it means. */
export class TypeModels {
  readonly #names: DeclarationNames;
  readonly #bodies: Bodies;
  readonly #tree: TypeTree;
  readonly #entityTypes = new Map<number, CsdlEntityType>();
  readonly #complexTypes = new Map<number, CsdlComplexType>();
  readonly #enumTypes = new Map<number, EnumType>();

  constructor(names: DeclarationNames, bodies: Bodies, tree: TypeTree) {
    this.#names = names;
    this.#bodies = bodies;
    this.#tree = tree;
  }

  entityType(name: string): CsdlEntityType | undefined {
    return this.#find('entityType', name, this.#entityTypes, (row, identity) => {
      const base = (): CsdlEntityType | undefined => this.#baseOf(identity, (one) => this.entityType(one));
      return new CsdlEntityType(identity, this.#members(row), base);
    });
  }

  complexType(name: string): CsdlComplexType | undefined {
    return this.#find('complexType', name, this.#complexTypes, (row, identity) => {
      const base = (): CsdlComplexType | undefined => this.#baseOf(identity, (one) => this.complexType(one));
      return new CsdlComplexType(identity, this.#members(row), base);
    });
  }

  enumType(name: string): EnumType | undefined {
    return this.#find('enumType', name, this.#enumTypes, (row, { qualifiedName }) =>
      readEnum(this.#bodies.element(row) ?? empty, this.#names.simpleName(row), qualifiedName),
    );
  }

  #find<T>(
    kind: 'entityType' | 'complexType' | 'enumType',
    name: string,
    read: Map<number, T>,
    make: (row: number, identity: Identity) => T,
  ): T | undefined {
    const [row] = this.#names.rows(kind, name);
    if (row === undefined) return undefined;
    const known = read.get(row);
    if (known !== undefined) return known;
    const model = make(row, this.#identity(kind, row));
    read.set(row, model);
    return model;
  }

  #identity(kind: 'entityType' | 'complexType' | 'enumType', row: number): Identity {
    const name = this.#names.simpleName(row);
    const qualifiedName = this.#names.qualifiedName(row);
    if (kind === 'enumType') return { name, qualifiedName };
    const [, baseType] = this.#tree.lineage(kind, qualifiedName);
    return { name, qualifiedName, ...(baseType === undefined ? {} : { baseType }) };
  }

  #baseOf<T>({ baseType }: Identity, find: (name: string) => T | undefined): T | undefined {
    return baseType === undefined ? undefined : find(baseType);
  }

  #members(row: number): OwnMembers {
    const element = this.#bodies.element(row) ?? empty;
    return readMembers(this.#names.names, element, this.#bodies.outside(this.#names.qualifiedName(row)));
  }
}

/** What cannot be read has no members. */
const empty = new XmlElement('', '');
