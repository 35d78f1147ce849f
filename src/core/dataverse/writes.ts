import type { OrganizationType } from './organization';

/** What decides whether a request that changes data asks the user first. */
export interface WriteContext {
  readonly method: string;
  /** The environment is marked as production. */
  readonly protected: boolean;
  /** Undefined while it is not known: then it counts as production. */
  readonly organizationType?: OrganizationType | undefined;
  /** The user said "Don't ask again for this environment". */
  readonly dontAskAgain: boolean;
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True for a method that may change data. */
export function isWrite(method: string): boolean {
  return !reading.has(method.toUpperCase());
}

/**
 * A write asks first, unless the organisation is known to be no production one or the user said not to ask;
 * a protected environment always asks.
 */
export function needsConfirmation(context: WriteContext): boolean {
  if (!isWrite(context.method)) return false;
  if (context.protected) return true;
  return !context.dontAskAgain && context.organizationType?.production !== false;
}
