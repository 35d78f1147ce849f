// What the platform keeps of itself: solutions, apps, themes, system jobs and traces of plug-ins.
import type { Row } from '../db/store';
import { insertRows } from './context';
import type { SeedContext } from './context';
import { isoSecond, lifeOf } from './random';
import { daysAfter, grow, link, ownedRow, systemRow } from './rows';
import type { Market } from './rows';

export function seedPlatform(context: SeedContext, market: Market): void {
  const publishers = seedPublishers(context, market);
  seedSolutions(context, market, publishers);
  seedThemes(context, market);
  seedJobs(context, market);
  seedTraces(context, market);
}

function seedPublishers(context: SeedContext, { people }: Market): string[] {
  const names = [
    ['MicrosoftCorporation', 'Dynamics 365', 'none', 10_000],
    ['DefaultPublisherContoso', 'Default Publisher for Contoso', 'new', 10_000],
    ['ContosoMeters', 'Contoso Meters', 'sample', 72_700],
  ] as const;
  const rows = grow(context, names.length, (id, index) => {
    const [uniquename, friendlyname, customizationprefix, customizationoptionvalueprefix] =
      names[index] ?? names[0];
    return {
      publisherid: id,
      uniquename,
      friendlyname,
      customizationprefix,
      customizationoptionvalueprefix,
      isreadonly: index === 0 ? 1 : 0,
      organizationid: context.organizationId,
      ...systemRow(context, people),
    };
  });
  insertRows(context.store, 'publisher', rows);
  return rows.map((row) => row.publisherid);
}

const solutions = [
  ['Active', 'Active Solution', '1.0', 0, 1],
  ['Default', 'Default Solution', '1.0', 0, 1],
  ['ContosoMeters', 'Contoso Meters', '2.4.0.1', 0, 2],
  ['IsSystemAdminFunction', 'Is System Admin Function', '1.0.0.0', 1, 0],
  ['msdynce_Sales', 'Dynamics 365 Sales', '9.0.26104.1004', 1, 0],
] as const;

function seedSolutions(context: SeedContext, { people }: Market, publishers: readonly string[]): void {
  const rows = grow(context, solutions.length, (id, index) => {
    const [uniquename, friendlyname, version, ismanaged, publisher] = solutions[index] ?? solutions[0];
    return {
      solutionid: id,
      uniquename,
      friendlyname,
      version,
      ismanaged,
      isvisible: index === 0 ? 0 : 1,
      installedon: '2024-02-05T21:40:00Z',
      publisherid: publishers[publisher] ?? null,
      organizationid: context.organizationId,
      ...systemRow(context, people),
    };
  });
  insertRows(context.store, 'solution', rows);
  const apps = [
    ['sample_MeterOperations', 'Meter Operations'],
    ['msdynce_saleshub', 'Sales Hub'],
  ] as const;
  insertRows(
    context.store,
    'appmodule',
    grow(context, apps.length, (id, index) => {
      const [uniquename, name] = apps[index] ?? apps[0];
      return {
        appmoduleid: id,
        uniquename,
        name,
        clienttype: 4,
        formfactor: 1,
        isdefault: 0,
        isfeatured: 0,
        ismanaged: index,
        componentstate: 0,
        appmoduleversion: '1.0.0.0',
        introducedversion: '1.0.0.0',
        publisherid: publishers[index === 0 ? 2 : 0] ?? null,
        organizationid: context.organizationId,
        ...systemRow(context, people),
      };
    }),
  );
}

function seedThemes(context: SeedContext, { people }: Market): void {
  const colours = {
    backgroundcolor: '#FFFFFF',
    controlborder: '#CCCCCC',
    controlshade: '#F3F1F1',
    defaultcustomentitycolor: '#006551',
    defaultentitycolor: '#001CA5',
    globallinkcolor: '#1160B7',
    headercolor: '#1160B7',
    hoverlinkeffect: '#E7EFF7',
    navbarbackgroundcolor: '#002050',
    navbarshelfcolor: '#DFE2E8',
    processcontrolcolor: '#41A053',
    selectedlinkeffect: '#B1D6F0',
  };
  const names = ['CRM Default Theme', 'Contoso'];
  const rows = grow(context, names.length, (id, index) => ({
    themeid: id,
    name: names[index] ?? '',
    ...colours,
    ...(index === 1 ? { navbarbackgroundcolor: '#5B2D8E' } : {}),
    logotooltip: index === 0 ? 'Microsoft Dynamics 365' : 'Contoso',
    isdefaulttheme: index === 0 ? 1 : 0,
    type: index,
    statecode: 0,
    statuscode: 1,
    organizationid: context.organizationId,
    ...systemRow(context, people),
  }));
  insertRows(context.store, 'theme', rows);
}

function seedJobs(context: SeedContext, market: Market): void {
  const { random } = context;
  const rows = grow(context, 80, (id, index): Row => {
    const life = lifeOf(random);
    const [statecode, statuscode] = random.pick([[3, 30], [3, 30], [3, 31], [3, 32], [1, 10], [0, 0]] as const); // prettier-ignore
    const failed = statuscode === 31;
    const about = market.accounts[index];
    return {
      asyncoperationid: id,
      name: random.pick(['Update totals', 'Send reminder', 'Detect duplicates', 'Import readings']),
      operationtype: random.pick([1, 1, 8, 10, 13]),
      messagename: 'Update',
      message: failed ? 'The operation timed out.' : null,
      friendlymessage: failed ? 'Try again later.' : null,
      errorcode: failed ? -2_147_204_783 : null,
      depth: 1,
      retrycount: failed ? 3 : 0,
      primaryentitytype: 'account',
      startedon: isoSecond(life.created + 5_000),
      completedon: statecode === 3 ? isoSecond(life.created + 9_000) : null,
      executiontimespan: statecode === 3 ? 3.75 : null,
      iswaitingforevent: statuscode === 10 ? 1 : 0,
      postponeuntil: statuscode === 10 ? daysAfter(life.created, 2) : null,
      ...link('regardingobjectid', 'account', about?.id ?? null),
      statecode,
      statuscode,
      ...unversioned(ownedRow(context, market.people, life)),
    };
  });
  insertRows(context.store, 'asyncoperation', rows);
  seedDuplicates(context, market, String(rows[0]?.['asyncoperationid']));
}

/** Jobs have no version. */
const unversioned = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'versionnumber'));

/** What a job that looks for duplicates found. */
function seedDuplicates(context: SeedContext, { accounts }: Market, job: string): void {
  const rows = grow(context, 4, (id, index) => ({
    duplicateid: id,
    asyncoperationid: job,
    ...link('baserecordid', 'account', accounts[index * 2]?.id ?? null),
    ...link('duplicaterecordid', 'account', accounts[index * 2 + 1]?.id ?? null),
    createdon: '2026-03-02T04:00:00Z',
  }));
  insertRows(context.store, 'duplicaterecord', rows);
}

function seedTraces(context: SeedContext, { people }: Market): void {
  const { random } = context;
  const rows: Row[] = grow(context, 60, (id) => {
    const started = isoSecond(
      Date.UTC(2026, 9, random.integer(1, 30), random.integer(0, 23), random.integer(0, 59)),
    );
    const failed = random.chance(0.2);
    return {
      plugintracelogid: id,
      typename: random.pick([
        'BasicPlugin.FollowUpPlugin',
        'Contoso.Meters.CheckReading',
        'Contoso.Meters.RoundCost',
      ]),
      messagename: random.pick(['Create', 'Update']),
      primaryentity: random.pick(['account', 'new_meterreading']),
      messageblock: 'FollowupPlugin: Creating the task activity.\r\n',
      exceptiondetails: failed
        ? 'System.InvalidOperationException: The reading is lower than the one before.'
        : '',
      depth: 1,
      mode: random.integer(0, 1),
      operationtype: 1,
      issystemcreated: 0,
      performanceexecutionduration: random.integer(3, 900),
      performanceexecutionstarttime: started,
      performanceconstructorduration: random.integer(0, 20),
      performanceconstructorstarttime: started,
      correlationid: id.replace(/^..../, 'c0de'),
      createdon: started,
      createdby: people.system,
    };
  });
  insertRows(context.store, 'plugintracelog', rows);
}
