import { splitUrl } from '../dataverse/environmentUrl';
import { challengeCauses } from './challengeCauses';
import { claimFaults } from './claimFaults';
import { readErrorBody } from './errorBody';
import type { Cause, Evidence } from './evidence';
import { identityCauses } from './identityCauses';
import { principalOf } from './principal';
import { redirectCauses } from './redirect';
import { pageCauses, serviceCauses, statusCauses } from './serviceCauses';
import { judgeTransport } from './transport';
import { causeOf, words } from './words';

/**
 * Why a connection or a request was refused, likeliest first; `healthy` where nothing speaks for a fault. Pure, and total: all
 * evidence gets an answer, and none does too.
 */
export function diagnose(evidence: Evidence): readonly Cause[] {
  const found = [
    ...transportCauses(evidence),
    ...locationCauses(evidence),
    ...bodyCauses(evidence),
    ...challengeCauses(evidence),
    ...claimFaults(evidence),
  ];
  const status =
    found.some(({ certainty }) => certainty > 0.65) || hasBody(evidence) ? [] : statusCauses(evidence);
  const causes = strongestOfEach([...found, ...status]).toSorted((a, b) => b.certainty - a.certainty);
  const [first] = causes;
  if (first !== undefined && (first.certainty >= 0.4 || refused(evidence))) return causes;
  return [healthy(evidence), ...causes];
}

function transportCauses({ transportError, environment }: Evidence): Cause[] {
  const code = transportError?.trim();
  if (code === undefined || code === '') return [];
  const { cause, otherwise, words: say } = judgeTransport(code);
  const host = splitUrl(environment.origin)?.host ?? environment.origin;
  const said = say(host);
  const found = words(said.title, said.cause ?? '', said.remedy, said.action);
  return [
    causeOf(cause, otherwise === undefined ? 0.99 : 0.9, code, found),
    ...(otherwise === undefined ? [] : [causeOf(otherwise, 0.45, code, found)]),
  ];
}

/** A redirect back to the application carries the OAuth error itself. */
function locationCauses({ redirectLocation, status, environment }: Evidence): Cause[] {
  if (redirectLocation === undefined) return [];
  const body = readErrorBody(redirectLocation);
  if (body.kind === 'oauth') return identityCauses(body.body, status, environment);
  return redirectCauses(redirectLocation, environment.origin);
}

function bodyCauses(evidence: Evidence): Cause[] {
  const body = readErrorBody(evidence.errorBody);
  if (body.kind === 'oauth') return identityCauses(body.body, evidence.status, evidence.environment);
  if (body.kind === 'page') return pageCauses(body.text, evidence);
  return body.kind === 'service' ? serviceCauses(body.text, evidence) : [];
}

function hasBody({ errorBody }: Evidence): boolean {
  return readErrorBody(errorBody).kind !== 'none';
}

function refused({ status }: Evidence): boolean {
  return status !== undefined && status >= 300 && status !== 401;
}

function strongestOfEach(causes: readonly Cause[]): Cause[] {
  const best = new Map<string, Cause>();
  for (const cause of causes) {
    const known = best.get(cause.cause);
    if (known === undefined || known.certainty < cause.certainty) best.set(cause.cause, cause);
  }
  return [...best.values()];
}

function healthy({ claims, challenge }: Evidence): Cause {
  if (claims === undefined) {
    const found = words(
      'Nothing that is known speaks for a fault.',
      challenge === undefined
        ? 'There is neither a refusal nor a token with a fault.'
        : 'A request without a token is answered with 401 and the address to sign in at: that is how it should be.',
      'Go on; if something is refused, look again with what was answered.',
    );
    return causeOf('healthy', 0.7, challenge === undefined ? 'evidence' : 'challenge', found);
  }
  const normal =
    principalOf(claims) === 'application'
      ? 'A token of an application needs neither "scp" nor "roles": its rights come from the security roles of its application user.'
      : 'It is for this environment, in time, and from the right tenant.';
  const found = words(
    'The access token is in order.',
    `${normal} "ver" 1.0 is normal for Dataverse, and so is an audience with or without a slash at its end.`,
    'Nothing is to be done.',
  );
  return causeOf('healthy', 0.9, 'claims', found);
}
