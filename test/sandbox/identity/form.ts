import { EntraError } from './entraError';

/** @throws EntraError 900144 where the parameter is absent or empty. */
export function required(parameters: URLSearchParams, parameter: string): string {
  const value = parameters.get(parameter);
  if (value === null || value === '') throw new EntraError(900144, { values: { parameter } });
  return value;
}
