// Columns that the platform gives to every table of a kind.
import { datetimes, decimals, integers, lookup, platform } from './columns';
import type { ColumnSpec } from './model';

interface StandardNames {
  /** Begins the names of the relationships with users: `lk_accountbase`. */
  readonly audit: string;
  /** The same for who acted on behalf of another, where it differs. */
  readonly onBehalf?: string;
  /** Bookkeeping columns that this table lacks. */
  readonly without?: readonly string[];
  /** Added to every navigation property: activities carry their own beside the inherited ones. */
  readonly suffix?: string;
}

/** Who made and changed the row, when, and its version. */
export function auditColumns({
  audit,
  onBehalf = audit,
  without = [],
  suffix = '',
}: StandardNames): ColumnSpec[] {
  const users = [
    ...['createdby', 'modifiedby'].map((name) => [name, audit] as const),
    ...['createdonbehalfby', 'modifiedonbehalfby'].map((name) => [name, onBehalf] as const),
  ];
  return platform([
    ...datetimes('createdon modifiedon overriddencreatedon'),
    { logicalName: 'versionnumber', kind: 'bigint' },
    ...integers('importsequencenumber timezoneruleversionnumber utcconversiontimezonecode'),
    ...users.map(([name, prefix]) => lookup(name, 'systemuser', `${prefix}_${name}`, `${name}${suffix}`)),
  ]).filter((column) => !without.includes(column.logicalName));
}

/** Tables of the platform itself know no time zone rules. */
export const noTimeZone = ['timezoneruleversionnumber', 'utcconversiontimezonecode'];

interface OwnerNames {
  /** Collections on principal, systemuser, team and businessunit. */
  readonly principal: string;
  readonly user: string;
  readonly team: string;
  readonly businessUnit: string;
  readonly suffix?: string;
}

export function ownerColumns(names: OwnerNames): ColumnSpec[] {
  const suffix = names.suffix ?? '';
  return [
    lookup('ownerid', 'principal', names.principal),
    ...platform([
      lookup('owninguser', 'systemuser', names.user, `owninguser${suffix}`),
      lookup('owningteam', 'team', names.team, `owningteam${suffix}`),
      lookup('owningbusinessunit', 'businessunit', names.businessUnit, `owningbusinessunit${suffix}`),
    ]),
  ];
}

export const currencyColumns = (partner: string, suffix = ''): ColumnSpec[] => [
  lookup('transactioncurrencyid', 'transactioncurrency', partner, `transactioncurrencyid${suffix}`),
  ...platform(decimals('exchangerate', 12)),
];
