import type { Plan } from '../query/plan';

/** `accounts(name,primarycontactid(fullname))`: what `@odata.context` says behind `$metadata#`. */
export function contextOf(plan: Plan): string {
  const parts = [...plan.selected];
  for (const { navigation, plan: inner, ref } of plan.expands) {
    if (ref) parts.push(navigation.name, `${navigation.name}/$ref()`);
    else parts.push(`${navigation.name}(${innerContext(inner)})`);
  }
  return parts.length === 0 ? plan.table.setName : `${plan.table.setName}(${parts.join(',')})`;
}

function innerContext(plan: Plan): string {
  const whole = contextOf(plan);
  const open = whole.indexOf('(');
  return open < 0 ? '' : whole.slice(open + 1, -1);
}
