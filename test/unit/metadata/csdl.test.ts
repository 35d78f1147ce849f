import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../src/core/base/problem';
import { readSchema } from '../../../src/core/metadata/readSchema';
import { sampleCsdl } from './support/sampleCsdl';

const crm = 'Microsoft.Dynamics.CRM';
const schema = readSchema(sampleCsdl);
const party = schema.entityType('party')!;
const person = schema.entityType('mscrm.person')!;

describe('names', () => {
  it('are found simple, qualified and by alias, in their case', () => {
    for (const name of ['party', 'mscrm.party', `${crm}.party`]) {
      expect(schema.entityType(name)?.qualifiedName).toBe(`${crm}.party`);
    }
    for (const name of ['Party', 'Example.Types.party', 'T.party', 'mscrm.', '', '.party']) {
      expect(schema.entityType(name), name).toBeUndefined();
    }
    expect(schema.complexType('T.Address')?.qualifiedName).toBe('Example.Types.Address');
    expect(schema.namespace).toBe(crm);
  });

  it('come from no comment, CDATA or document type', () => {
    expect(schema.names('entityType')).toEqual(
      'crmbaseentity party person user team note loop1 loop2 orphan'.split(' '),
    );
    expect(schema.names('function')).toEqual(['Find']);
    expect(schema.names('action')).toEqual(['Close', 'Clean']);
    expect(schema.names('complexType')).toEqual(['Place', 'Address']);
  });
});

describe('declarations', () => {
  const member = (name: string): string => `<Property Name="${name}" Type="Edm.String"/>`;

  it.each([
    ['blanks in end tags', `<EntityType Name="a">${member('p')}</EntityType >`],
    ['line breaks in end tags', `<EntityType Name="a">${member('p')}</EntityType\n>`],
    [
      'another element whose name goes on',
      `<EntityType Name="a"><x></EntityTypes></x>${member('p')}</EntityType>`,
    ],
    [
      'comments',
      `<!-- a --><EntityType Name="a"><!-- </EntityType> -->${member('p')}</EntityType><!-- b -->`,
    ],
    ['more attributes', `<EntityType Name="a" HasStream="true" OpenType="false">${member('p')}</EntityType>`],
    ['the name behind others', `<EntityType OpenType="false" Name="a">${member('p')}</EntityType>`],
    ['single quotes', `<EntityType Name='a'>${member('p')}</EntityType>`],
    ['character references', `<EntityType Name="&#97;">${member('p')}</EntityType>`],
    ['a blank before the end', `<EntityType Name="a" >${member('p')}</EntityType>`],
    [
      'annotations between',
      `<Annotation Term="t"><Annotation/></Annotation><EntityType Name="a">${member('p')}</EntityType>`,
    ],
  ])('are told apart with %s', (_, first) => {
    const others = `<EntityType Name="b">${member('q')}</EntityType><EntityType Name="c" BaseType="N.b"/>`;
    for (const body of [first + others, others + first]) {
      const found = readSchema(`<Edmx><Schema Namespace="N">${body}</Schema></Edmx>`);
      expect([...found.names('entityType')].toSorted()).toEqual(['a', 'b', 'c']);
      expect(found.entityType('a')?.properties.map(({ name }) => name)).toEqual(['p']);
      expect(found.entityType('c')?.properties.map(({ name }) => name)).toEqual(['q']);
    }
  });
});

describe('an entity type', () => {
  it('has its own members first, then those of its base types', () => {
    expect(person.properties.map(({ name }) => name)).toEqual(
      '_managerid_value home partyid note weight colour _ownerid_value written'.split(' '),
    );
    expect(person.navigationProperties.map(({ name }) => name)).toEqual(
      'managerid ownerid_person ownerid_user OwnerId_Team notes'.split(' '),
    );
    expect(person.property('note')?.maxLength).toBe(100);
    expect(person.property('hidden')).toBeUndefined();
    expect(person.property('Note')).toBeUndefined();
  });

  it('inherits its key, and says whether it is abstract or open', () => {
    expect(person.key).toEqual(['partyid']);
    expect(person.baseType).toBe(`${crm}.party`);
    expect([party.open, party.abstract, person.open]).toEqual([true, false, false]);
    expect(schema.entityType('crmbaseentity')?.abstract).toBe(true);
  });

  it('knows types by definition, enumeration and complex type', () => {
    expect(party.property('weight')?.type).toEqual({ name: 'Edm.Decimal', collection: false });
    expect(party.property('colour')?.type.name).toBe('Example.Types.Colour');
    expect(person.property('home')?.type.name).toBe('Example.Types.Address');
  });

  it('reads annotations inside and outside, through any alias', () => {
    expect(party.property('_ownerid_value')).toEqual({
      name: '_ownerid_value',
      type: { name: 'Edm.Guid', collection: false },
      nullable: true,
      lookup: true,
      description: "Owner's & © é &unknown;",
      computed: true,
      readOnly: true,
    });
    expect(party.property('written')).not.toHaveProperty('computed');
    expect(party.property('written')).not.toHaveProperty('readOnly');
    expect(party.property('note')?.description).toBe('A note.');
    expect(schema.entityType('team')?.description).toBe('A team.');
  });

  it('knows alternate keys with paths, and inherits none twice', () => {
    const key = {
      parts: [
        { alias: 'mail', path: 'home/street' },
        { alias: 'note', path: 'note' },
      ],
    };
    expect(person.alternateKeys).toEqual([key]);
    expect(party.alternateKeys).toEqual([]);
  });

  it('joins lookups to their navigation properties by constraint, else by name', () => {
    expect(party.navigationProperty('ownerid_user')).toEqual({
      name: 'ownerid_user',
      target: `${crm}.user`,
      collection: false,
      partner: 'parties',
      constraint: '_ownerid_value',
      nullable: false,
      containsTarget: false,
    });
    expect(party.navigationProperty('OwnerId_Team')?.constraint).toBe('_ownerid_value');
    expect(party.navigationProperty('notes')).toMatchObject({ collection: true, containsTarget: true });
    expect(party.navigationProperty('notes')).not.toHaveProperty('constraint');
    expect(person.lookupTargets('_ownerid_value').map(({ target }) => target)).toEqual(
      ['user', 'user', 'team'].map((name) => `${crm}.${name}`),
    );
    expect(person.lookupTargets('_managerid_value').map(({ name }) => name)).toEqual(['managerid']);
    expect(person.lookupTargets('note')).toEqual([]);
    expect(person.lookupTargets('')).toEqual([]);
  });

  it('stands alone where it derives from itself or from a stranger', () => {
    expect(schema.entityType('loop1')?.properties.map(({ name }) => name)).toEqual(['a']);
    expect(schema.entityType('orphan')?.properties.map(({ name }) => name)).toEqual(['c']);
    expect(schema.subtypes('loop1')).toEqual([`${crm}.loop2`]);
  });

  it('knows what derives from it', () => {
    expect(schema.subtypes('crmbaseentity')).toEqual(
      ['party', 'team', 'person', 'note'].map((name) => `${crm}.${name}`),
    );
    expect(schema.subtypes('nobody')).toEqual([]);
  });
});

describe('other types', () => {
  it('are complex, with inheritance, and enumerations that count on', () => {
    const address = schema.complexType('Address')!;
    expect(address).toMatchObject({ kind: 'complex', open: true, baseType: 'Example.Types.Place' });
    expect(address.properties.map(({ name }) => name)).toEqual(['lines', 'street']);
    expect(address.property('lines')).toEqual({
      name: 'lines',
      type: { name: 'Edm.String', collection: true },
      nullable: false,
      lookup: false,
    });
    expect(schema.enumType('T.Colour')).toMatchObject({
      flags: true,
      members: [
        { name: 'Red', value: '0' },
        { name: 'Green', value: '1' },
        { name: 'Blue', value: '4' },
        { name: 'Violet', value: '5' },
        { name: 'None', value: '-1' },
      ],
    });
  });
});

describe('sets and singletons', () => {
  it('know their types and bindings', () => {
    expect(schema.entitySet('parties')?.entityType).toBe(`${crm}.party`);
    expect(schema.entitySet('Parties')).toBeUndefined();
    expect(schema.entitySetsOf('person').map(({ name }) => name)).toEqual(['people', 'employees']);
    expect(schema.entitySetsOf('team')).toEqual([]);
    expect(schema.entitySet('parties')?.bindingOf('ownerid_user')).toBe('users');
    expect(schema.entitySet('parties')?.bindingOf(`${crm}.person/managerid`)).toBe('people');
    expect(schema.entitySet('people')?.bindingOf('managerid')).toBeUndefined();
    expect(schema.singleton('Me')).toEqual({ name: 'Me', type: `${crm}.user` });
    expect(schema.singleton('me')).toBeUndefined();
  });
});

describe('operations', () => {
  it('come with all their overloads', () => {
    const [bound, free] = schema.operations('Find');
    expect(bound).toMatchObject({
      kind: 'function',
      qualifiedName: `${crm}.Find`,
      composable: true,
      binding: { name: 'entityset', type: { name: `${crm}.party`, collection: true } },
      parameters: [
        { name: 'text', nullable: false, optional: false },
        { name: 'top', nullable: true, optional: true },
      ],
      returnType: { name: `${crm}.party`, collection: true },
    });
    expect(free).not.toHaveProperty('binding');
    expect(schema.operations('mscrm.Clean')).toMatchObject([{ kind: 'action', description: 'Cleans.' }]);
    expect(schema.operations('Nothing')).toEqual([]);
  });

  it('are found where they are bound, at derived types too', () => {
    const named = (name: string, collection: boolean): string[] =>
      schema.boundOperations({ name, collection }).map((one) => one.name);
    expect(named('mscrm.party', false)).toEqual(['Close']);
    expect(named('person', false)).toEqual(['Close']);
    expect(named('person', true)).toEqual(['Find']);
    expect(named('team', false)).toEqual([]);
    expect(named('nobody', true)).toEqual([]);
  });

  it('are called by their imports', () => {
    expect(schema.operationImport('Find')).toEqual({
      kind: 'function',
      name: 'Find',
      operation: `${crm}.Find`,
      entitySet: 'parties',
    });
    expect(schema.operationImport('Clean')).toEqual({
      kind: 'action',
      name: 'Clean',
      operation: `${crm}.Clean`,
    });
    expect(schema.operationImport('Close')).toBeUndefined();
  });
});

describe('what is no CSDL', () => {
  it.each([
    ['', 'It is empty.'],
    ['\u00ef\u00bb\u00bf  ', 'It is empty.'],
    ['<!DOCTYPE html><html><body>Sign in</body></html>', 'It is a web page'],
    ['  <html lang="en">', 'It is a web page'],
    ['{"$Version":"4.0"}', 'It is JSON'],
    ['<feed xmlns="http://www.w3.org/2005/Atom"></feed>', 'It is XML, but'],
    ['Bad Gateway', 'It is no XML.'],
  ])('is refused with its reason: %s', (text, cause) => {
    let problem;
    try {
      readSchema(text);
    } catch (error) {
      problem = problemOf(error);
    }
    expect(problem?.kind).toBe('not-dataverse');
    expect(problem?.cause).toContain(cause);
  });
});
