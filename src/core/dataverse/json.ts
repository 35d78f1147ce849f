import type { HttpResponse } from '../base/http';
import { ProblemError } from '../base/problem';
import { decodeUtf8 } from '../base/utf8';

/** A JSON object whose members nobody has checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is a string, else undefined. */
export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Parses a small body (not a page of rows). Throws `malformed-answer`. `what` names the request, for the words. */
export function readJson(response: HttpResponse, what: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(decodeUtf8(response.body));
    if (isJsonObject(parsed)) return parsed;
  } catch {
    // Said below, in words of ours.
  }
  throw new ProblemError({
    kind: 'malformed-answer',
    title: `The answer to ${what} is not the JSON that the Web API promises.`,
    cause: 'Something between here and Dataverse, such as a proxy or a firewall, may have answered instead.',
    remedy: 'Open the address in a browser to see what answers there, then try again.',
    action: 'retry',
    status: response.status,
  });
}
