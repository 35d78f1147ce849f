import { ProblemError } from '../base/problem';
import { isJsonObject, stringOf, type JsonObject } from '../dataverse/json';

/** The objects of a list answer. */
export function listIn(answer: JsonObject, name = 'value'): readonly JsonObject[] {
  const value = answer[name];
  if (!Array.isArray(value)) return [];
  const items: readonly unknown[] = value;
  return items.filter(isJsonObject);
}

/** A text that the protocol promises. Throws `malformed-answer`. */
export function textIn(answer: JsonObject, name: string): string {
  const value = stringOf(answer[name]);
  if (value !== undefined && value !== '') return value;
  throw new ProblemError({
    kind: 'malformed-answer',
    title: `The answer has no ${name}.`,
    cause: 'Something between here and the service may have answered instead.',
    remedy: 'Run the command again: it goes on where it stopped.',
    action: 'retry',
  });
}

/** A text in a filter or a key, quoted and encoded. */
export function quoted(text: string): string {
  return `'${encodeURIComponent(text.replaceAll("'", "''"))}'`;
}
