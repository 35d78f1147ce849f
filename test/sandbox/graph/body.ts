// Reads what clients send: a wrong type is refused in Graph's words.
import { badRequest } from './errors';

export type Body = Readonly<Record<string, unknown>>;

export function readBody(bytes: Buffer): Body {
  const parsed = parse(bytes.toString('utf8'));
  if (!isObject(parsed)) throw badRequest('Unable to read JSON request payload.');
  return parsed;
}

export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectIn(body: Body, name: string): Body {
  const value = body[name] ?? {};
  if (!isObject(value)) throw invalidValue(name);
  return value;
}

export function textIn(body: Body, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalidValue(name);
  return value;
}

export function neededText(body: Body, name: string, resource: string): string {
  const value = textIn(body, name);
  if (value === undefined || value === '') {
    throw badRequest(`A value is required for property '${name}' of resource '${resource}'.`);
  }
  return value;
}

export function textsIn(body: Body, name: string): readonly string[] | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every((one): one is string => typeof one === 'string')) {
    throw invalidValue(name);
  }
  return value;
}

export function booleanIn(body: Body, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw invalidValue(name);
  return value;
}

export function listIn(body: Body, name: string): readonly unknown[] | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (!isList(value)) throw invalidValue(name);
  return value;
}

export const invalidValue = (name: string) => badRequest(`Property ${name} has an invalid value.`);

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
