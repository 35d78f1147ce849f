import { describe, expect, it } from 'vitest';
import type { ColumnLabels, SchemaLabels, TableLabels } from '../../../src/core/metadata/labels';
import { readSchema } from '../../../src/core/metadata/readSchema';
import { linesOf } from '../../../src/vscode/schema/tables/lines';
import { newQueries, newQuery } from '../../../src/vscode/schema/tables/newQuery';
import { TableNodes, type TableNode } from '../../../src/vscode/schema/tables/nodes';
import { nodeText } from '../../../src/vscode/schema/tables/nodeText';

const csdl = `<?xml version="1.0"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="account"><Key><PropertyRef Name="accountid"/></Key>
<Property Name="accountid" Type="Edm.Guid"/><Property Name="name" Type="Edm.String" MaxLength="160"/>
<Property Name="_ownerid_value" Type="Edm.Guid"/><Property Name="statecode" Type="Edm.Int32"/>
<Property Name="modifiedon" Type="Edm.DateTimeOffset"/>
<NavigationProperty Name="primarycontactid" Type="mscrm.contact"><ReferentialConstraint Property="_primarycontactid_value" ReferencedProperty="contactid"/></NavigationProperty>
<NavigationProperty Name="contact_customer_accounts" Type="Collection(mscrm.contact)"/></EntityType>
<EntityType Name="contact"><Key><PropertyRef Name="contactid"/></Key><Property Name="contactid" Type="Edm.Guid"/></EntityType>
<EntityType Name="new_meter"><Key><PropertyRef Name="new_meterid"/></Key><Property Name="new_meterid" Type="Edm.Guid"/><Property Name="new_name" Type="Edm.String"/></EntityType>
<Function Name="Total" IsBound="true"><Parameter Name="entity" Type="mscrm.account"/><Parameter Name="Year" Type="Edm.Int32"/><ReturnType Type="Edm.Decimal"/></Function>
<Function Name="WhoAmI"><ReturnType Type="Edm.String"/></Function><Action Name="Merge"/>
<EntityContainer Name="System"><EntitySet Name="new_meters" EntityType="mscrm.new_meter"/><EntitySet Name="accounts" EntityType="mscrm.account"/><EntitySet Name="contacts" EntityType="mscrm.contact"/>
<FunctionImport Name="WhoAmI" Function="mscrm.WhoAmI"/><ActionImport Name="Merge" Action="mscrm.Merge"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`;

const everything = { filter: '', customFirst: false };

function nodesWith(tables: Readonly<Record<string, TableLabels>> = {}, column?: ColumnLabels): TableNodes {
  const labels: SchemaLabels = { table: (name) => tables[name], column: () => column };
  return new TableNodes(readSchema(csdl), labels);
}

function names(nodes: readonly TableNode[], from: TableNodes): string[] {
  return nodes.map((node) => nodeText(node, from).label);
}

/** Opens one line after the other, by their labels. */
function open(nodes: TableNodes, ...path: string[]): readonly TableNode[] {
  return path.reduce<readonly TableNode[]>((lines, label) => {
    const found = lines.find((line) => nodeText(line, nodes).label === label);
    return found === undefined ? [] : nodes.childrenOf(found);
  }, nodes.roots(everything));
}

describe('the lines of the tables view', () => {
  it('are the tables by name, then what is called without a table', () => {
    const nodes = nodesWith();
    expect(names(nodes.roots(everything), nodes)).toEqual([
      ...['account', 'contact', 'new_meter'],
      ...['Functions', 'Actions'],
    ]);
  });

  it('begin with custom tables if wished, told by their labels, and by a prefix until those are there', () => {
    const custom = { filter: '', customFirst: true };
    const plain = nodesWith();
    expect(names(plain.roots(custom), plain)[0]).toBe('new_meter');
    const labelled = nodesWith({ contact: { custom: true }, new_meter: { custom: false } });
    expect(names(labelled.roots(custom), labelled).slice(0, 3)).toEqual(['contact', 'account', 'new_meter']);
  });

  it('are found by logical name, entity set and label', () => {
    const nodes = nodesWith({ contact: { displayName: 'Person' } });
    const found = (filter: string) => names(nodes.roots({ filter, customFirst: false }), nodes);
    expect(found('METER')).toEqual(['new_meter']);
    expect(found('accounts')).toEqual(['account']);
    expect(found('pers')).toEqual(['contact']);
    expect(found('nothing')).toEqual([]);
  });

  it('open into columns, keys, relationships and operations, where there are any', () => {
    const nodes = nodesWith();
    const groups = ['Columns', 'Keys', 'Relationships', 'Functions and actions'];
    expect(names(open(nodes, 'account'), nodes)).toEqual(groups);
    expect(names(open(nodes, 'contact'), nodes)).toEqual(['Columns', 'Keys']);
    expect(names(open(nodes, 'account', 'Columns'), nodes)).toEqual([
      ...['accountid', 'modifiedon', 'name', '_ownerid_value', 'statecode'],
    ]);
    expect(names(open(nodes, 'Actions'), nodes)).toEqual(['Merge']);
  });

  it('say what they are, and what they put into a query', () => {
    const nodes = nodesWith({}, { type: 'Picklist', displayName: 'Status' });
    const told = (...path: [...string[], string]) => {
      const line = open(nodes, ...path.slice(0, -1)).find(
        (one) => nodeText(one, nodes).label === path.at(-1),
      );
      return line && nodeText(line, nodes);
    };
    expect(told('account', 'Columns', 'statecode')).toMatchObject({
      description: 'Status · Choice',
      icon: 'symbol-enum',
      insert: 'statecode',
    });
    expect(told('account', 'Relationships', 'contact_customer_accounts')).toMatchObject({
      description: 'contact[]',
      insert: 'contact_customer_accounts',
    });
    expect(told('account', 'Functions and actions', 'Total')).toMatchObject({
      description: '(Year): Decimal',
      insert: 'Microsoft.Dynamics.CRM.Total(Year=@Year)',
    });
    expect(told('Functions', 'WhoAmI')?.insert).toBe('WhoAmI()');
    expect(told('account', 'Columns')).toMatchObject({ expandable: true });
    expect(told('account', 'Columns')).not.toHaveProperty('insert');
  });
});

describe('a new query from a table', () => {
  const schema = readSchema(csdl);
  const query = (table: string, labels: TableLabels = {}): string => {
    const type = schema.entityType(table);
    if (type === undefined) throw new Error(table);
    return newQuery(`${table}s`, type, { table: () => labels, column: () => undefined });
  };

  it('selects the name and what helps to read the rows, the latest first', () => {
    expect(query('account', { collectionName: 'Accounts' })).toBe(
      [
        '### Accounts',
        'GET accounts',
        String.raw`  ?\$select=name,statecode,_ownerid_value,modifiedon$0`,
        String.raw`  &\$orderby=modifiedon desc`,
        String.raw`  &\$top=50`,
        '',
      ].join('\n'),
    );
  });

  it('takes the name that the labels give, a name with a prefix, and else the key', () => {
    expect(query('account', { primaryName: 'statecode' })).toContain('=statecode,_ownerid');
    expect(query('new_meter')).toContain('=new_name$0');
    expect(query('contact')).toContain('=contactid$0');
  });

  it('keeps what a label holds from being read as a snippet', () => {
    expect(query('contact', { collectionName: 'A ${1:b}\n$2' })).toMatch(/^### A \\\$\{1:b\\\} \\\$2$/m);
  });
});

describe('the lines that a command is for', () => {
  const [account, contact] = nodesWith().roots(everything);

  it('are all that are selected where several are, else the one of the menu, and none from the palette', () => {
    expect(linesOf([account, [account, contact]])).toEqual([account, contact]);
    expect(linesOf([account, undefined])).toEqual([account]);
    expect(linesOf([])).toEqual([]);
    expect(linesOf(['account'])).toEqual([]);
  });

  it('make one document with a block each, whose cursor is in the first', () => {
    const schema = readSchema(csdl);
    const tables = ['account', 'contact'].flatMap((name) => {
      const type = schema.entityType(name);
      return type === undefined ? [] : [{ set: `${name}s`, type }];
    });
    const text = newQueries(tables, { table: () => undefined, column: () => undefined });
    expect(text.match(/^### /gm)).toHaveLength(2);
    expect(text.match(/\$0/g)).toHaveLength(1);
    expect(text.indexOf('$0')).toBeLessThan(text.indexOf('GET contacts'));
  });
});
