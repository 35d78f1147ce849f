// `$metadata`: CSDL 4.0 in the shape that Dataverse gives it, made from the schema.
import { queryFunctions } from '../query/queryFunctions';
import type { Navigation, Schema, Table } from '../schema/model';
import { boundOperations, complexTypes, enumTypes, flagTypes, functions } from './platform';

const ns = 'Microsoft.Dynamics.CRM';

const attributes = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([key, text]) => ` ${key}="${text}"`)
    .join('');

export function csdl(schema: Schema): string {
  const types = [...schema.tables.values()].map((table) => entityType(schema, table));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">',
    reference('OData.Community.Keys.V1', 'Keys'),
    reference('OData.Community.Display.V1', 'Display'),
    `<edmx:DataServices><Schema Namespace="${ns}" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">`,
    '<EntityType Name="crmbaseentity" Abstract="true" />',
    '<EntityType Name="expando" BaseType="mscrm.crmbaseentity" OpenType="true" />',
    ...types,
    ...enumTypes.map(enumType),
    ...flagTypes.map(flagType),
    ...complexTypes.map(
      ({ name, properties }) =>
        `<ComplexType Name="${name}">${properties.map(([property, type]) => propertyElement(property, type)).join('')}</ComplexType>`,
    ),
    ...functions.map(({ name, parameters, returns }) => functionElement(name, parameters, returns)),
    ...boundOperations.map(boundElement),
    ...[...queryFunctions].map(([name, parameters]) => functionElement(name, parameters, 'Edm.Boolean')),
    container(schema),
    '</Schema></edmx:DataServices></edmx:Edmx>',
  ].join('');
}

function reference(namespace: string, alias: string): string {
  return (
    `<edmx:Reference Uri="http://vocabularies.odata.org/${namespace}.xml"><edmx:Include Namespace="${namespace}" Alias="${alias}" />` +
    `<edmx:IncludeAnnotations TermNamespace="${namespace}" /></edmx:Reference>`
  );
}

function propertyElement(property: string, type: string): string {
  const collection = type.startsWith('Collection(') ? { Nullable: 'false' } : {};
  const unicode = type.includes('Edm.String') ? { Unicode: 'false' } : {};
  const scale = type === 'Edm.Decimal' ? { Scale: 'Variable' } : {};
  return `<Property${attributes({ Name: property, Type: type, ...collection, ...unicode, ...scale })} />`;
}

function functionElement(
  name: string,
  parameters: readonly (readonly [string, string])[],
  returns: string,
): string {
  const inner = parameters.map(([parameter, type]) => {
    const unicode = type.includes('Edm.String') ? { Unicode: 'false' } : {};
    return `<Parameter${attributes({ Name: parameter, Type: type, Nullable: 'false', ...unicode })} />`;
  });
  return `<Function Name="${name}">${inner.join('')}<ReturnType Type="${returns}" Nullable="false" /></Function>`;
}

function boundElement({ name, parameters, returns }: (typeof boundOperations)[number]): string {
  const element = returns === undefined ? 'Action' : 'Function';
  const inner = parameters.map(([parameter, type]) => {
    const nullable = type.startsWith('Collection(') ? {} : { Nullable: 'false' };
    return `<Parameter${attributes({ Name: parameter, Type: type, ...nullable })} />`;
  });
  const answer = returns === undefined ? '' : `<ReturnType Type="${returns}" Nullable="false" />`;
  return `<${element} Name="${name}" IsBound="true">${inner.join('')}${answer}</${element}>`;
}

function flagType({ name, members }: (typeof flagTypes)[number]): string {
  const inner = Object.entries(members).map(
    ([member, value]) => `<Member Name="${member}" Value="${value}" />`,
  );
  return `<EnumType Name="${name}" IsFlags="true">${inner.join('')}</EnumType>`;
}

function enumType({ name, members }: { name: string; members: readonly string[] }): string {
  const inner = members.map((member, value) => `<Member Name="${member}" Value="${value}" />`).join('');
  return `<EnumType Name="${name}">${inner}</EnumType>`;
}

function entityType(schema: Schema, table: Table): string {
  const abstract = table.abstract === true ? { Abstract: 'true' } : {};
  const head = `<EntityType${attributes({ Name: table.logicalName, BaseType: `mscrm.${table.base}`, ...abstract })}>`;
  const key = `<Key><PropertyRef Name="${table.edmKey ?? table.primaryKey}" /></Key>`;
  const properties = [...table.columns.values()]
    .filter((column) => column.inherited !== true)
    .map((column) => propertyElement(column.property, column.edmType));
  const navigations = [...table.navigations.values()]
    .filter((navigation) => navigation.kind === 'many-to-many' || !navigation.inherited)
    .map((navigation) => navigationElement(schema, navigation));
  return `${head}${key}${properties.join('')}${navigations.join('')}</EntityType>`;
}

function navigationElement(schema: Schema, navigation: Navigation): string {
  const type = `mscrm.${navigation.target}`;
  if (navigation.kind !== 'single') {
    return `<NavigationProperty${attributes({ Name: navigation.name, Type: `Collection(${type})`, Partner: navigation.partner })} />`;
  }
  const partner = navigation.partner === undefined ? {} : { Partner: navigation.partner };
  const head = `<NavigationProperty${attributes({ Name: navigation.name, Type: type, Nullable: 'false', ...partner })}`;
  const referenced = schema.tables.get(navigation.target)?.primaryKey ?? '';
  if (!navigation.constraint) return `${head} />`;
  return `${head}><ReferentialConstraint${attributes({ Property: navigation.column.property, ReferencedProperty: referenced })} /></NavigationProperty>`;
}

function container(schema: Schema): string {
  const sets = [...schema.sets.values()].map((table) => {
    const bindings = [...table.navigations.values()].map((navigation) => {
      const target = schema.tables.get(navigation.target)?.setName;
      return `<NavigationPropertyBinding${attributes({ Path: navigation.name, Target: target === undefined || target === '' ? 'owners' : target })} />`;
    });
    return `<EntitySet${attributes({ Name: table.setName, EntityType: `${ns}.${table.logicalName}` })}>${bindings.join('')}</EntitySet>`;
  });
  const owners = `<EntitySet Name="owners" EntityType="${ns}.principal" />`;
  const imports = functions.map(({ name }) => `<FunctionImport Name="${name}" Function="${ns}.${name}" />`);
  return `<EntityContainer Name="System">${sets.join('')}${owners}${imports.join('')}</EntityContainer>`;
}

/** The service document: `GET /api/data/v9.2/`. */
export function serviceDocument(schema: Schema, root: string): object {
  return {
    '@odata.context': `${root}$metadata`,
    value: [...schema.sets.keys()].sort().map((set) => ({ name: set, kind: 'EntitySet', url: set })),
  };
}
