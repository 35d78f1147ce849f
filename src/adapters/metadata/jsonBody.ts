import { ProblemError } from '../../core/base/problem';
import { isJsonObject, type JsonObject } from '../../core/dataverse/json';

/** Definitions are large: the platform's own decoder reads them in a moment. Throws `malformed-answer`. */
export function readJsonBody(body: Uint8Array, what: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    if (isJsonObject(parsed)) return parsed;
  } catch {
    // Said below, in words of ours.
  }
  throw new ProblemError({
    kind: 'malformed-answer',
    title: `The answer to ${what} is not the JSON that the Web API promises.`,
    remedy: 'Try again later.',
    action: 'retry',
  });
}
