import type { Claims } from '../auth/jwt';
import type { CancelSignal } from '../base/cancel';
import { cancelledError, isProblemError } from '../base/problem';
import { askWhoAmI, findRoles, lookAtClaims, readOnce } from './accessSteps';
import type { ChainServices, ChainStep, FoundPlace, SignedIn, StepId } from './chain';
import { stepIds, stepTitles } from './chainSteps';
import { diagnose } from './diagnose';
import type { Cause } from './evidence';
import { StepFailed, askForChallenge, findAuthority, findName, shakeHands, type Found } from './networkSteps';
import { causesOfProblem } from './problemCause';

/** The whole chain's outcome: every step, and the causes of the first that failed (or of the doubts, or `healthy`). */
export interface ChainResult {
  readonly steps: readonly ChainStep[];
  readonly causes: readonly Cause[];
  readonly healthy: boolean;
}

/**
 * Goes from the name to one read, telling each step as it begins and as it ends. A fault of the name or certificate does not stop it: a
 * proxy may know the way. Throws `cancelled` alone.
 */
export async function runChain(
  services: ChainServices,
  onStep: (step: ChainStep) => void,
  signal: CancelSignal,
): Promise<ChainResult> {
  const chain = new Chain(services, onStep, signal);
  await chain.run();
  return chain.result;
}

class Chain {
  readonly #steps = new Map<StepId, ChainStep>();
  #claims: Claims | undefined;
  #challenge: string | undefined;

  constructor(
    private readonly services: ChainServices,
    private readonly onStep: (step: ChainStep) => void,
    private readonly signal: CancelSignal,
  ) {}

  async run(): Promise<void> {
    const { services, signal } = this;
    const named = await this.#step('dns', () => findName(services));
    if (named === undefined) this.#skip('tls', 'The name was not found.');
    else await this.#step('tls', () => shakeHands(services));
    const challenge = await this.#step('challenge', () => askForChallenge(services, signal));
    if (challenge === undefined) return this.#skipRest('The Web API did not answer as it should.');
    this.#proxyKnowsTheWay();
    this.#challenge = challenge.value;
    const place = await this.#step('authority', () => findAuthority(services, challenge.value, signal));
    if (place === undefined) return this.#skipRest('The login server could not be reached.');
    await this.#signedIn(place.value, challenge.value);
  }

  async #signedIn(place: FoundPlace, challenge: string): Promise<void> {
    const { services, signal } = this;
    let way: SignedIn | undefined;
    const token = await this.#step('token', async () => {
      way = await services.signIn(place);
      const value = await way.token(signal);
      return {
        detail: `A token was issued${value.account === undefined ? '' : ` to ${value.account}`}.`,
        value,
      };
    });
    if (token === undefined || way === undefined) return this.#skipRest('There is no token.');
    const { api } = way;
    const claims = await this.#step('claims', async () => lookAtClaims(services, token.value, challenge));
    this.#claims = claims?.value;
    const who = await this.#step('who-am-i', () => askWhoAmI(api, signal));
    if (who === undefined) return this.#skipRest('The environment does not let the sign-in in.');
    await this.#step('roles', () => findRoles(api, who.value, signal));
    await this.#step('read', () => readOnce(api, signal));
  }

  get result(): ChainResult {
    const steps = [...this.#steps.values()];
    const failed = steps.find(({ state }) => state === 'failed');
    // A token that is visibly wrong explains why the environment turned it down.
    const doubt = steps.find(({ id, state }) => id === 'claims' && state === 'warning');
    const guilty =
      failed?.id === 'who-am-i' && doubt !== undefined ? [...doubt.causes, ...failed.causes] : failed?.causes;
    const { environment, clock } = this.services;
    return {
      steps,
      causes:
        guilty ??
        diagnose({
          status: 200,
          environment,
          now: clock.now(),
          ...(this.#claims ? { claims: this.#claims } : {}),
        }),
      healthy: failed === undefined,
    };
  }

  async #step<T>(id: StepId, run: () => Promise<Found<T>>): Promise<Found<T> | undefined> {
    if (this.signal.cancelled) throw cancelledError();
    this.#tell({ id, title: stepTitles[id], state: 'running', detail: '', causes: [] });
    try {
      const found = await run();
      const causes = found.doubts ?? [];
      this.#tell({
        id,
        title: stepTitles[id],
        state: causes.length > 0 ? 'warning' : 'ok',
        detail: found.detail,
        causes,
      });
      return found;
    } catch (error) {
      if (this.signal.cancelled) throw cancelledError();
      const causes = this.#causesOf(error);
      this.#tell({
        id,
        title: stepTitles[id],
        state: 'failed',
        detail: causes[0]?.title ?? 'It failed.',
        causes,
      });
      return undefined;
    }
  }

  #causesOf(error: unknown): readonly Cause[] {
    const { environment, clock } = this.services;
    const around = {
      environment,
      now: clock.now(),
      ...(this.#claims === undefined ? {} : { claims: this.#claims }),
      ...(this.#challenge === undefined ? {} : { challenge: this.#challenge }),
    };
    if (error instanceof StepFailed) return error.causes;
    if (isProblemError(error)) return causesOfProblem(error.problem, around);
    return diagnose({ ...around, transportError: this.services.codeOf(error) ?? 'unknown' });
  }

  /** The Web API answered though the name or certificate could not be checked directly: a proxy stands between. */
  #proxyKnowsTheWay(): void {
    for (const step of this.#steps.values()) {
      if (step.state !== 'failed') continue;
      this.#tell({
        ...step,
        state: 'warning',
        detail: `${step.detail} The Web API answers all the same, through a proxy.`,
      });
    }
  }

  #skip(id: StepId, detail: string): void {
    this.#tell({ id, title: stepTitles[id], state: 'skipped', detail, causes: [] });
  }

  #skipRest(detail: string): void {
    for (const id of stepIds) if (!this.#steps.has(id)) this.#skip(id, detail);
  }

  #tell(step: ChainStep): void {
    this.#steps.set(step.id, step);
    this.onStep(step);
  }
}
