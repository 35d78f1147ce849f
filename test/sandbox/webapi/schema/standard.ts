// Columns that the platform gives to every table of a kind.
import { datetimes, decimals, integers, lookup, platform } from './columns';
import type { ColumnSpec } from './model';

interface StandardNames {
  /** Begins the names of the relationships with users: `lk_accountbase`. */
  readonly audit: string;
  /** Added to every navigation property: activities carry their own beside the inherited ones. */
  readonly suffix?: string;
}

/** Who made and changed the row, when, and its version. */
export function auditColumns({ audit, suffix = '' }: StandardNames): ColumnSpec[] {
  const users = ['createdby', 'modifiedby', 'createdonbehalfby', 'modifiedonbehalfby'];
  return platform([
    ...datetimes('createdon modifiedon overriddencreatedon'),
    { logicalName: 'versionnumber', kind: 'bigint' },
    ...integers('importsequencenumber timezoneruleversionnumber utcconversiontimezonecode'),
    ...users.map((name) => lookup(name, 'systemuser', `${audit}_${name}`, `${name}${suffix}`)),
  ]);
}

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
