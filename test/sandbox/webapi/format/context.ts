import type { Plan } from '../query/plan';
import type { Table } from '../schema/model';

/** The set that a table's rows are in; principals have one that is no way in. */
export const setOf = (table: Table): string => (table.setName === '' ? 'owners' : table.setName);

/**
 * `accounts(name,primarycontactid(fullname))`: what `@odata.context` says behind `$metadata#`.
 * @param via how the rows were reached, where not by their own set: `activitypointers/Microsoft.Dynamics.CRM.task`
 */
export function contextOf(plan: Plan, via: string = setOf(plan.table)): string {
  const parts = [...plan.selected];
  for (const { navigation, plan: inner, ref } of plan.expands) {
    if (ref) parts.push(navigation.name, `${navigation.name}/$ref()`);
    else parts.push(`${navigation.name}(${innerContext(inner)})`);
  }
  return parts.length === 0 ? via : `${via}(${parts.join(',')})`;
}

function innerContext(plan: Plan): string {
  const whole = contextOf(plan);
  const open = whole.indexOf('(');
  return open < 0 ? '' : whole.slice(open + 1, -1);
}
