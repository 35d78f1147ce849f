import { defineSchema } from './define';
import { account } from './tables/account';
import { activitypointer, task } from './tables/activity';
import { contact } from './tables/contact';
import { meterreading } from './tables/meterreading';
import { opportunity } from './tables/opportunity';
import { organization, transactioncurrency } from './tables/organization';
import { privilege, roleprivileges } from './tables/security';
import { businessunit, principal, role, systemuser, team } from './tables/people';

/** The sandbox's organisation. A table more is a file in `tables/` and a line here. */
export const schema = defineSchema(
  [
    account,
    activitypointer,
    businessunit,
    contact,
    meterreading,
    opportunity,
    organization,
    principal,
    privilege,
    role,
    roleprivileges,
    systemuser,
    task,
    team,
    transactioncurrency,
  ],
  [
    { name: 'systemuserroles_association', intersect: 'systemuserroles', left: 'systemuser', right: 'role' },
    { name: 'roleprivileges_association', intersect: 'roleprivileges', left: 'role', right: 'privilege' },
    { name: 'teamroles_association', intersect: 'teamroles', left: 'team', right: 'role' },
    { name: 'teammembership_association', intersect: 'teammembership', left: 'team', right: 'systemuser' },
  ],
);
