import { ProblemError, problemOf } from '../base/problem';
import type { SetupLedger, SetupRequest, SetupStep, StepIo } from './model';
import type { SetupWorld } from './world';

/** A step's hands, bound to what the ledger knows. */
export function openStep(step: SetupStep, ledger: SetupLedger, world: SetupWorld): StepIo {
  const { needs } = step;
  const service = world.services[needs.service];
  if (service === undefined) throw new Error(`No ${needs.service} service for the step ${step.id}.`);
  const known = (name: string): string | undefined => ledger.values[name];
  const value = (name: string): string => {
    const found = known(name);
    if (found === undefined) throw new Error(`No step before ${step.id} gave ${name}.`);
    return found;
  };
  const send = (request: SetupRequest) => service.send(request, needs, world);
  return {
    send,
    find: async (request) => {
      try {
        return await send(request);
      } catch (error) {
        if (problemOf(error)?.status === 404) return undefined;
        throw error;
      }
    },
    value,
    known,
    interrupted: ledger.started === step.id,
    keepSecret: (secret) => world.secret.keep(value('appId'), secret),
    hasSecret: () => world.secret.has(value('appId')),
    forgetSecret: () => world.secret.forget(value('appId')),
  };
}

/** For steps that cannot go on with what the user entered. */
export function unusable(title: string, remedy: string): ProblemError {
  return new ProblemError({ kind: 'bad-input', title, remedy });
}
