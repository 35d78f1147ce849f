import type { SandboxSettings } from './types';

/** Seconds that a token may live: 10 s to 28 h. */
export const tokenLifetimeLimits = { least: 10, most: 28 * 60 * 60 } as const;

const day = 24 * 60 * 60;

export class Settings {
  private values: Required<SandboxSettings>;
  private readonly initial: Required<SandboxSettings>;

  /** @throws RangeError */
  constructor(tokenLifetimeSeconds: number) {
    this.initial = {
      tokenLifetimeSeconds,
      refreshTokenGraceSeconds: 0,
      refreshTokenLifetimeSeconds: 90 * day,
      deviceCodeIntervalSeconds: 5,
      deviceCodeLifetimeSeconds: 900,
      multiFactorRequired: false,
      requiredClaims: {},
      claimsNeedInteraction: false,
    };
    this.values = this.initial;
    this.change(this.initial);
  }

  get current(): Required<SandboxSettings> {
    return this.values;
  }

  /** @throws RangeError where a value is out of its limits; nothing is changed then. */
  change(settings: SandboxSettings): void {
    const next = { ...this.values, ...settings };
    const { least, most } = tokenLifetimeLimits;
    const lifetime = next.tokenLifetimeSeconds;
    if (!Number.isInteger(lifetime) || lifetime < least || lifetime > most) {
      throw new RangeError(`A token lifetime is a whole number of seconds from ${least} to ${most}.`);
    }
    if (!isDuration(next.refreshTokenGraceSeconds)) {
      throw new RangeError('A grace is a number of seconds, 0 or more.');
    }
    const { refreshTokenLifetimeSeconds, deviceCodeIntervalSeconds, deviceCodeLifetimeSeconds } = next;
    if (
      ![refreshTokenLifetimeSeconds, deviceCodeIntervalSeconds, deviceCodeLifetimeSeconds].every(isDuration)
    ) {
      throw new RangeError('A lifetime or interval is a number of seconds, 0 or more.');
    }
    this.values = next;
  }

  reset(): void {
    this.values = this.initial;
  }
}

function isDuration(seconds: number): boolean {
  return Number.isFinite(seconds) && seconds >= 0;
}
