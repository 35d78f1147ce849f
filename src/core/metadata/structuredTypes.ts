import { addTo } from './grouping';
import { LookupNames } from './lookupNames';
import type { OwnMembers } from './members';
import type { AlternateKey, ComplexType, EntityType, NavigationProperty, Property } from './model';

export interface Identity {
  readonly name: string;
  readonly qualifiedName: string;
  readonly baseType?: string;
}

/** Members of a type and its base types, own first. The base type is asked for when it is first needed. */
abstract class StructuredType<Base extends StructuredType<Base>> {
  readonly name: string;
  readonly qualifiedName: string;
  readonly baseType?: string;
  readonly description?: string;
  readonly open: boolean;
  protected readonly own: OwnMembers;
  readonly #base: () => Base | undefined;
  #properties: ReadonlyMap<string, Property> | undefined;
  #propertyList: readonly Property[] | undefined;
  #navigation: ReadonlyMap<string, NavigationProperty> | undefined;
  #navigationList: readonly NavigationProperty[] | undefined;

  constructor(identity: Identity, own: OwnMembers, base: () => Base | undefined) {
    this.name = identity.name;
    this.qualifiedName = identity.qualifiedName;
    if (identity.baseType !== undefined) this.baseType = identity.baseType;
    if (own.description !== undefined) this.description = own.description;
    this.open = own.open;
    this.own = own;
    this.#base = base;
  }

  protected get base(): Base | undefined {
    return this.#base();
  }

  get properties(): readonly Property[] {
    this.#propertyList ??= [...this.#propertyMap().values()];
    return this.#propertyList;
  }

  get navigationProperties(): readonly NavigationProperty[] {
    this.#navigationList ??= [...this.#navigationMap().values()];
    return this.#navigationList;
  }

  property(name: string): Property | undefined {
    return this.#propertyMap().get(name);
  }

  navigationProperty(name: string): NavigationProperty | undefined {
    return this.#navigationMap().get(name);
  }

  #propertyMap(): ReadonlyMap<string, Property> {
    this.#properties ??= byName(this.own.properties, this.base?.properties);
    return this.#properties;
  }

  #navigationMap(): ReadonlyMap<string, NavigationProperty> {
    this.#navigation ??= byName(this.#withColumns(), this.base?.navigationProperties);
    return this.#navigation;
  }

  #withColumns(): readonly NavigationProperty[] {
    const { navigationProperties } = this.own;
    if (!navigationProperties.some((one) => !one.collection && one.constraint === undefined)) {
      return navigationProperties;
    }
    const columns = new LookupNames(this.properties);
    return navigationProperties.map((one) => {
      const constraint = one.constraint ?? columns.columnOf(one);
      return constraint === undefined ? one : { ...one, constraint };
    });
  }
}

export class CsdlEntityType extends StructuredType<CsdlEntityType> implements EntityType {
  readonly kind = 'entity';
  #targets: ReadonlyMap<string, readonly NavigationProperty[]> | undefined;

  get abstract(): boolean {
    return this.own.abstract;
  }

  get key(): readonly string[] {
    return this.own.key.length > 0 ? this.own.key : (this.base?.key ?? []);
  }

  get alternateKeys(): readonly AlternateKey[] {
    const own = this.own.alternateKeys;
    const inherited = this.base?.alternateKeys ?? [];
    return [...own, ...inherited.filter((key) => !own.some((one) => sameKey(one, key)))];
  }

  lookupTargets(property: string): readonly NavigationProperty[] {
    this.#targets ??= this.#byColumn();
    const found = this.#targets.get(property);
    if (found !== undefined) return found;
    // Real documents know constraints that name another column by mistake.
    const columns = new LookupNames(this.properties.filter(({ name }) => name === property));
    return this.navigationProperties.filter((one) => columns.columnOf(one) === property);
  }

  #byColumn(): ReadonlyMap<string, readonly NavigationProperty[]> {
    const columns = new Map<string, NavigationProperty[]>();
    for (const navigation of this.navigationProperties) {
      const { collection, constraint } = navigation;
      if (!collection && constraint !== undefined) addTo(columns, constraint, navigation);
    }
    return columns;
  }
}

export class CsdlComplexType extends StructuredType<CsdlComplexType> implements ComplexType {
  readonly kind = 'complex';
}

function byName<T extends { readonly name: string }>(
  own: readonly T[],
  inherited: readonly T[] = [],
): ReadonlyMap<string, T> {
  const members = new Map<string, T>();
  for (const member of own) if (!members.has(member.name)) members.set(member.name, member);
  for (const member of inherited) if (!members.has(member.name)) members.set(member.name, member);
  return members;
}

function sameKey(left: AlternateKey, right: AlternateKey): boolean {
  return (
    left.parts.length === right.parts.length &&
    left.parts.every(({ alias }, index) => alias === right.parts[index]?.alias)
  );
}
