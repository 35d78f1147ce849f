import type { Problem } from '../base/problem';
import { causeOfError, type EntraCause } from './entraCauses';
import { causeOfCode, tellingCode } from './entraCodes';
import { causeOfWords } from './entraMessages';
import { entraWords } from './entraWords';
import { redact } from './redact';

/** The token endpoint's answer other than success. */
export interface EntraAnswer {
  /** HTTP status, where the error came over HTTP and not by redirect. */
  readonly status?: number;
  /** Parsed JSON of the body, or the parameters of a redirect. Anything at all: it is checked here. */
  readonly body: unknown;
  /** What `Retry-After` asks for, in milliseconds. */
  readonly retryAfterMs?: number;
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
  const cause = causeOf(answer.status, code, error, suberror, description);
  const { kind, title, cause: why, remedy, action } = entraWords[cause];
  const correlationId =
    textOf(answer.body, 'correlation_id') ?? /Correlation ID:\s*([\w-]+)/i.exec(description ?? '')?.[1];
  const details = detailsOf(error, suberror, description);
  const { retryAfterMs } = answer;
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

function causeOf(
  status: number | undefined,
  code: number | undefined,
  error: string | undefined,
  suberror: string | undefined,
  description: string | undefined,
): EntraCause {
  if (suberror === 'cancel') return 'cancelled';
  const byCode = code === undefined ? undefined : causeOfCode.get(code);
  if (byCode !== undefined) return byCode;
  if (status === 429) return 'throttled';
  const bySuberror = causeOfError.get(suberror ?? '');
  if (bySuberror !== undefined) return bySuberror;
  const byWords = causeOfWords(description ?? '');
  if (byWords !== undefined) return byWords;
  if (status !== undefined && status >= 500) return 'service-unavailable';
  // Without a code, access_denied is what Cancel in the browser gives; with one it is a refusal that we do not know.
  if (error === 'access_denied' && code !== undefined) return 'unknown';
  return causeOfError.get(error?.toLowerCase() ?? '') ?? 'unknown';
}

/** The most telling of `error_codes`, of the numbers in the description and of that in `error_uri`. */
function codeOf(body: unknown, description: string | undefined): number | undefined {
  const codes: unknown = fieldOf(body, 'error_codes');
  const listed: readonly unknown[] = Array.isArray(codes) ? codes : [codes];
  const written = [...(description ?? '').matchAll(/AADSTS[\s:-]{0,2}(\d{4,9})/gi)].map((match) => match[1]);
  const linked = /[?&]code=(\d{4,9})\b/.exec(textOf(body, 'error_uri') ?? '')?.[1];
  return tellingCode([...listed, ...written, linked].flatMap(codeNumber));
}

function codeNumber(value: unknown): number[] {
  const number =
    typeof value === 'string' && /^(?:AADSTS)?\d{4,9}$/i.test(value)
      ? Number(value.replace(/\D/g, ''))
      : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? [number] : [];
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
