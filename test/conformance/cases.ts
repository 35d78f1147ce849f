import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Names, type Constraints } from './names';

/** One case of the OASIS suite. */
export interface Case {
  readonly suite: string;
  readonly index: number;
  readonly name: string;
  readonly rule: string;
  readonly input: string;
  readonly shouldFail: boolean;
}

/** @throws Error with a sentence for a person where the file is missing or of another form. */
export function readCases(file: string): readonly Case[] {
  const cases = readJson(file);
  if (!Array.isArray(cases)) throw new Error(`${file} holds no array of cases.`);
  return cases.map(
    (one: unknown, i) => asCase(one) ?? fail(`Case ${i} of ${file} has not the form of a case.`),
  );
}

function asCase(value: unknown): Case | undefined {
  if (!isRecord(value)) return undefined;
  const { suite, index, name, rule, input, shouldFail } = value;
  if (typeof suite !== 'string' || typeof index !== 'number' || typeof rule !== 'string') return undefined;
  if (typeof input !== 'string') return undefined;
  const title = typeof name === 'string' ? name : '';
  return { suite, index, name: title, rule, input, shouldFail: shouldFail === true };
}

/**
 * The names known to the cases of a suite, from `constraints-SUITE.json` in `folder`; undefined without that file.
 * @throws Error with a sentence for a person where the file is of another form.
 */
export function readNames(folder: string, suite: string): Names | undefined {
  const file = path.join(folder, `constraints-${suite}.json`);
  if (!existsSync(file)) return undefined;
  const constraints = readJson(file);
  if (!isRecord(constraints) || !Object.values(constraints).every(isNames)) {
    throw new Error(`${file} does not hold lists of names by rule.`);
  }
  return new Names(constraints as Constraints);
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return fail(`The file ${file} cannot be read.`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return fail(`${file} is no JSON.`);
  }
}

function fail(message: string): never {
  throw new Error(message);
}
