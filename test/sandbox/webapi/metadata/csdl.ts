// `$metadata`: CSDL 4.0 in the shape that Dataverse gives it, made from the schema.
import { metadataComplexTypes, metadataEnums } from '../definitions/typeParts';
import { alternateKeyOf } from '../definitions/types';
import { metadataTypeSpecs } from '../definitions/typeSpecs';
import type { MetadataTypeSpec } from '../definitions/typeSpecs';
import type { Navigation, Schema, Table } from '../schema/model';
import * as annotations from './annotations';
import { operationElements, operationImports } from './operationElements';
import { complexTypes, enumTypes } from './platform';
import { enumMembers, qualified, readMembers } from './specs';
import type { ComplexTypeSpec, EnumTypeSpec } from './specs';
import { alternateKeys, element, property } from './xml';

const ns = 'Microsoft.Dynamics.CRM';
const xmlns = 'http://docs.oasis-open.org/odata/ns';

/** Made once for each schema: a large one takes a while. */
const made = new WeakMap<Schema, Map<boolean, string>>();

export function csdl(schema: Schema, annotated = false): string {
  const known = made.get(schema) ?? new Map<boolean, string>();
  made.set(schema, known);
  const text = known.get(annotated) ?? document(schema, annotated);
  known.set(annotated, text);
  return text;
}

function document(schema: Schema, annotated: boolean): string {
  const content = [
    element('EntityType', { Name: 'crmbaseentity', Abstract: 'true' }),
    element('EntityType', { Name: 'expando', BaseType: 'mscrm.crmbaseentity', OpenType: 'true' }),
    element('EntityType', { Name: 'crmmodelbaseentity', Abstract: 'true' }),
    ...[...schema.tables.values()].map((table) => entityType(schema, table, annotated)),
    ...metadataTypeSpecs.map(definitionType),
    ...[...enumTypes, ...metadataEnums].map(enumType),
    ...[...complexTypes, ...metadataComplexTypes].map(complexType),
    ...operationElements(schema),
    annotated ? annotations.terms : '',
    container(schema, annotated),
  ].join('');
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    `<edmx:Edmx Version="4.0" xmlns:edmx="${xmlns}/edmx">` +
    reference('OData.Community.Keys.V1', 'Keys') +
    reference('OData.Community.Display.V1', 'Display') +
    `<edmx:DataServices><Schema Namespace="${ns}" Alias="mscrm" xmlns="${xmlns}/edm">${content}</Schema>` +
    '</edmx:DataServices></edmx:Edmx>'
  );
}

function reference(namespace: string, alias: string): string {
  return (
    `<edmx:Reference Uri="http://vocabularies.odata.org/${namespace}.xml">` +
    element('edmx:Include', { Namespace: namespace, Alias: alias }) +
    element('edmx:IncludeAnnotations', { TermNamespace: namespace }) +
    '</edmx:Reference>'
  );
}

const enumType = (spec: EnumTypeSpec): string =>
  element(
    'EnumType',
    { Name: spec.name, IsFlags: spec.flags === true ? 'true' : undefined },
    enumMembers(spec)
      .map(({ name, value }) => element('Member', { Name: name, Value: String(value) }))
      .join(''),
  );

const properties = (text: string): string =>
  readMembers(text)
    .map((member) => property(member.name, qualified(member)))
    .join('');

const complexType = ({ name, base, properties: text }: ComplexTypeSpec): string =>
  element(
    'ComplexType',
    { Name: name, BaseType: base === undefined ? undefined : `mscrm.${base}` },
    properties(text),
  );

function entityType(schema: Schema, table: Table, annotated: boolean): string {
  const columns = [...table.columns.values()]
    .filter((column) => column.inherited !== true)
    .map((column) =>
      property(column.property, column.edmType, annotated ? annotations.ofColumn(table, column) : ''),
    );
  const navigations = [...table.navigations.values()]
    .filter((navigation) => navigation.kind === 'many-to-many' || !navigation.inherited)
    .map((navigation) => navigationElement(schema, navigation));
  const keys = table.alternateKeys.map((key) => key.columns.map((column) => column.property));
  return element(
    'EntityType',
    {
      Name: table.logicalName,
      BaseType: `mscrm.${table.base}`,
      Abstract: table.abstract === true ? 'true' : undefined,
    },
    `<Key>${element('PropertyRef', { Name: table.edmKey ?? table.primaryKey })}</Key>` +
      columns.join('') +
      navigations.join('') +
      alternateKeys(keys) +
      (annotated ? annotations.ofTable(table) : ''),
  );
}

function navigationElement(schema: Schema, navigation: Navigation): string {
  const single = navigation.kind === 'single';
  const type = `mscrm.${navigation.target}`;
  const attributes = {
    Name: navigation.name,
    Type: single ? type : `Collection(${type})`,
    Nullable: single ? 'false' : undefined,
    Partner: navigation.partner,
  };
  if (!single || !navigation.constraint) return element('NavigationProperty', attributes);
  const referenced = schema.tables.get(navigation.target)?.primaryKey;
  return element(
    'NavigationProperty',
    attributes,
    element('ReferentialConstraint', {
      Property: navigation.column.property,
      ReferencedProperty: referenced,
    }),
  );
}

function definitionType(spec: MetadataTypeSpec): string {
  const { name, base, abstract, navigations = '' } = spec;
  const key = alternateKeyOf[name];
  return element(
    'EntityType',
    { Name: name, BaseType: `mscrm.${base}`, Abstract: abstract === true ? 'true' : undefined },
    (name === 'MetadataBase' ? `<Key>${element('PropertyRef', { Name: 'MetadataId' })}</Key>` : '') +
      properties(spec.properties) +
      readMembers(navigations)
        .map((member) =>
          element('NavigationProperty', {
            Name: member.name,
            Type: qualified(member),
            Nullable: member.collection ? undefined : 'false',
            ContainsTarget: member.marked ? 'true' : undefined,
          }),
        )
        .join('') +
      alternateKeys(key === undefined ? [] : [[key]]),
  );
}

/** Dataverse binds owners to a set that it does not declare. */
const setOf = (table: Table | undefined): string =>
  table === undefined || table.setName === '' ? 'owners' : table.setName;

const binding = (path: string, target: string): string =>
  element('NavigationPropertyBinding', { Path: path, Target: target });

function container(schema: Schema, annotated: boolean): string {
  const targetOf = ({ target }: Navigation): string => setOf(schema.tables.get(target));
  const sets = [...schema.sets.values()].map((table) => {
    const bindings = [...table.navigations.values()].map((navigation) =>
      binding(navigation.name, targetOf(navigation)),
    );
    return entitySet(table.setName, table.logicalName, bindings.join(''), annotated);
  });
  return element(
    'EntityContainer',
    { Name: 'System' },
    sets.join('') +
      definitionSets() +
      operationImports(ns).join('') +
      (annotated ? annotations.ofContainer : ''),
  );
}

const entitySet = (name: string, type: string, bindings: string, annotated: boolean): string =>
  element(
    'EntitySet',
    { Name: name, EntityType: `${ns}.${type}` },
    bindings + (annotated ? annotations.ofSet : ''),
  );

function definitionSets(): string {
  const choices = ['Boolean', 'Enum'].map((kind) =>
    binding(`${ns}.${kind}AttributeMetadata/GlobalOptionSet`, 'GlobalOptionSetDefinitions'),
  );
  const relationships = ['ManyToMany', 'ManyToOne', 'OneToMany'].map((kind) =>
    binding(`${kind}Relationships`, 'RelationshipDefinitions'),
  );
  return [
    entitySet('EntityDefinitions', 'EntityMetadata', [...choices, ...relationships].join(''), false),
    entitySet('GlobalOptionSetDefinitions', 'OptionSetMetadataBase', '', false),
    entitySet('RelationshipDefinitions', 'RelationshipMetadataBase', '', false),
  ].join('');
}

/** The service document: `GET /api/data/v9.2/`. */
export function serviceDocument(schema: Schema, root: string): object {
  return {
    '@odata.context': `${root}$metadata`,
    value: [...schema.sets.keys()].sort().map((set) => ({ name: set, kind: 'EntitySet', url: set })),
  };
}
