import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DeclarationKind, Schema } from '../../../src/core/metadata/model';
import { realDocument, realSchema, type RealDocument } from '../../support/schema';
import { childrenNamed, plainTree } from './support/plainCsdl';
import {
  membersAsPlain,
  nameOf,
  navigationAsPlain,
  operationAsPlain,
  PlainModel,
  plainOperation,
  plainType,
  typeText,
} from './support/plainModel';

const kinds: readonly [DeclarationKind, element: string][] = [
  ['entitySet', 'EntitySet'],
  ['singleton', 'Singleton'],
  ['entityType', 'EntityType'],
  ['complexType', 'ComplexType'],
  ['enumType', 'EnumType'],
  ['function', 'Function'],
  ['action', 'Action'],
  ['functionImport', 'FunctionImport'],
  ['actionImport', 'ActionImport'],
];

/** Counted in the documents with other tools. */
const counts = {
  'bcgov-2020-04': { entityTypes: 402, entitySets: 373, ownProperties: 12_312, ownNavigation: 10_149 },
  'bcgov-2020-11': { entityTypes: 423, entitySets: 394, ownProperties: 13_509, ownNavigation: 11_017 },
  annotated: { entityTypes: 265, entitySets: 237, ownProperties: 7045, ownNavigation: 4856 },
} as const;

for (const name of ['bcgov-2020-04', 'bcgov-2020-11', 'annotated'] as const satisfies RealDocument[]) {
  const file = realDocument(name);
  describe.skipIf(file === undefined)(`the schema ${name}, against a second reader`, () => {
    const schema = realSchema(name)!;
    const plain = new PlainModel(plainTree(readFileSync(file ?? '', 'utf8')));

    it.each(kinds)('has the names of every %s, in order', (kind, element) => {
      expect(schema.names(kind)).toEqual([...new Set(plain.elements(element).map(nameOf))]);
    });

    it('has the known number of types, sets and members', () => {
      const { entityTypes, entitySets, ownProperties, ownNavigation } = counts[name];
      expect(schema.names('entityType')).toHaveLength(entityTypes);
      expect(schema.names('entitySet')).toHaveLength(entitySets);
      expect(plain.elements('Property')).toHaveLength(ownProperties);
      expect(plain.elements('NavigationProperty')).toHaveLength(ownNavigation);
      expect(schema.namespace).toBe('Microsoft.Dynamics.CRM');
    });

    it('has every property of every entity type and complex type', () => {
      for (const element of plain.elements('EntityType')) {
        const type = schema.entityType(nameOf(element))!;
        expect(membersAsPlain(type), nameOf(element)).toEqual(plain.properties(element));
      }
      for (const element of plain.elements('ComplexType')) {
        const type = schema.complexType(nameOf(element))!;
        expect(membersAsPlain(type), nameOf(element)).toEqual(plain.properties(element));
      }
    });

    it('has every navigation property of every entity type', () => {
      for (const element of plain.elements('EntityType')) {
        const expected = plain.navigation(element);
        const declared = new Set(
          plain
            .lineage(element)
            .flatMap((one) => childrenNamed(one, 'NavigationProperty'))
            .filter((one) => childrenNamed(one, 'ReferentialConstraint').length > 0)
            .map(nameOf),
        );
        const type = schema.entityType(nameOf(element))!;
        const found = type.navigationProperties.map((one) => navigationAsPlain(one, declared));
        expect(found, nameOf(element)).toEqual(expected);
      }
    });

    it('has every key, base type and flag of every entity type', () => {
      for (const element of plain.elements('EntityType')) {
        const type = schema.entityType(nameOf(element))!;
        expect(type.key, nameOf(element)).toEqual(plain.key(element));
        expect(type.baseType ?? '', nameOf(element)).toBe(plainType(element.attributes['BaseType']));
        expect(type.abstract, nameOf(element)).toBe(element.attributes['Abstract'] === 'true');
        expect(type.open, nameOf(element)).toBe(element.attributes['OpenType'] === 'true');
      }
    });

    it('has every set with its type and bindings', () => {
      for (const element of plain.elements('EntitySet')) {
        const set = schema.entitySet(nameOf(element))!;
        expect(set.entityType).toBe(element.attributes['EntityType']);
        expect(schema.entitySetsOf(set.entityType).map((one) => one.name)).toContain(set.name);
        for (const { attributes } of childrenNamed(element, 'NavigationPropertyBinding')) {
          expect(set.bindingOf(attributes['Path'] ?? ''), set.name).toBe(attributes['Target']);
        }
      }
    });

    it('has every operation with its overloads and every import', () => {
      const all = [...plain.elements('Function'), ...plain.elements('Action')];
      for (const operation of new Set(all.map(nameOf))) {
        const expected = all.filter((one) => nameOf(one) === operation).map(plainOperation);
        expect(schema.operations(operation).map(operationAsPlain)).toEqual(expected);
      }
      for (const element of [...plain.elements('FunctionImport'), ...plain.elements('ActionImport')]) {
        const { Function: called, Action: acted } = element.attributes;
        expect(schema.operationImport(nameOf(element))?.operation).toBe(called ?? acted);
      }
    });

    it('has every enumeration with its members', () => {
      for (const element of plain.elements('EnumType')) {
        const type = schema.enumType(nameOf(element))!;
        const members = childrenNamed(element, 'Member').map(({ attributes }) => ({
          name: attributes['Name'],
          value: attributes['Value'],
        }));
        expect(type.members).toEqual(members);
        expect(type.flags).toBe(element.attributes['IsFlags'] === 'true');
      }
    });

    it('finds every bound operation at its type and at the types that derive from it', () => {
      const bound = [...plain.elements('Function'), ...plain.elements('Action')].filter(
        ({ attributes }) => attributes['IsBound'] === 'true',
      );
      for (const operation of bound) {
        const type = plainType(childrenNamed(operation, 'Parameter')[0]?.attributes['Type']);
        const collection = type.startsWith('Collection(');
        const entity = type.replace(/^Collection\(|\)$/g, '');
        for (const each of [entity, ...schema.subtypes(entity)]) {
          const found = schema.boundOperations({ name: each, collection });
          expect(
            found.map((one) => one.name),
            each,
          ).toContain(nameOf(operation));
          expect(found.every(({ binding }) => binding?.type.collection === collection)).toBe(true);
        }
      }
      const sum = everyType(schema).flatMap((one) => [
        ...ownBound(schema, one, false),
        ...ownBound(schema, one, true),
      ]);
      expect(sum).toHaveLength(bound.length);
    });

    it('derives the types that the document says', () => {
      const below = new Map<string, string[]>();
      for (const element of plain.elements('EntityType')) {
        for (const base of plain.lineage(element).slice(1)) {
          const known = below.get(nameOf(base)) ?? [];
          below.set(nameOf(base), [...known, `Microsoft.Dynamics.CRM.${nameOf(element)}`]);
        }
      }
      expect(below.size).toBeGreaterThan(3);
      for (const type of everyType(schema)) {
        expect([...schema.subtypes(type)].toSorted(), type).toEqual((below.get(type) ?? []).toSorted());
      }
    });

    it('leads from a lookup column to its tables, unless no navigation property has its name', () => {
      let found = 0;
      for (const name of everyType(schema)) {
        const type = schema.entityType(name)!;
        const single = type.navigationProperties.filter(({ collection }) => !collection);
        for (const { name: column } of type.properties.filter(({ lookup }) => lookup)) {
          const stem = column.slice(1, -'_value'.length);
          const named = single.filter((one) => new RegExp(`^${stem}(_|$)`, 'i').test(one.name));
          const targets = type.lookupTargets(column);
          found += targets.length;
          if (targets.length === 0) expect(named, `${name}.${column}`).toEqual([]);
          expect(targets.every(({ collection }) => !collection)).toBe(true);
        }
      }
      expect(found).toBeGreaterThan(1000);
    });
  });
}

function everyType(schema: Schema): readonly string[] {
  return schema.names('entityType');
}

/** Bound to just this type. */
function ownBound(schema: Schema, type: string, collection: boolean): readonly unknown[] {
  const qualified = `Microsoft.Dynamics.CRM.${type}`;
  return schema
    .boundOperations({ name: qualified, collection })
    .filter(({ binding }) => binding !== undefined && typeText(binding.type).includes(qualified))
    .filter(({ binding }) => binding?.type.name === qualified);
}
