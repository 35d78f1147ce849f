import { applicationUserPlan } from '../../core/setup/applicationUser';
import type { SetupPlan } from '../../core/setup/model';
import { graphPermissionsOf } from '../../core/setup/preview';
import { registerApplicationPlan } from '../../core/setup/registerApplication';
import {
  changeLifetimePlan,
  lifetimePermissions,
  removeLifetimePlan,
  setLifetimePlan,
} from '../../core/setup/tokenLifetime';
import type { SetupTask } from './runs';

export function planOf(task: SetupTask): SetupPlan {
  if (task.kind === 'application') return registerApplicationPlan(task.input);
  if (task.kind === 'application-user') return applicationUserPlan(task.input);
  return lifetimePlan(task);
}

function lifetimePlan({ before, seconds }: Extract<SetupTask, { kind: 'lifetime' }>): SetupPlan {
  if (seconds !== undefined) {
    return before === undefined ? setLifetimePlan(seconds) : changeLifetimePlan(before, seconds);
  }
  if (before === undefined) throw new Error('There is no policy to remove.');
  return removeLifetimePlan(before);
}

/** Permissions of Microsoft Graph to sign in with. A permission to write comprises the one to read. */
export function permissionsOf(task: SetupTask): readonly string[] {
  if (task.kind === 'lifetime') return lifetimePermissions;
  const needed = graphPermissionsOf(planOf(task));
  return needed.filter((one) => one !== 'Application.Read.All');
}
