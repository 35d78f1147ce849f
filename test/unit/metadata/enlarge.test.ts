import { describe, expect, it } from 'vitest';
import { readSchema } from '../../../src/core/metadata/readSchema';
import { csdl } from '../../sandbox/webapi/metadata/csdl';
import { schema as sandboxSchema } from '../../sandbox/webapi/schema';
import { enlarge } from '../../support/schemas/enlarge';

describe('a schema made larger', () => {
  const source = csdl(sandboxSchema);
  const small = readSchema(Buffer.from(source).toString('latin1'));
  const large = readSchema(
    Buffer.from(enlarge(source, { bytes: source.length * 2, entityTypes: 100 })).toString('latin1'),
  );

  it('has clones of every type and set, and the rest once', () => {
    const clones = (kind: 'entityType' | 'entitySet'): readonly string[] =>
      large.names(kind).filter((name) => name.startsWith('x1_'));
    expect(clones('entityType')).toContain('x1_account');
    expect(clones('entitySet')).toHaveLength(small.names('entitySet').length);
    expect(large.names('complexType')).toEqual(small.names('complexType'));
    expect(large.names('function')).toEqual(small.names('function'));
  });

  it('has clones that lead to each other', () => {
    const original = small.entityType('account')!;
    const clone = large.entityType('x1_account')!;
    expect(clone.properties).toEqual(original.properties);
    expect(clone.navigationProperty('primarycontactid')?.target).toBe('Microsoft.Dynamics.CRM.x1_contact');
    expect(large.entitySetsOf('x1_account').map(({ name }) => name)).toEqual(['x1_accounts']);
    expect(large.entitySet('x1_accounts')?.bindingOf('primarycontactid')).toBe('x1_contacts');
    const lost = clone.navigationProperties.filter(({ target }) => large.entityType(target) === undefined);
    expect(lost).toEqual([]);
  });
});
