import { describe, expect, it } from 'vitest';
import { bindingOf, type Meaning, type UrlBinding } from '../../../../src/core/language/binding';
import { LanguageDocument } from '../../../../src/core/language/document';
import type { Schema } from '../../../../src/core/metadata/model';
import { realSchema } from '../../../support/schema';
import { crmSchema } from '../support/crmSchema';

const crm = 'Microsoft.Dynamics.CRM';

function bind(text: string, schema: Schema = crmSchema()): UrlBinding {
  const [block] = LanguageDocument.read(text).blocks;
  return bindingOf(block ?? expect.fail(), schema);
}

/** What a name means, in short: `property account.name`. */
function inShort(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'entitySet':
      return `set ${meaning.set.name}`;
    case 'cast':
      return `cast ${meaning.type.name}`;
    case 'property':
    case 'keyPart':
      return `${meaning.kind} ${meaning.owner.name}.${meaning.property.name}`;
    case 'navigation':
      return `navigation ${meaning.owner.name}.${meaning.navigation.name}`;
    case 'operation':
      return `operation ${meaning.chosen.name}(${meaning.chosen.parameters.map(({ name }) => name).join()})`;
    case 'parameter':
      return `parameter ${meaning.operation.name}.${meaning.parameter.name}`;
    case 'variable':
      return `variable of ${meaning.type?.name ?? '?'}`;
    case 'computed':
      return `computed ${meaning.type?.name ?? '?'}`;
    case 'enumMember':
      return `member ${meaning.enumType.name}.${meaning.value}`;
    case 'enumType':
      return `enum ${meaning.enumType.name}`;
    case 'singleton':
    case 'alias':
    case 'builtin':
    case 'undetermined':
    case 'unknown':
      break;
  }
  return meaning.kind;
}

/** Every name with its meaning, in the order of the text. */
function names(text: string, schema?: Schema): string[] {
  return bind(text, schema).references.map(({ name, meaning }) => `${name}: ${inShort(meaning)}`);
}

describe('paths', () => {
  it.each([
    ['accounts', 'account', true],
    ['accounts(1)', 'account', false],
    ['accounts(1)/primarycontactid', 'contact', false],
    ['accounts(1)/primarycontactid/account_primary_contact', 'account', true],
    ['accounts(1)/Account_Tasks(2)', 'task', false],
    [`activitypointers/${crm}.task`, 'task', true],
    ['activitypointers(1)/mscrm.task/regardingobjectid_account', 'account', false],
    ["EntityDefinitions(LogicalName='a')/Attributes(LogicalName='b')", 'AttributeMetadata', false],
    ["EntityDefinitions(LogicalName='a')/DisplayName", 'Label', false],
    ['WhoAmI()', 'WhoAmIResponse', false],
    [`tasks/${crm}.RetrieveUnpublishedMultiple()`, 'task', true],
    ['https://a.crm.dynamics.com/api/data/v9.2/contacts', 'contact', true],
  ])('%s: %s', (text, type, collection) => {
    const { result } = bind(text);
    expect({ type: result.type?.name, collection: result.collection }).toEqual({ type, collection });
  });

  it('end in a column, a call or a suffix', () => {
    expect(bind('accounts(1)/name').result).toMatchObject({ reference: { name: 'Edm.String' } });
    expect(bind('accounts(1)/name').result.property?.property.name).toBe('name');
    expect(bind('accounts/$count').result.suffix).toBe('$count');
    expect(bind('accounts(1)/mscrm.AddToQueue').result.operation?.name).toBe('AddToQueue');
    expect(bind('accounts(1)/primarycontactid').result.navigation?.navigation.name).toBe('primarycontactid');
  });

  it('know keys by primary and alternate names, and parameters of calls', () => {
    expect(names("accounts(name='x')")).toEqual(['accounts: set accounts', 'name: keyPart account.name']);
    expect(names("RetrieveCurrentOrganization(AccessType='Default')")).toEqual([
      'RetrieveCurrentOrganization: operation RetrieveCurrentOrganization(AccessType)',
      'AccessType: parameter RetrieveCurrentOrganization.AccessType',
    ]);
  });

  it('say what was looked for where nothing was found, also where nothing is written yet', () => {
    const { references } = bind('accounts(1)/');
    expect(references).toHaveLength(1);
    const unknown = bind('accounts(1)/nothing').references.at(-1);
    expect(unknown).toMatchObject({
      wanted: 'segment',
      meaning: { kind: 'unknown' },
      ownerCollection: false,
    });
    expect(unknown?.owner?.name).toBe('account');
    expect(bind('nothing/more').references.map(({ meaning }) => meaning.kind)).toEqual([
      'unknown',
      'undetermined',
    ]);
  });
});

describe('options', () => {
  it('look columns and relationships up in the rows, at any depth', () => {
    expect(
      names(
        'accounts?$select=name&$expand=primarycontactid($select=fullname;$expand=parentcustomerid_account($select=revenue))',
      ),
    ).toEqual([
      'accounts: set accounts',
      'name: property account.name',
      'primarycontactid: navigation account.primarycontactid',
      'fullname: property contact.fullname',
      'parentcustomerid_account: navigation contact.parentcustomerid_account',
      'revenue: property account.revenue',
    ]);
  });

  it('know inherited columns and casts', () => {
    expect(names('tasks?$select=subject,percentcomplete')).toEqual([
      'tasks: set tasks',
      'subject: property task.subject',
      'percentcomplete: property task.percentcomplete',
    ]);
    expect(names(`activitypointers?$select=${crm}.task/percentcomplete`).slice(1)).toEqual([
      `${crm}.task: cast task`,
      'percentcomplete: property task.percentcomplete',
    ]);
  });

  it('follow lambdas, also in one another, and $it', () => {
    expect(
      names(
        'accounts?$filter=contact_customer_accounts/any(c:c/account_primary_contact/all(a:a/name eq c/fullname or $it/name eq null))',
      ).slice(1),
    ).toEqual([
      'contact_customer_accounts: navigation account.contact_customer_accounts',
      'any: builtin',
      'c: variable of contact',
      'c: variable of contact',
      'account_primary_contact: navigation contact.account_primary_contact',
      'all: builtin',
      'a: variable of account',
      'a: variable of account',
      'name: property account.name',
      'c: variable of contact',
      'fullname: property contact.fullname',
      '$it: builtin',
      'name: property account.name',
    ]);
  });

  it('follow aliases to what they stand for, where they are used', () => {
    expect(names('accounts?$orderby=@p1 asc&$filter=@p1 ne @p3&@p1=revenue').slice(1)).toEqual([
      '@p1: alias',
      '@p1: alias',
      '@p3: unknown',
      'revenue: property account.revenue',
    ]);
  });

  it('know the columns that query functions name in texts', () => {
    expect(
      names(`accounts?$filter=${crm}.In(PropertyName=@p1,PropertyValues=["1"])&@p1='revenue'`).slice(1),
    ).toEqual([
      `${crm}.In: operation In(PropertyName,PropertyValues)`,
      'PropertyName: parameter In.PropertyName',
      '@p1: alias',
      'PropertyValues: parameter In.PropertyValues',
      'revenue: property account.revenue',
    ]);
    expect(
      names("accounts?$filter=primarycontactid/mscrm.EqualUserId(PropertyName='parentcustomerid')").slice(1),
    ).toEqual([
      'primarycontactid: navigation account.primarycontactid',
      'mscrm.EqualUserId: operation EqualUserId(PropertyName)',
      'PropertyName: parameter EqualUserId.PropertyName',
      'parentcustomerid: property contact._parentcustomerid_value',
    ]);
  });

  it('know enumerations and their members', () => {
    expect(
      names(`EntityDefinitions?$filter=OwnershipType eq ${crm}.OwnershipTypes'UserOwned'`).slice(2),
    ).toEqual([`${crm}.OwnershipTypes: enum OwnershipTypes`, 'UserOwned: member OwnershipTypes.UserOwned']);
  });

  it('see behind a transformation of $apply only what it gave', () => {
    const text =
      'accounts?$apply=filter(revenue gt 1)/groupby((statuscode,primarycontactid/fullname),aggregate(revenue with sum as total))/filter(total gt 1 and name eq null)&$orderby=statuscode,primarycontactid/fullname,total';
    expect(names(text).slice(1)).toEqual([
      'revenue: property account.revenue',
      'statuscode: property account.statuscode',
      'primarycontactid: navigation account.primarycontactid',
      'fullname: property contact.fullname',
      'revenue: property account.revenue',
      'sum: builtin',
      'total: computed Edm.Decimal',
      'name: unknown',
      'statuscode: property account.statuscode',
      'primarycontactid: navigation account.primarycontactid',
      'fullname: property contact.fullname',
      'total: computed Edm.Decimal',
    ]);
  });
});

describe('positions', () => {
  const at = (text: string): { binding: UrlBinding; offset: number } => {
    const offset = text.indexOf('|');
    return { binding: bind(text.replace('|', '')), offset };
  };

  it.each([
    ['accounts?$select=|', 'account', 'selected'],
    ['accounts?$select=name,|', 'account', 'selected'],
    ['accounts?$select=name&|', 'account', 'options'],
    ['accounts?$expand=|', 'account', 'expanded'],
    ['accounts?$expand=primarycontactid(|', 'contact', 'options'],
    ['accounts?$expand=primarycontactid($select=|', 'contact', 'selected'],
    ['accounts?$expand=primarycontactid($select=fullname;$filter=|)', 'contact', 'operand'],
    ['accounts?$filter=|', 'account', 'operand'],
    ['accounts?$filter=name eq null and |', 'account', 'operand'],
    ['accounts?$orderby=|', 'account', 'operand'],
    ['accounts?$apply=groupby((|', 'account', 'operand'],
    ['accounts(1)/primarycontactid?$select=|', 'contact', 'selected'],
  ])('stand on a type: %s', (text, type, wanted) => {
    const { binding, offset } = at(text);
    const range = binding.scopeAt(offset);
    expect({ type: range?.scope.type?.name, wanted: range?.wanted }).toEqual({ type, wanted });
  });

  it('know the variables of the lambdas around them', () => {
    const { binding, offset } = at('accounts?$filter=Account_Tasks/any(t:|)');
    const scope = binding.scopeAt(offset)?.scope;
    expect([...(scope?.variables ?? [])].map(([name, { type }]) => [name, type?.name])).toEqual([
      ['t', 'task'],
    ]);
  });

  it('behind a slash stand on the type that the path has got to', () => {
    const { binding, offset } = at('accounts?$filter=Account_Tasks/any(t:t/|)');
    expect(binding.referenceAt(offset)).toMatchObject({ name: '', wanted: 'operand' });
    expect(binding.referenceAt(offset)?.owner?.name).toBe('task');
  });

  it('expect values of the type of what they are compared with', () => {
    const [block] = LanguageDocument.read('accounts?$filter=1 eq statecode and revenue gt ').blocks;
    const { url } = block ?? expect.fail();
    const binding = bindingOf(block ?? expect.fail(), crmSchema());
    const [filter] = url.options;
    const expected =
      filter?.kind === 'filter' && filter.expression.kind === 'logical'
        ? filter.expression.operands.map((one) => {
            const values = one.kind === 'binary' ? [one.left, one.right] : [];
            return values.map((value) => binding.expectationOf(value)?.property?.property.name);
          })
        : [];
    expect(expected).toEqual([
      ['statecode', undefined],
      [undefined, 'revenue'],
    ]);
  });
});

describe('a binding', () => {
  it('is kept with the block and the schema', () => {
    const before = LanguageDocument.read('### a\naccounts\n### b\ncontacts\n');
    const after = LanguageDocument.read('### a\naccounts?\n### b\ncontacts\n', before);
    const [first, second] = before.blocks;
    const [changed, same] = after.blocks;
    if (!first || !second || !changed || !same) expect.fail();
    expect(bindingOf(same, crmSchema())).toBe(bindingOf(second, crmSchema()));
    expect(bindingOf(changed, crmSchema())).not.toBe(bindingOf(first, crmSchema()));
  });

  it('says nothing of what a variable without a value is part of', () => {
    expect(names('{{set}}?$select=a')).toEqual(['x: undetermined', 'a: undetermined']);
    expect(names('accounts?$select={{a}},name').slice(1)).toEqual([
      'x: undetermined',
      'name: property account.name',
    ]);
  });
});

describe.each(['bcgov-2020-11', 'annotated'] as const)('with the real schema %s', (document) => {
  it('binds paths, polymorphic lookups and inherited members', () => {
    const schema = realSchema(document);
    if (!schema) return;
    expect(
      names(
        'incidents(39dd0b31-ed8b-e511-80d2-00155d2a68d4)?$select=title,_customerid_value&$expand=customerid_contact($select=fullname)',
        schema,
      ),
    ).toEqual([
      'incidents: set incidents',
      'title: property incident.title',
      '_customerid_value: property incident._customerid_value',
      'customerid_contact: navigation incident.customerid_contact',
      'fullname: property contact.fullname',
    ]);
    expect(
      names('tasks?$select=subject&$expand=regardingobjectid_account_task($select=name)', schema)[1],
    ).toBe('subject: property task.subject');
    expect(
      names(
        "EntityDefinitions(LogicalName='account')?$expand=Attributes($select=LogicalName;$filter=AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'Picklist')",
        schema,
      ).at(-1),
    ).toBe('Picklist: member AttributeTypeCode.Picklist');
    expect(
      bind(
        "systemusers(1)/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t={'@odata.id':'x'}",
        schema,
      ).result.type?.name,
    ).toBe('RetrievePrincipalAccessResponse');
  });
});
