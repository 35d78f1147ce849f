import type { Disposable } from './event';

/** Milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = number;

/** Time as a port: tests drive it, and a laptop's sleep is only a jump of `now()`. */
export interface Clock {
  /** The wall clock, which may jump either way. */
  now(): EpochMs;
  /** Calls `callback` once after about `ms` milliseconds; a timer may fire late by any amount (sleep). */
  setTimer(ms: number, callback: () => void): Disposable;
}
