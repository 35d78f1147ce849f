// Checks what came in at the control API: a typing error in a test is to be told, not to be guessed at.
import { aadstsEntry } from '../identity/aadsts';
import { orderedKinds } from '../server/types';
import type { ColumnOrder } from '../server/types';
import type { Fault, FaultOrder, FaultTarget, KeptAnswers, SandboxSettings, TokenOrder } from './types';

export class ControlError extends Error {}

export function parseJson(body: Buffer): unknown {
  try {
    const parsed: unknown = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
    return parsed;
  } catch {
    throw new ControlError('The body is no JSON.');
  }
}

export function parseOrder(body: unknown): FaultOrder {
  const order = object(body, 'The order');
  const target = order['target'];
  if (!isTarget(target)) throw new ControlError(`target: ${targets.join(', ')}.`);
  const fault = parseFault(object(order['fault'], 'fault'));
  if (fault.kind === 'aadsts' && target !== 'identity') throw new ControlError('AADSTS is for identity.');
  if (fault.kind === 'challenge' && target === 'identity') {
    throw new ControlError('A challenge is for what takes tokens.');
  }
  const times = optional(order, 'times', isPositiveInteger);
  const path = optional(order, 'path', isText);
  if (path !== undefined) checkExpression(path);
  const method = optional(order, 'method', isText);
  const grantType = optional(order, 'grantType', isText);
  return {
    target,
    fault,
    ...(times === undefined ? {} : { times }),
    ...(path === undefined ? {} : { path }),
    ...(method === undefined ? {} : { method: method.toUpperCase() }),
    ...(grantType === undefined ? {} : { grantType }),
  };
}

export function parseSettings(body: unknown): SandboxSettings {
  const given = object(body, 'The settings');
  const unknown = Object.keys(given).find((name) => !(name in settingTypes));
  if (unknown !== undefined) throw new ControlError(`There is no setting ${unknown}.`);
  const entries = Object.entries(settingTypes).flatMap(([name, is]) => {
    const value = optional(given, name, is);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries) as SandboxSettings;
}

const settingTypes: Readonly<Record<keyof SandboxSettings, (value: unknown) => value is unknown>> = {
  tokenLifetimeSeconds: isNumber,
  refreshTokenGraceSeconds: isNumber,
  refreshTokenLifetimeSeconds: isNumber,
  deviceCodeIntervalSeconds: isNumber,
  deviceCodeLifetimeSeconds: isNumber,
  multiFactorRequired: isBoolean,
  requiredClaims: isClaimsTable,
  claimsNeedInteraction: isBoolean,
};

const subjects: readonly unknown[] = ['application', 'managed-identity', 'member', 'outsider', 'guest'];

export function parseTokenOrder(body: unknown): TokenOrder {
  const order = object(body, 'The token order');
  const subject = optional(order, 'subject', isSubject);
  const applicationId = optional(order, 'applicationId', isText);
  const resource = optional(order, 'resource', isText);
  const lifetimeSeconds = optional(order, 'lifetimeSeconds', isNumber);
  const claims = order['claims'] === undefined ? undefined : object(order['claims'], 'claims');
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(applicationId === undefined ? {} : { applicationId }),
    ...(resource === undefined ? {} : { resource }),
    ...(lifetimeSeconds === undefined ? {} : { lifetimeSeconds }),
    ...(claims === undefined ? {} : { claims }),
  };
}

export function parseColumn(body: unknown): ColumnOrder {
  const order = object(body, 'The column');
  const kind = needed(order, 'kind', isColumnKind);
  const label = optional(order, 'label', isText);
  const choices = optional(order, 'choices', isChoices);
  return {
    table: needed(order, 'table', isText),
    logicalName: needed(order, 'logicalName', isLogicalName),
    kind,
    ...(label === undefined ? {} : { label }),
    ...(choices === undefined ? {} : { choices }),
  };
}

/** Milliseconds. */
export function parseShift(body: unknown): number {
  const shift = optional(object(body, 'The shift'), 'milliseconds', isNumber);
  if (shift === undefined) throw new ControlError('milliseconds is missing.');
  return shift;
}

/** The path expression of the answers to keep. */
export function parseKeptAnswers(value: unknown): KeptAnswers {
  const order = object(value, 'The order');
  const path = needed(order, 'path', isText);
  checkExpression(path);
  return { path };
}

function parseFault(fault: Readonly<Record<string, unknown>>): Fault {
  const { kind } = fault;
  switch (kind) {
    case 'aadsts':
      return parseAadsts(fault);
    case 'status':
      return parseStatus(fault);
    case 'challenge': {
      const claims = optional(fault, 'claims', isText);
      return { kind, error: needed(fault, 'error', isText), ...(claims === undefined ? {} : { claims }) };
    }
    case 'slow':
      return { kind, milliseconds: needed(fault, 'milliseconds', isPositiveInteger) };
    case 'slow-body':
      return {
        kind,
        pieces: needed(fault, 'pieces', isPositiveInteger),
        milliseconds: needed(fault, 'milliseconds', isPositiveInteger),
      };
    case 'cut':
    case 'cut-body':
    case 'truncated-gzip':
    case 'hang':
    case 'garbage':
      return { kind };
    default:
      throw new ControlError(`There is no fault of the kind ${JSON.stringify(kind)}.`);
  }
}

function parseAadsts(fault: Readonly<Record<string, unknown>>): Fault {
  const code = needed(fault, 'code', isPositiveInteger);
  if (!aadstsEntry(code)) throw new ControlError(`AADSTS${code} is not in the sandbox's table.`);
  const claims = optional(fault, 'claims', isText);
  const suberror = optional(fault, 'suberror', isText);
  return {
    kind: 'aadsts',
    code,
    ...(claims === undefined ? {} : { claims }),
    ...(suberror === undefined ? {} : { suberror }),
  };
}

function parseStatus(fault: Readonly<Record<string, unknown>>): Fault {
  const status = needed(fault, 'status', isPositiveInteger);
  if (status < 400 || status > 599) throw new ControlError('status: 400 to 599.');
  const retryAfterSeconds = optional(fault, 'retryAfterSeconds', isNumber);
  const code = optional(fault, 'code', isText);
  const message = optional(fault, 'message', isText);
  return {
    kind: 'status',
    status,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
  };
}

function checkExpression(path: string): void {
  try {
    RegExp(path);
  } catch {
    throw new ControlError('path is no regular expression.');
  }
}

function object(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ControlError(`${what} is no JSON object.`);
  }
  return { ...value };
}

function optional<T>(
  from: Readonly<Record<string, unknown>>,
  name: string,
  is: (value: unknown) => value is T,
): T | undefined {
  const value = from[name];
  if (value === undefined) return undefined;
  if (!is(value)) throw new ControlError(`${name} has the wrong type.`);
  return value;
}

function needed<T>(
  from: Readonly<Record<string, unknown>>,
  name: string,
  is: (value: unknown) => value is T,
): T {
  const value = optional(from, name, is);
  if (value === undefined) throw new ControlError(`${name} is missing.`);
  return value;
}

const targets: readonly unknown[] = ['identity', 'web-api', 'second-web-api', 'discovery', 'graph'];

function isTarget(value: unknown): value is FaultTarget {
  return targets.includes(value);
}

function isSubject(value: unknown): value is NonNullable<TokenOrder['subject']> {
  return subjects.includes(value);
}

function isClaimsTable(value: unknown): value is Readonly<Record<string, readonly string[]>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((one) => Array.isArray(one) && one.every(isText));
}

function isColumnKind(value: unknown): value is ColumnOrder['kind'] {
  return orderedKinds.some((kind) => kind === value);
}

function isLogicalName(value: unknown): value is string {
  return isText(value) && /^[a-z]\w*_[a-z0-9_]+$/.test(value);
}

function isChoices(value: unknown): value is NonNullable<ColumnOrder['choices']> {
  return Array.isArray(value) && value.every(isChoice);
}

function isChoice(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'value' in value && isNumber(value.value) && 'label' in value && isText(value.label);
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isPositiveInteger(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}
