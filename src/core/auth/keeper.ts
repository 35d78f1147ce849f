import { CancelSource, type CancelSignal } from '../base/cancel';
import type { Clock } from '../base/clock';
import { Emitter, type Disposable, type Event } from '../base/event';
import { ProblemError, cancelledError, problemOf, type Problem } from '../base/problem';
import { parseChallenge } from './challenge';
import { newsOf } from './keeperNews';
import { Outcome } from './keeperOutcome';
import { KeeperRun } from './keeperRun';
import { reduce } from './keeperReducer';
import { initialState, livingToken, statusOf, usableToken } from './keeperState';
import type { KeeperEffect, KeeperEvent, KeeperState } from './keeperState';
import type { TokenSharing } from './leaseSharing';
import { orCancelled } from './orCancelled';
import type { AccessToken, TokenSource } from './ports';
import type { KeeperControl } from './tokenKeeperApi';
import type { TokenStatus, TokenSubject } from './tokenStatus';

export interface KeeperOptions {
  readonly subject: TokenSubject;
  readonly source: TokenSource;
  readonly clock: Clock;
  /** Another window wrote tokens or the secret of this environment. */
  readonly onDidChangeSecrets?: Event<unknown>;
  /** In place of it where the windows share the token and take turns at renewing it. */
  readonly sharing?: TokenSharing;
}

/**
 * Keeps one environment's token: drives the state machine of `keeperReducer.ts` with the clock and the token source.
 * However many callers wait, one acquisition is on its way; a caller that gives up does not stop it.
 */
export class TokenKeeper implements KeeperControl {
  readonly #subject: TokenSubject;
  readonly #source: TokenSource;
  readonly #clock: Clock;
  readonly #sharing: TokenSharing | undefined;
  readonly #changed = new Emitter<TokenStatus>();
  readonly #needsUser = new Emitter<Problem>();
  readonly #subscription: Disposable | undefined;
  #state: KeeperState;
  #shown: string;
  #timer: Disposable | undefined;
  #run: KeeperRun | undefined;
  #outcome: Outcome | undefined;
  #signIn: { readonly done: Promise<AccessToken>; readonly cancel: CancelSource } | undefined;
  #disposed = false;

  readonly onDidChangeStatus = this.#changed.event;
  readonly onDidNeedUser = this.#needsUser.event;

  constructor(options: KeeperOptions) {
    this.#subject = options.subject;
    this.#source = options.source;
    this.#clock = options.clock;
    this.#state = initialState(this.#clock.now());
    this.#shown = JSON.stringify(this.status);
    this.#sharing = options.sharing;
    this.#subscription =
      this.#sharing?.onDidChange((key) => void this.#hear(key)) ??
      options.onDidChangeSecrets?.(() => this.#dispatch({ type: 'secrets-changed' }));
  }

  get origin(): string {
    return this.#subject.origin;
  }

  get status(): TokenStatus {
    return statusOf(this.#subject, this.#state, this.#clock.now());
  }

  start(): void {
    if (this.#state.held === undefined && this.#state.work.kind === 'idle') this.#dispatch({ type: 'want' });
  }

  check(): void {
    this.#dispatch({ type: 'poke' });
  }

  async token(signal: CancelSignal): Promise<AccessToken> {
    this.#throwIfOver(signal);
    this.#dispatch({ type: 'want' });
    return usableToken(this.#state, this.#clock.now()) ?? this.#awaitToken(signal);
  }

  async replaceRejected(
    rejected: AccessToken,
    challenge: string | undefined,
    signal: CancelSignal,
  ): Promise<AccessToken> {
    this.#throwIfOver(signal);
    const claims = challenge === undefined ? undefined : parseChallenge(challenge)?.claims;
    this.#dispatch({ type: 'rejected', value: rejected.value, ...(claims === undefined ? {} : { claims }) });
    return usableToken(this.#state, this.#clock.now()) ?? this.#awaitToken(signal);
  }

  async renew(signal: CancelSignal): Promise<AccessToken> {
    this.#throwIfOver(signal);
    this.#dispatch({ type: 'renew' });
    return this.#outcome === undefined ? this.#lastResort() : this.#outcome.wait(signal);
  }

  async signIn(signal: CancelSignal): Promise<AccessToken> {
    this.#throwIfOver(signal);
    // A second click joins the sign-in on its way instead of opening another browser.
    if (this.#signIn !== undefined) return orCancelled(this.#signIn.done, signal);
    const cancel = new CancelSource();
    const stop = signal.onCancel(() => cancel.cancel());
    const done = this.#askUser(cancel.signal);
    this.#signIn = { done, cancel };
    try {
      return await done;
    } finally {
      stop();
      this.#signIn = undefined;
    }
  }

  async signOut(): Promise<void> {
    this.#signIn?.cancel.cancel();
    const run = this.#run;
    this.#dispatch({ type: 'signed-out' });
    // What is on its way could write to the cache after it was emptied.
    await Promise.allSettled([run?.done, this.#signIn?.done]);
    if (this.#sharing === undefined) await this.#source.signOut();
    else await this.#sharing.signOut(() => this.#source.signOut());
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#subscription?.dispose();
    this.#timer?.dispose();
    this.#signIn?.cancel.cancel();
    this.#abandon();
    this.#outcome?.reject(cancelledError());
    this.#outcome = undefined;
    this.#changed.dispose();
    this.#needsUser.dispose();
  }

  async #askUser(signal: CancelSignal): Promise<AccessToken> {
    const work = this.#state.work;
    const claims = 'claims' in work && work.claims !== undefined ? { claims: work.claims } : {};
    const token = await this.#source.signIn({ signal, ...claims });
    this.#throwIfOver(signal);
    this.#abandon();
    this.#dispatch({ type: 'obtained', token });
    await this.#sharing?.signedIn(token);
    return token;
  }

  /** Something changed in the shared store. A renewal on its way looks there itself. */
  async #hear(key: string): Promise<void> {
    const sharing = this.#sharing;
    if (sharing === undefined || this.#disposed) return;
    try {
      const news = await newsOf(sharing, key, this.#state.held, this.#clock.now());
      if (news.type === 'signed-out' || this.#state.work.kind !== 'renewing') this.#dispatch(news);
    } catch {
      // A store that cannot be read now is read again when the token is due.
    }
  }

  /** Waits for the renewal on its way; when it fails, a token with time left still serves. */
  async #awaitToken(signal: CancelSignal): Promise<AccessToken> {
    if (this.#outcome === undefined) return this.#lastResort();
    try {
      return await this.#outcome.wait(signal);
    } catch (error) {
      if (signal.cancelled || this.#disposed) throw error;
      return livingToken(this.#state, this.#clock.now()) ?? raise(error);
    }
  }

  #lastResort(): AccessToken {
    const work = this.#state.work;
    const living = livingToken(this.#state, this.#clock.now());
    if (living !== undefined) return living;
    if (work.kind === 'blocked') throw new ProblemError(work.reason);
    throw new ProblemError(work.kind === 'waiting' ? work.failure.reason : signedOut);
  }

  #dispatch(event: KeeperEvent): void {
    if (this.#disposed) return;
    const step = reduce(this.#state, event, this.#clock.now());
    this.#state = step.state;
    if (step.state.work.kind === 'renewing') this.#outcome ??= new Outcome();
    for (const effect of step.effects) this.#perform(effect);
    this.#settle();
    this.#publish();
  }

  #perform(effect: KeeperEffect): void {
    switch (effect.type) {
      case 'acquire':
        this.#acquire(effect.force, effect.claims);
        return;
      case 'abandon':
        this.#abandon();
        return;
      case 'wake':
        this.#timer?.dispose();
        this.#timer =
          effect.inMs === undefined
            ? undefined
            : this.#clock.setTimer(effect.inMs, () => this.#dispatch({ type: 'look' }));
    }
  }

  #acquire(force: boolean, claims: string | undefined): void {
    const held = this.#state.held;
    const run = new KeeperRun(this.#source, this.#clock, {
      force,
      ...(claims === undefined ? {} : { claims }),
      ...(held === undefined ? {} : { held: held.token.value }),
      ...(this.#sharing === undefined ? {} : { sharing: this.#sharing }),
      onAdopted: (token) => {
        if (this.#run === run) this.#dispatch({ type: 'adopted', token });
      },
    });
    this.#run = run;
    void run.done.then((outcome) => {
      if (this.#run !== run) return;
      this.#run = undefined;
      this.#dispatch(outcome);
    });
  }

  #abandon(): void {
    const run = this.#run;
    this.#run = undefined;
    run?.cancel();
  }

  /** Tells everybody who waits, once the renewal is over. */
  #settle(): void {
    const { work, held } = this.#state;
    const outcome = this.#outcome;
    if (outcome === undefined || work.kind === 'renewing') return;
    this.#outcome = undefined;
    if (work.kind === 'blocked') {
      if (!outcome.awaited) this.#needsUser.fire(work.reason);
      outcome.reject(new ProblemError(work.reason));
    } else if (work.kind === 'waiting') outcome.reject(new ProblemError(work.failure.reason));
    else if (held === undefined) outcome.reject(new ProblemError(signedOut));
    else outcome.resolve(held.token);
  }

  #publish(): void {
    const status = this.status;
    const shown = JSON.stringify(status);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#changed.fire(status);
  }

  #throwIfOver(signal: CancelSignal): void {
    if (this.#disposed || signal.cancelled) throw cancelledError();
  }
}

function raise(error: unknown): never {
  const problem = problemOf(error);
  throw problem === undefined ? error : new ProblemError(problem);
}

const signedOut: Problem = {
  kind: 'sign-in-needed',
  title: 'You are signed out of this environment.',
  remedy: 'Sign in.',
  action: 'sign-in',
};
