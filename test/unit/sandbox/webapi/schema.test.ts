import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { csdl } from '../../../sandbox/webapi/metadata/csdl';
import { schema } from '../../../sandbox/webapi/schema';

const published = path.join(process.cwd(), '..', 'shared', 'data', 'metadata');
const absent = !existsSync(published);

interface TypeText {
  readonly base: string | undefined;
  readonly properties: ReadonlyMap<string, string>;
  readonly navigations: ReadonlyMap<string, string>;
}

/** Types of a CSDL document by name, with their own properties and navigation properties. */
function typesOf(xml: string): Map<string, TypeText> {
  const types = new Map<string, TypeText>();
  for (const [, name = '', head = '', body = ''] of xml.matchAll(
    /<EntityType Name="(\w+)"([^>]*[^/])>([\s\S]*?)<\/EntityType>/g,
  )) {
    const pairs = (element: string): Map<string, string> =>
      new Map(
        [...body.matchAll(new RegExp(`<${element} Name="([^"]+)" Type="([^"]+)"`, 'g'))].map(
          ([, key = '', type = '']) => [key, type],
        ),
      );
    types.set(name, {
      base: /BaseType="mscrm\.(\w+)"/.exec(head)?.[1],
      properties: pairs('Property'),
      navigations: pairs('NavigationProperty'),
    });
  }
  return types;
}

/** Properties of definitions that are younger than the documents. */
const newer = new Set(['CanStoreFullImage', 'MaxSizeInKB']);

const own = csdl(schema);

describe('the $metadata that the sandbox makes', () => {
  const types = typesOf(own);

  it('declares every table with its base type, key and set', () => {
    expect(types.get('task')?.base).toBe('activitypointer');
    expect(types.get('systemuser')?.base).toBe('principal');
    expect(own).toContain(
      '<EntityType Name="account" BaseType="mscrm.crmbaseentity"><Key><PropertyRef Name="accountid" /></Key>',
    );
    expect(own).toContain('<EntitySet Name="opportunities" EntityType="Microsoft.Dynamics.CRM.opportunity">');
    expect(own).toContain('<NavigationPropertyBinding Path="primarycontactid" Target="contacts" />');
    expect(own).toContain('<FunctionImport Name="WhoAmI" Function="Microsoft.Dynamics.CRM.WhoAmI" />');
  });

  it('names the partner of every navigation property on the other side', () => {
    const inherited = (type: string | undefined): TypeText[] => {
      const found = type === undefined ? undefined : types.get(type);
      return found === undefined ? [] : [found, ...inherited(found.base)];
    };
    for (const [, type = '', partner = ''] of own.matchAll(
      /<NavigationProperty Name="\w+" Type="(?:Collection\()?mscrm\.(\w+)\)?"[^>]*Partner="(\w+)"/g,
    )) {
      expect(
        inherited(type).some((each) => each.navigations.has(partner)),
        `${type}.${partner}`,
      ).toBe(true);
    }
  });

  it('leaves to the base type what is inherited', () => {
    expect(types.get('task')?.properties.has('subject')).toBe(false);
    expect(types.get('activitypointer')?.properties.get('subject')).toBe('Edm.String');
    expect(types.get('task')?.navigations.get('regardingobjectid_account_task')).toBe('mscrm.account');
  });
});

describe.skipIf(absent)('compared with a real organisation (skipped where ../shared/data is absent)', () => {
  const real = absent
    ? new Map<string, TypeText>()
    : typesOf(
        readFileSync(path.join(published, 'bcgov-lcrb-carla-dynamics-metadata-2020-11-16.xml'), 'utf8'),
      );
  const shared = [...typesOf(own)].filter(([name]) => real.has(name) && !name.startsWith('new_'));

  it('has only real columns, of their real types', () => {
    const wrong = shared.flatMap(([name, type]) =>
      [...type.properties]
        .filter(([property]) => !/^(new|sample)_/.test(property) && !newer.has(property))
        .filter(([property, edm]) => real.get(name)?.properties.get(property) !== edm)
        .map(([property]) => `${name}.${property}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has only real navigation properties, with their real targets', () => {
    const wrong = shared.flatMap(([name, type]) =>
      [...type.navigations]
        .filter(
          ([property, target]) =>
            !property.includes('new_') &&
            !/meterreading|sensorevent/.test(property) &&
            real.get(name)?.navigations.get(property) !== target,
        )
        .map(([property]) => `${name}.${property}`),
    );
    expect(wrong).toEqual([]);
  });
});
