// The organisation itself: currencies, business units, users (among them those of the directory), teams, roles.
import type { LimitedAccess } from '../../server/types';
import type { Row } from '../db/store';
import { audit, insertRows } from './context';
import type { Currency, Owner, People, SeedContext } from './context';
import { readOnlyRole, seedLimited, seedPrivileges } from './security';
import { ascii, person } from './names';
import { sequentialIds } from './random';

const founded = { created: Date.UTC(2021, 8, 14, 7, 12, 40), modified: Date.UTC(2021, 8, 14, 7, 12, 40) };
const employees = 24;
const roleNames = [
  'System Administrator',
  'System Customizer',
  'Basic User',
  'Salesperson',
  'Sales Manager',
  'Service Reader',
  'Environment Maker',
  'Delegate',
];

export function seedOrganization(context: SeedContext): { people: People; currencies: readonly Currency[] } {
  const { random, store } = context;
  const unitIds = sequentialIds(random, 8);
  const units = ['', 'Sales EMEA', 'Sales Americas', 'Service'].map((name) => ({
    id: unitIds.next().value,
    name,
  }));
  const root = units[0]?.id ?? '';
  const userIds = sequentialIds(random, 64);
  const system = userIds.next().value;
  const currencies = seedCurrencies(context, system);
  const people = seedUsers(context, { userIds, system, units: units.map((unit) => unit.id), root });
  insertRows(
    store,
    'businessunit',
    units.map(({ id, name }) => ({
      businessunitid: id,
      name: name === '' ? context.environmentName : name,
      divisionname: null,
      isdisabled: 0,
      workflowsuspended: 0,
      inheritancemask: 1023,
      parentbusinessunitid: id === root ? null : root,
      organizationid: context.organizationId,
      ...audit(context, founded, system),
    })),
  );
  insertRows(store, 'organization', [organizationRow(context, system, currencies)]);
  const teams = seedTeams(context, units, system);
  seedRoles(context, { root, system, users: people.users, teams: teams.map((team) => team.id) });
  store.insertAll(
    'teammembership',
    ['teamid', 'systemuserid'],
    people.users.map((user, index) => [teams[index % teams.length]?.id ?? '', user]),
  );
  return { people: { ...people, owners: [...people.owners, ...teams.slice(1)] }, currencies };
}

function organizationRow(context: SeedContext, system: string, currencies: readonly Currency[]): Row {
  return {
    organizationid: context.organizationId,
    name: context.environmentName,
    schemanameprefix: 'new',
    languagecode: 1033,
    localeid: 1033,
    maxuploadfilesize: 5_242_880,
    maxrecordsforexporttoexcel: 100_000,
    currencydecimalprecision: 2,
    pricingdecimalprecision: 2,
    currencysymbol: '$',
    dateformatstring: 'M/d/yyyy',
    timeformatstring: 'h:mm tt',
    weekstartdaycode: 0,
    isauditenabled: 0,
    systemuserid: system,
    basecurrencyid: currencies[0]?.id ?? null,
    ...audit(context, founded, system),
  };
}

function seedCurrencies(context: SeedContext, system: string): Currency[] {
  const ids = sequentialIds(context.random, 8);
  const rows = (
    [
      ['US Dollar', 'USD', '$', 1],
      ['Euro', 'EUR', '€', 0.92],
      ['Pound Sterling', 'GBP', '£', 0.79],
      ['Swiss Franc', 'CHF', 'CHF', 0.88],
    ] as const
  ).map(([currencyname, isocurrencycode, currencysymbol, exchangerate]) => ({
    transactioncurrencyid: ids.next().value,
    currencyname,
    isocurrencycode,
    currencysymbol,
    currencyprecision: 2,
    exchangerate,
    statecode: 0,
    statuscode: 1,
    organizationid: context.organizationId,
    ...audit(context, founded, system),
  }));
  insertRows(context.store, 'transactioncurrency', rows);
  return rows.map((row) => ({ id: row.transactioncurrencyid, rate: row.exchangerate }));
}

interface UserSeed {
  readonly userIds: Iterator<string, never>;
  readonly system: string;
  readonly units: readonly string[];
  readonly root: string;
}

function seedUsers(
  context: SeedContext,
  { userIds, system, units, root }: UserSeed,
): Omit<People, 'owners'> & { owners: Owner[] } {
  const rows: Row[] = [];
  const add = (id: string, unit: string, columns: Row): void => {
    rows.push({
      systemuserid: id,
      ownerid: id,
      fullname: null,
      firstname: null,
      lastname: null,
      jobtitle: null,
      domainname: null,
      internalemailaddress: null,
      applicationid: null,
      azureactivedirectoryobjectid: null,
      isdisabled: 0,
      setupuser: 0,
      islicensed: 1,
      accessmode: 0,
      caltype: 0,
      organizationid: context.organizationId,
      businessunitid: unit,
      parentsystemuserid: null,
      ...audit(context, founded, system),
      ...columns,
    });
  };
  add(system, root, {
    fullname: 'SYSTEM',
    firstname: null,
    lastname: 'SYSTEM',
    isdisabled: 1,
    setupuser: 1,
    islicensed: 0,
    accessmode: 3,
  });
  const working: Owner[] = [];
  for (const user of context.users.filter(hasEverything)) {
    const id = userIds.next().value;
    add(id, root, {
      fullname: `${user.givenName} ${user.familyName}`,
      firstname: user.givenName,
      lastname: user.familyName,
      domainname: user.userPrincipalName,
      internalemailaddress: user.userPrincipalName,
      azureactivedirectoryobjectid: user.objectId,
    });
    working.push({ id, type: 'systemuser', businessUnit: root });
  }
  for (const application of context.applications.filter(hasEverything)) {
    add(userIds.next().value, root, {
      fullname: `# ${application.displayName}`,
      firstname: '#',
      lastname: application.displayName,
      domainname: application.applicationId,
      internalemailaddress: `${ascii(application.displayName)}@${ascii(context.environmentName)}.test`,
      applicationid: application.applicationId,
      azureactivedirectoryobjectid: application.objectId,
      islicensed: 0,
      accessmode: 4,
    });
  }
  const manager = working[0]?.id ?? null;
  for (let index = 0; index < employees; index += 1) {
    const name = person(context.random);
    const unit = units[index % units.length] ?? root;
    const address = `${name.mailbox}${index}@contoso.test`;
    const id = userIds.next().value;
    add(id, unit, {
      fullname: name.full,
      firstname: name.first,
      lastname: name.last,
      jobtitle: context.random.pick([
        'Account Manager',
        'Sales Representative',
        'Service Engineer',
        'Inside Sales',
      ]),
      domainname: address,
      internalemailaddress: address,
      isdisabled: context.random.chance(0.1) ? 1 : 0,
      parentsystemuserid: manager,
    });
    working.push({ id, type: 'systemuser', businessUnit: unit });
  }
  insertRows(context.store, 'systemuser', rows);
  return {
    rootBusinessUnit: root,
    system,
    users: rows.map((row) => String(row['systemuserid'])),
    owners: working,
  };
}

/** Who is not limited is one of the first users; the limited ones come last, so that no other row changes. */
const hasEverything = ({ inDataverse, access }: { inDataverse: boolean; access?: LimitedAccess }): boolean =>
  inDataverse && access === undefined;

function seedTeams(
  context: SeedContext,
  units: readonly { id: string; name: string }[],
  system: string,
): Owner[] {
  const ids = sequentialIds(context.random, 12);
  const rows = [
    ...units.map((unit) => ({
      name: unit.name === '' ? context.environmentName : unit.name,
      unit: unit.id,
      isdefault: 1,
    })),
    { name: 'Key Accounts', unit: units[1]?.id ?? '', isdefault: 0 },
    { name: 'Meter Operations', unit: units[3]?.id ?? '', isdefault: 0 },
  ].map(({ name, unit, isdefault }) => {
    const id = ids.next().value;
    return {
      teamid: id,
      ownerid: id,
      name,
      description: isdefault === 1 ? 'Default team for the parent business unit.' : null,
      isdefault,
      systemmanaged: isdefault,
      teamtype: 0,
      organizationid: context.organizationId,
      businessunitid: unit,
      administratorid: system,
      ...audit(context, founded, system),
    };
  });
  insertRows(context.store, 'team', rows);
  return rows.map((row) => ({ id: row.teamid, type: 'team', businessUnit: row.businessunitid }));
}

interface RoleSeed {
  readonly root: string;
  readonly system: string;
  readonly users: readonly string[];
  readonly teams: readonly string[];
}

function seedRoles(context: SeedContext, { root, system, users, teams }: RoleSeed): void {
  const ids = sequentialIds(context.random, 16);
  const rows = roleNames.map((name) => {
    const id = ids.next().value;
    return {
      roleid: id,
      name,
      roleidunique: id.replace(/^..../, 'f00d'),
      organizationid: context.organizationId,
      ismanaged: 1,
      componentstate: 0,
      businessunitid: root,
      parentrootroleid: id,
      ...audit(context, founded, system),
    };
  });
  insertRows(context.store, 'role', rows);
  seedPrivileges(context, rows);
  const readOnlyRoleId = rows.find(({ name }) => name === readOnlyRole)?.roleid ?? '';
  seedLimited(context, { root, system, readOnlyRoleId });
  const directory = [...context.users, ...context.applications].filter(hasEverything).length;
  store(
    context,
    'systemuserroles',
    'systemuserid',
    users.flatMap((user, index) => {
      const role = index <= directory ? rows[0] : rows[2 + (index % 4)];
      return role === undefined ? [] : [[user, role.roleid] as const];
    }),
  );
  store(
    context,
    'teamroles',
    'teamid',
    teams.map((team) => [team, rows[2]?.roleid ?? ''] as const),
  );
}

function store(
  context: SeedContext,
  intersect: string,
  near: string,
  pairs: readonly (readonly [string, string])[],
): void {
  context.store.insertAll(intersect, [near, 'roleid'], pairs);
}
