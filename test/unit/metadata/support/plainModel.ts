import type {
  ComplexType,
  EntityType,
  NavigationProperty,
  Operation,
  Parameter,
  Property,
  TypeReference,
} from '../../../../src/core/metadata/model';
import { annotation, childrenNamed, everyElement, type PlainElement } from './plainCsdl';

const namespace = 'Microsoft.Dynamics.CRM';

/** What a document says, written the way that tests compare it. */
export class PlainModel {
  readonly #byName = new Map<string, PlainElement>();

  constructor(readonly root: PlainElement) {
    for (const kind of ['EntityType', 'ComplexType']) {
      for (const element of everyElement(root, kind)) this.#byName.set(nameOf(element), element);
    }
  }

  elements(kind: string): PlainElement[] {
    return everyElement(this.root, kind);
  }

  /** The type itself, then its base types. */
  lineage(element: PlainElement): PlainElement[] {
    const base = this.#byName.get((element.attributes['BaseType'] ?? '').split('.').at(-1) ?? '');
    return base === undefined ? [element] : [element, ...this.lineage(base)];
  }

  properties(element: PlainElement): unknown[] {
    return this.lineage(element).flatMap((one) => childrenNamed(one, 'Property').map(plainProperty));
  }

  navigation(element: PlainElement): unknown[] {
    return this.lineage(element).flatMap((one) =>
      childrenNamed(one, 'NavigationProperty').map(plainNavigation),
    );
  }

  key(element: PlainElement): string[] {
    const keyed = this.lineage(element).find((one) => childrenNamed(one, 'Key').length > 0);
    return keyed === undefined ? [] : everyElement(keyed, 'PropertyRef').map(nameOf);
  }
}

export function nameOf(element: PlainElement): string {
  return element.attributes['Name'] ?? '';
}

/** `Collection(mscrm.account)` → `Collection(Microsoft.Dynamics.CRM.account)`. */
export function plainType(text = ''): string {
  return text.replace('mscrm.', `${namespace}.`);
}

function plainProperty(element: PlainElement): unknown {
  const { Name, Type, Nullable, MaxLength } = element.attributes;
  const description = annotation(element, 'Description');
  return [
    Name,
    plainType(Type),
    Nullable !== 'false',
    MaxLength === undefined ? undefined : Number(MaxLength),
    description === '' ? undefined : description,
    annotation(element, 'Computed') === 'true',
    annotation(element, 'Permissions') === 'Org.OData.Core.V1.PermissionType/Read',
  ];
}

function propertyAsPlain(property: Property): unknown {
  return [
    property.name,
    typeText(property.type),
    property.nullable,
    property.maxLength,
    property.description,
    property.computed ?? false,
    property.readOnly ?? false,
  ];
}

function plainNavigation(element: PlainElement): unknown {
  const { Name, Type, Nullable, Partner, ContainsTarget } = element.attributes;
  const constraint = childrenNamed(element, 'ReferentialConstraint')[0]?.attributes['Property'];
  return [Name, plainType(Type), Nullable !== 'false', Partner, ContainsTarget === 'true', constraint];
}

/** `declared`: names of navigation properties that say themselves which column they hang on. */
export function navigationAsPlain(one: NavigationProperty, declared: ReadonlySet<string>): unknown {
  return [
    one.name,
    typeText({ name: one.target, collection: one.collection }),
    one.nullable,
    one.partner,
    one.containsTarget,
    declared.has(one.name) ? one.constraint : undefined,
  ];
}

export function plainOperation(element: PlainElement): unknown {
  const { Name, IsBound, IsComposable } = element.attributes;
  return [
    element.name.toLowerCase(),
    Name,
    IsBound === 'true',
    IsComposable === 'true',
    childrenNamed(element, 'Parameter').map((parameter) => [
      nameOf(parameter),
      plainType(parameter.attributes['Type']),
      parameter.attributes['Nullable'] !== 'false',
      annotation(parameter, 'OptionalParameter') !== undefined,
    ]),
    plainType(childrenNamed(element, 'ReturnType')[0]?.attributes['Type'] ?? 'nothing'),
  ];
}

export function operationAsPlain(operation: Operation): unknown {
  const { binding, parameters, returnType } = operation;
  const parameterAsPlain = ({ name, type, nullable, optional }: Parameter): unknown => [
    name,
    typeText(type),
    nullable,
    optional,
  ];
  return [
    operation.kind,
    operation.name,
    binding !== undefined,
    operation.composable,
    [...(binding === undefined ? [] : [binding]), ...parameters].map(parameterAsPlain),
    returnType === undefined ? 'nothing' : typeText(returnType),
  ];
}

export function typeText({ name, collection }: TypeReference): string {
  return collection ? `Collection(${name})` : name;
}

export function membersAsPlain(type: EntityType | ComplexType): unknown[] {
  return type.properties.map(propertyAsPlain);
}
