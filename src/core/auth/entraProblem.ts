import type { Problem } from '../base/problem';
import { causeOfCode, causeOfError, type EntraCause } from './entraCauses';
import { entraWords } from './entraWords';
import { redact } from './redact';

/** The token endpoint's answer other than success. */
export interface EntraAnswer {
  /** HTTP status, where the error came over HTTP and not by redirect. */
  readonly status?: number;
  /** Parsed JSON of the body, or the parameters of a redirect. Anything at all: it is checked here. */
  readonly body: unknown;
  /** `Retry-After` as sent. */
  readonly retryAfter?: string;
}

export interface EntraDiagnosis {
  readonly cause: EntraCause;
  readonly problem: Problem;
  /** Claims to sign in with, as JSON text (conditional access). */
  readonly claims?: string;
}

/**
 * What an OAuth error of Entra means. Every code that is not known gets the words of its `error` field, and every
 * body at all a decent answer. Texts of the server are taken over as details only, without what looks like a secret.
 */
export function diagnoseEntra(answer: EntraAnswer): EntraDiagnosis {
  const error = textOf(answer.body, 'error');
  // At the token endpoint `suberror`, in a redirect `error_subcode` ("cancel" for the Cancel button).
  const suberror = textOf(answer.body, 'suberror') ?? textOf(answer.body, 'error_subcode');
  const description = textOf(answer.body, 'error_description');
  const code = codeOf(answer.body, description);
  const cause = causeOf(answer.status, code, error, suberror);
  const { kind, title, cause: why, remedy, action } = entraWords[cause];
  const correlationId =
    textOf(answer.body, 'correlation_id') ?? /Correlation ID:\s*([\w-]+)/i.exec(description ?? '')?.[1];
  const details = detailsOf(error, suberror, description);
  const retryAfterMs = parseRetryAfter(answer.retryAfter);
  const claims = textOf(answer.body, 'claims');
  return {
    cause,
    ...(claims === undefined ? {} : { claims }),
    problem: {
      kind,
      title,
      cause: why,
      remedy,
      ...(action === undefined ? {} : { action }),
      ...(code === undefined ? {} : { code: `AADSTS${code}` }),
      ...(answer.status === undefined ? {} : { status: answer.status }),
      ...(correlationId === undefined ? {} : { correlationId }),
      ...(details === undefined ? {} : { details }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  };
}

/** `Retry-After` in seconds, as Entra sends it, in milliseconds; `undefined` for a date or nonsense. */
export function parseRetryAfter(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,6}$/.test(value.trim()) ? Number(value.trim()) * 1000 : undefined;
}

function causeOf(
  status: number | undefined,
  code: number | undefined,
  error: string | undefined,
  suberror: string | undefined,
): EntraCause {
  if (suberror === 'cancel') return 'cancelled';
  const byCode = code === undefined ? undefined : causeOfCode.get(code);
  if (byCode !== undefined) return byCode;
  if (status === 429) return 'throttled';
  if (status !== undefined && status >= 500) return 'service-unavailable';
  // Without a code, access_denied is what Cancel in the browser gives; with one it is a refusal that we do not know.
  if (error === 'access_denied' && code !== undefined) return 'unknown';
  return causeOfError.get(suberror ?? '') ?? causeOfError.get(error ?? '') ?? 'unknown';
}

/** The first of `error_codes`, else the number in the description. */
function codeOf(body: unknown, description: string | undefined): number | undefined {
  const codes: unknown = fieldOf(body, 'error_codes');
  const listed: unknown = Array.isArray(codes) ? codes[0] : undefined;
  if (typeof listed === 'number' && Number.isSafeInteger(listed) && listed > 0) return listed;
  const written = /AADSTS(\d{4,9})/.exec(description ?? '')?.[1];
  return written === undefined ? undefined : Number(written);
}

function detailsOf(
  error: string | undefined,
  suberror: string | undefined,
  description: string | undefined,
): string | undefined {
  const head = [error, suberror].filter((part) => part !== undefined).join(', ');
  const text = [head, description].filter((part) => part !== undefined && part !== '').join(': ');
  return text === '' ? undefined : redact(text.replace(/\r\n/g, '\n')).slice(0, 2000);
}

function textOf(body: unknown, name: string): string | undefined {
  const value = fieldOf(body, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null
    ? (body as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
