// Device codes (RFC 8628): what was asked for, and what the person at the verification page said.
import { randomBytes, randomInt } from 'node:crypto';
import type { DirectoryUser } from '../server/types';
import { EntraError } from './entraError';
import type { UserGrant } from './grants';

export interface DeviceRequest {
  readonly applicationId: string;
  readonly scope: string;
  /** `claims` as sent. */
  readonly claims?: string;
}

export interface DeviceAuthorization {
  readonly deviceCode: string;
  readonly userCode: string;
}

interface Pending {
  readonly request: DeviceRequest;
  readonly userCode: string;
  readonly expiresAt: number;
  /** Milliseconds; five seconds more after each `slow_down`, as RFC 8628 3.5 says. */
  interval: number;
  polledAt?: number;
  answer?: DirectoryUser | 'declined';
}

/** Entra's letters: none that look alike. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** Timers are not exact: who is a little early is no pest. */
const tolerance = 0.8;

export class DeviceCodes {
  private readonly codes = new Map<string, Pending>();

  constructor(private readonly now: () => number) {}

  issue(request: DeviceRequest, lifetimeSeconds: number, intervalSeconds: number): DeviceAuthorization {
    const deviceCode = `G${randomBytes(72).toString('base64url')}`;
    const userCode = Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join('');
    this.codes.set(deviceCode, {
      request,
      userCode,
      expiresAt: this.now() + lifetimeSeconds * 1000,
      interval: intervalSeconds * 1000,
    });
    return { deviceCode, userCode };
  }

  /** The request that waits behind what a person typed; undefined where there is none, or no more. */
  waiting(userCode: string): DeviceRequest | undefined {
    return this.find(userCode)?.request;
  }

  /** @returns whether somebody was still waiting for it. */
  answer(userCode: string, answer: DirectoryUser | 'declined'): boolean {
    const pending = this.find(userCode);
    if (pending) pending.answer = answer;
    return pending !== undefined;
  }

  /**
   * The grant of a code that somebody approved; it is spent with it.
   * @param multiFactor whether the page asked for more than the password
   * @throws EntraError 70016 (`authorization_pending`, `slow_down`), 70018, 70019, 65004 (`authorization_declined`)
   */
  redeem(deviceCode: string, applicationId: string, multiFactor: boolean): UserGrant {
    const pending = this.codes.get(deviceCode);
    if (!pending || pending.request.applicationId !== applicationId) throw new EntraError(70018);
    const now = this.now();
    if (now >= pending.expiresAt) throw new EntraError(70019);
    if (pending.answer === 'declined') throw new EntraError(65004, { error: 'authorization_declined' });
    if (pending.answer === undefined) throw this.notYet(pending, now);
    this.codes.delete(deviceCode);
    return { ...pending.request, user: pending.answer, multiFactor };
  }

  clear(): void {
    this.codes.clear();
  }

  private notYet(pending: Pending, now: number): EntraError {
    const tooSoon = pending.polledAt !== undefined && now - pending.polledAt < pending.interval * tolerance;
    pending.polledAt = now;
    if (!tooSoon) return new EntraError(70016);
    pending.interval += 5000;
    return new EntraError(70016, { error: 'slow_down' });
  }

  private find(userCode: string): Pending | undefined {
    const typed = userCode.toUpperCase().replaceAll(/[\s-]/g, '');
    return [...this.codes.values()].find(
      (one) => one.userCode === typed && one.answer === undefined && this.now() < one.expiresAt,
    );
  }
}
