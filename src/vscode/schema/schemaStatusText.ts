import type { EpochMs } from '../../core/base/clock';
import type { Schema } from '../../core/metadata/model';
import type { SchemaState } from '../../core/metadata/refresh';

/** What the language status says of a schema, as plain data. */
export interface SchemaStatusText {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  readonly busy: boolean;
  /** What the command beside it is called. */
  readonly action: string;
}

const calm = { severity: 'information', busy: false, action: 'Refresh metadata' } as const;

/** `askedAt`: when the environment was asked last, where it was in this window. */
export function schemaStatusText(
  state: SchemaState,
  environment: string,
  now: EpochMs,
  askedAt: EpochMs | undefined,
): SchemaStatusText {
  if (state.kind === 'failed') return failedText(state);
  if (state.kind === 'opening') return { ...calm, text: 'Schema: opening…', detail: environment, busy: true };
  if (state.kind === 'none') {
    const detail = `Sign in to ${environment} to load it. Names are not checked until then.`;
    return { ...calm, text: 'Schema: none yet', detail, action: 'Load metadata' };
  }
  if (state.kind === 'fetching') {
    const size = state.receivedBytes === 0 ? '' : ` ${megabytes(state.receivedBytes)}`;
    return { ...calm, text: `Schema: reading metadata…${size}`, detail: environment, busy: true };
  }
  if (state.kind === 'cached') {
    return {
      ...calm,
      text: `Schema: ${tables(state)}`,
      detail: kept(environment, state.stamp.fetchedAt, now),
    };
  }
  const checked = age(askedAt ?? state.stamp.fetchedAt, now);
  return { ...calm, text: `Schema: ${tables(state)}, checked ${checked}`, detail: environment };
}

function failedText(state: Extract<SchemaState, { kind: 'failed' }>): SchemaStatusText {
  const { schema, problem } = state;
  return {
    severity: schema === undefined ? 'error' : 'warning',
    busy: false,
    text: schema === undefined ? 'Schema: not loaded' : `Schema: ${tables(state)}, not checked`,
    detail: `${problem.title} ${problem.remedy}`,
    action: 'Try again',
  };
}

function kept(environment: string, fetchedAt: EpochMs, now: EpochMs): string {
  return `${environment}, as it was ${age(fetchedAt, now)}. It is compared when you are signed in.`;
}

function tables({ schema }: { readonly schema?: Schema }): string {
  const count = schema?.names('entitySet').length ?? 0;
  return count === 1 ? '1 table' : `${count.toLocaleString('en-US')} tables`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`;
}

/** `just now`, `5 min ago`, `3 h ago`, `2 days ago`. */
export function age(then: EpochMs, now: EpochMs): string {
  const minutes = Math.floor(Math.max(0, now - then) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ago`;
  return `${Math.floor(hours / 24)} days ago`;
}
