import { decodeJwtClaims, type Claims } from '../auth/jwt';
import type { AccessToken } from '../auth/ports';
import type { CancelSignal } from '../base/cancel';
import { problemOf } from '../base/problem';
import type { DataverseApi } from '../dataverse/api';
import { standardHeaders } from '../dataverse/headers';
import { isJsonObject, readJson, stringOf } from '../dataverse/json';
import { whoAmI } from '../dataverse/organization';
import type { ChainServices } from './chain';
import { span } from './claimFaults';
import { diagnose } from './diagnose';
import { StepFailed, type Found } from './networkSteps';
import { judgeServiceError } from '../dataverse/serviceProblem';
import { causeOf, words } from './words';

export function lookAtClaims(
  { environment, clock }: ChainServices,
  token: AccessToken,
  challenge: string,
): Found<Claims | undefined> {
  const claims = decodeJwtClaims(token.value);
  if (claims === undefined) return { detail: 'The token cannot be looked into.', value: undefined };
  const causes = diagnose({ claims, challenge, status: 200, environment, now: clock.now() });
  const [first] = causes;
  const left = `It is good for another ${span(token.expiresAt - clock.now())}.`;
  if (first === undefined || first.cause === 'healthy') return { detail: `In order. ${left}`, value: claims };
  return { detail: first.title, value: claims, doubts: causes };
}

export async function askWhoAmI(api: DataverseApi, signal: CancelSignal): Promise<Found<string>> {
  const { userId, organizationId } = await whoAmI(api, signal);
  return {
    detail: `The environment knows you as user ${userId} of organisation ${organizationId}.`,
    value: userId,
  };
}

/** The roles of the user itself; those of teams come on top. Without the right to read them that says nothing. */
export async function findRoles(
  api: DataverseApi,
  userId: string,
  signal: CancelSignal,
): Promise<Found<undefined>> {
  let body;
  try {
    body = await get(api, `systemusers(${userId})/systemuserroles_association?$select=name`, signal);
  } catch (error) {
    if (problemOf(error)?.kind !== 'service-refused') throw error;
    const cause = causeOf('missing-privilege', 0.3, 'roles', notReadable);
    return { detail: notReadable.title, value: undefined, doubts: [cause] };
  }
  const rows = Array.isArray(body['value']) ? body['value'] : [];
  const names = rows.flatMap((row: unknown) => (isJsonObject(row) ? (stringOf(row['name']) ?? []) : []));
  if (rows.length > 0) {
    return { detail: `Security roles: ${names.slice(0, 10).join(', ')}.`, value: undefined };
  }
  const { title, cause, remedy } = judgeServiceError(
    { status: 403, html: false, message: '', code: '0x80042f09' },
    { method: 'GET', url: '' },
  ).explanation;
  const missing = causeOf(
    'no-security-role',
    0.8,
    'roles',
    words(title, cause ?? '', `${remedy} Roles of a team count too.`),
  );
  return { detail: title, value: undefined, doubts: [missing] };
}

export async function readOnce(api: DataverseApi, signal: CancelSignal): Promise<Found<undefined>> {
  const body = await get(api, 'accounts?$select=name&$top=1', signal);
  if (!Array.isArray(body['value'])) {
    throw new StepFailed(diagnose({ status: 404, environment: { origin: api.origin }, now: 0 }));
  }
  return { detail: 'A row of the table account could be read.', value: undefined };
}

async function get(api: DataverseApi, path: string, signal: CancelSignal) {
  const url = `${api.origin}/api/data/${api.apiVersion}/${path}`;
  return readJson(await api.send({ method: 'GET', url, headers: standardHeaders }, { signal }), path);
}

const notReadable = words(
  'The security roles may not be looked at with this sign-in.',
  'Many roles do not allow it. That is no fault in itself.',
  'Ask an administrator which roles the user has, if something else is refused.',
);
