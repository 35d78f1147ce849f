import type { Problem } from '../base/problem';

/**
 * Takes out of a server's text whatever looks like a token or a secret, so that it can be shown and logged.
 * Ids (GUIDs), codes and addresses stay: they are what support asks for.
 */
export function redact(text: string): string {
  let clean = text;
  for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
  return clean;
}

/** The problem, with nothing in its words of the given secrets. They need not look like any. */
export function withoutValues(problem: Problem, secrets: readonly string[]): Problem {
  const { details, cause } = problem;
  const clean = (text: string): string =>
    secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, hidden)), text);
  return {
    ...problem,
    title: clean(problem.title),
    ...(cause === undefined ? {} : { cause: clean(cause) }),
    ...(details === undefined ? {} : { details: clean(details) }),
  };
}

const hidden = '(removed)';
const patterns: readonly (readonly [RegExp, string])[] = [
  // JSON Web Tokens, signed or encrypted, whole or cut off.
  [/eyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g, hidden],
  // name=value and "name":"value" of parameters that carry secrets.
  [
    /\b(client_secret|client_assertion|assertion|password|passwd|refresh_token|access_token|id_token|code_verifier|device_code|secret|authorization)("?\s*[=:]\s*"?)(?:Bearer\s+)?[^\s"'&,;]{6,}/gi,
    `$1$2${hidden}`,
  ],
  [/\b(code)("?\s*=\s*"?|"\s*:\s*")[^\s"'&,;]{16,}/gi, `$1$2${hidden}`],
  [/\bBearer\s+[\w.~+/=-]{16,}/gi, `Bearer ${hidden}`],
  // Entra's refresh tokens and codes begin like this.
  [/\b[01]\.A[\w-]{2,}\.[\w.-]{16,}/g, hidden],
  // Entra's client secrets: 40 characters with a tilde among them.
  [/(?<![\w.~-])(?=[\w.~-]*~)[\w.~-]{30,}/g, hidden],
  // Any other run that no word, id or address makes: 40 and more of base64, mixed case and digits.
  [/(?<![\w/.:-])(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])(?=[\w+/=-]*\d)[\w+/=-]{40,}(?![\w.])/g, hidden],
];
