// The sandbox's `$metadata` read with the product's own reader: nothing in it leads nowhere.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSchemaFile } from '../../../../src/adapters/metadata/schemaFile';
import { bindUrl } from '../../../../src/core/language/binding/url';
import type {
  EntityType,
  NavigationProperty,
  Schema,
  TypeReference,
} from '../../../../src/core/metadata/model';
import { parseODataUrl } from '../../../../src/core/odata';
import { csdl } from '../../../sandbox/webapi/metadata/csdl';
import { queryFunctions } from '../../../sandbox/webapi/query/queryFunctions';
import { schema as own } from '../../../sandbox/webapi/schema';
import { boundOperations, unboundOperations } from '../../../sandbox/webapi/service/operations';
import { published, publishedAbsent } from './support/published';

const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-metadata-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(annotated: boolean): Schema {
  const file = path.join(folder, `${String(annotated)}.xml`);
  writeFileSync(file, csdl(own, annotated));
  return readSchemaFile(file);
}

const schema = read(false);
const types = schema.names('entityType').map((name) => typeOf(name));

function typeOf(name: string): EntityType {
  const type = schema.entityType(name);
  if (type === undefined) throw new Error(`There is no type ${name}.`);
  return type;
}

const known = ({ name }: TypeReference): boolean =>
  name.startsWith('Edm.') ||
  [schema.entityType(name), schema.complexType(name), schema.enumType(name)].some(
    (type) => type !== undefined,
  );

/** Whether rows of a type may stand in a set of another. */
const isOrDerives = (type: string, base: string | undefined): boolean =>
  base !== undefined && (type === base || schema.subtypes(base).includes(type));

/** A partner may be declared by a base type of the target, and lead to a base type of where one came from. */
function pairs(type: EntityType, { name, target, partner }: NavigationProperty): boolean {
  const back = partner === undefined ? undefined : schema.entityType(target)?.navigationProperty(partner);
  if (back === undefined) return false;
  const related = [back.target, ...schema.subtypes(back.target)];
  return related.includes(type.qualifiedName) && back.partner === name;
}

describe('the $metadata of the sandbox', () => {
  it('declares every type that a property, a parameter or an answer has', () => {
    const strange = [
      ...types.flatMap((type) =>
        type.properties.map(({ name, type: of }) => [`${type.name}.${name}`, of] as const),
      ),
      ...schema
        .names('complexType')
        .flatMap((name) =>
          (schema.complexType(name)?.properties ?? []).map(
            (each) => [`${name}.${each.name}`, each.type] as const,
          ),
        ),
      ...[...schema.names('function'), ...schema.names('action')].flatMap((name) =>
        schema
          .operations(name)
          .flatMap(({ parameters, binding, returnType }) =>
            [...parameters.map(({ type }) => type), binding?.type, returnType].flatMap((of) =>
              of === undefined ? [] : [[name, of] as const],
            ),
          ),
      ),
    ].filter(([, of]) => !known(of));
    expect(strange).toEqual([]);
  });

  it('pairs both ends of every relationship', () => {
    const tables = types.filter(({ name }) => own.tables.has(name));
    const lonely = tables.flatMap((type) =>
      type.navigationProperties
        .filter((navigation) => !pairs(type, navigation) && !inherited(type, navigation))
        .map(({ name }) => `${type.name}.${name}`),
    );
    expect(lonely).toEqual([]);
    expect(tables.length).toBe(own.tables.size);
  });

  const inherited = (type: EntityType, { name }: NavigationProperty): boolean =>
    type.baseType !== undefined && schema.entityType(type.baseType)?.navigationProperty(name) !== undefined;

  it('leads every navigation property of a set to a set of its type, but for owners, who have none', () => {
    const wrong = schema.names('entitySet').flatMap((name) => {
      const set = schema.entitySet(name);
      const type = set === undefined ? undefined : schema.entityType(set.entityType);
      return (type?.navigationProperties ?? [])
        .filter(({ containsTarget }) => !containsTarget)
        .filter((navigation) => {
          const bound = set?.bindingOf(navigation.name) ?? '';
          const target = schema.entitySet(bound);
          if (bound === 'owners') return target !== undefined;
          return !isOrDerives(navigation.target, target?.entityType);
        })
        .map((navigation) => `${name}/${navigation.name}`);
    });
    expect(wrong).toEqual([]);
  });

  it('has the columns of every constraint and of every alternate key', () => {
    const missing = types.flatMap((type) => [
      ...type.navigationProperties
        .filter(({ constraint }) => constraint !== undefined && type.property(constraint) === undefined)
        .map(({ name }) => `${type.name}.${name}`),
      ...type.alternateKeys
        .flatMap(({ parts }) => parts)
        .filter(({ path }) => type.property(path) === undefined)
        .map(({ path }) => `${type.name}(${path})`),
    ]);
    expect(missing).toEqual([]);
    expect(typeOf('account').alternateKeys.map(({ parts }) => parts.map(({ alias }) => alias))).toEqual([
      ['accountnumber'],
      ['_primarycontactid_value'],
    ]);
    expect(typeOf('PicklistAttributeMetadata').baseType).toBe('Microsoft.Dynamics.CRM.EnumAttributeMetadata');
  });

  it('leaves the constraint out of some lookups, as real documents do', () => {
    const singles = csdl(own).match(/<NavigationProperty [^>]*Nullable="false"[^>]*>/g) ?? [];
    const without = singles.filter((each) => each.endsWith('/>'));
    expect(without.length).toBeGreaterThan(100);
    expect(singles.length).toBeGreaterThan(2 * without.length);
    const regarding = typeOf('task')
      .lookupTargets('_regardingobjectid_value')
      .map(({ name }) => name);
    expect(regarding).toContain('regardingobjectid_account');
    expect(regarding).toContain('regardingobjectid_account_task');
  });

  it('overloads functions, and binds actions to sets and records', () => {
    expect(schema.operations('RetrievePrincipalAccess').map(({ binding }) => binding?.type.name)).toEqual([
      'Microsoft.Dynamics.CRM.systemuser',
      'Microsoft.Dynamics.CRM.team',
    ]);
    const accounts = { name: 'Microsoft.Dynamics.CRM.account', collection: true };
    expect(schema.boundOperations(accounts).map(({ name }) => name)).toContain('CreateMultiple');
    expect(schema.operationImport('WinOpportunity')?.kind).toBe('action');
    expect(schema.operationImport('WhoAmI')?.kind).toBe('function');
  });

  it('declares the operations that the service answers, and no others', () => {
    for (const [name, method] of Object.entries(unboundOperations)) {
      expect(schema.operationImport(name)?.kind, name).toBe(method === 'GET' ? 'function' : 'action');
    }
    const every = [...own.sets.values()].map(({ logicalName }) => logicalName);
    for (const [name, { on, tables = every, method }] of boundOperations) {
      const overloads = schema.operations(name);
      const bound = overloads.map(({ binding }) => binding?.type.name.replace(/^.*\./, ''));
      expect(bound, name).toEqual(expect.arrayContaining([...tables]));
      expect(overloads.length, name).toBe(tables.length);
      for (const { kind, binding } of overloads) {
        expect(kind, name).toBe(method === 'GET' ? 'function' : 'action');
        expect(binding?.type.collection, name).toBe(on === 'set');
      }
    }
    const declared = new Set([...schema.names('function'), ...schema.names('action')]);
    const answered = [...Object.keys(unboundOperations), ...boundOperations.keys(), ...queryFunctions.keys()];
    expect(declared).toEqual(new Set(answered));
  });

  it('says on request what columns mean and which are read-only', () => {
    const annotated = read(true).entityType('account');
    expect(annotated?.description).toMatch(/^Business that represents/);
    expect(annotated?.property('createdon')).toMatchObject({
      description: 'Date and time when the account was created.',
      computed: true,
      readOnly: true,
    });
    expect(annotated?.property('name')?.readOnly).not.toBe(true);
    expect(typeOf('account').property('createdon')?.description).toBeUndefined();
  });
});

interface PublishedQuery {
  readonly query: string;
  readonly expect: string;
}

describe.skipIf(publishedAbsent)('published queries (skipped where ../shared/data is absent)', () => {
  it('name nothing that the sandbox does not know, on the sets that it has', () => {
    const queries = (published('queries/queries.json') as PublishedQuery[]).filter(
      ({ query, expect: expected }) =>
        expected === 'accept' && schema.entitySet(query.split(/[(?/]/)[0] ?? '') !== undefined,
    );
    const unknown = queries.flatMap(({ query }) =>
      bindUrl(parseODataUrl(query), schema, [])
        // An alias without a value is null.
        .references.filter(({ name, meaning }) => meaning.kind === 'unknown' && !name.startsWith('@'))
        .map(({ name }) => `${name} in ${query}`),
    );
    // The page misspells a navigation property, and asks a column that a reader has made.
    expect(unknown.filter((each) => !/^(AccountTasks|myentityimage) in/.test(each))).toEqual([]);
    expect(queries.length).toBeGreaterThan(120);
  });
});
