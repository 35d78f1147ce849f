import { Annotations } from './annotations';
import type { AlternateKey, NavigationProperty, Property } from './model';
import type { QualifiedNames } from './names';
import type { XmlElement } from './xmlElement';

/** What the body of an entity type or complex type declares itself; nothing of its base type. */
export interface OwnMembers {
  readonly abstract: boolean;
  readonly open: boolean;
  readonly key: readonly string[];
  readonly alternateKeys: readonly AlternateKey[];
  readonly properties: readonly Property[];
  readonly navigationProperties: readonly NavigationProperty[];
  readonly description?: string;
}

/** Annotations that stand outside of the declaration, by the rest of the path of their target (`''`: the type). */
export type OutsideAnnotations = (path: string) => readonly XmlElement[];

export function readMembers(
  names: QualifiedNames,
  element: XmlElement,
  outside: OutsideAnnotations,
): OwnMembers {
  const annotations = new Annotations(names, element, outside(''));
  const { description } = annotations;
  return {
    abstract: isTrue(element, 'Abstract'),
    open: isTrue(element, 'OpenType'),
    key: element.first('Key')?.named('PropertyRef').flatMap(nameOf) ?? [],
    alternateKeys: annotations.alternateKeys,
    properties: element.named('Property').flatMap((one) => readProperty(names, one, outside)),
    navigationProperties: element
      .named('NavigationProperty')
      .flatMap((one) => readNavigation(names, one, outside)),
    ...(description === undefined ? {} : { description }),
  };
}

function readProperty(
  names: QualifiedNames,
  element: XmlElement,
  outside: OutsideAnnotations,
): readonly Property[] {
  const name = element.attribute('Name');
  if (name === undefined || name === '') return [];
  const type = names.type(element.attribute('Type') ?? 'Edm.String');
  const annotations = new Annotations(names, element, outside(name));
  const { description, computed, readOnly } = annotations;
  // `max` is no number: the server sets no limit.
  const maxLength = Number.parseInt(element.attribute('MaxLength') ?? '', 10);
  return [
    {
      name,
      type,
      nullable: element.attribute('Nullable') !== 'false',
      lookup: isLookupName(name) && type.name === 'Edm.Guid' && !type.collection,
      ...(Number.isNaN(maxLength) ? {} : { maxLength }),
      ...(description === undefined ? {} : { description }),
      ...(computed ? { computed } : {}),
      ...(readOnly ? { readOnly } : {}),
    },
  ];
}

function readNavigation(
  names: QualifiedNames,
  element: XmlElement,
  outside: OutsideAnnotations,
): readonly NavigationProperty[] {
  const name = element.attribute('Name');
  const type = element.attribute('Type');
  if (name === undefined || name === '' || type === undefined) return [];
  const { name: target, collection } = names.type(type);
  const partner = element.attribute('Partner');
  const constraint = element.first('ReferentialConstraint')?.attribute('Property');
  const { description } = new Annotations(names, element, outside(name));
  return [
    {
      name,
      target,
      collection,
      nullable: element.attribute('Nullable') !== 'false',
      containsTarget: isTrue(element, 'ContainsTarget'),
      ...(partner === undefined ? {} : { partner }),
      ...(constraint === undefined ? {} : { constraint }),
      ...(description === undefined ? {} : { description }),
    },
  ];
}

/** `_primarycontactid_value`: Dataverse's column of a lookup. */
function isLookupName(name: string): boolean {
  return name.length > 7 && name.startsWith('_') && name.endsWith('_value');
}

function nameOf(element: XmlElement): readonly string[] {
  const name = element.attribute('Name');
  return name === undefined ? [] : [name];
}

function isTrue(element: XmlElement, attribute: string): boolean {
  return element.attribute(attribute)?.trim() === 'true';
}
