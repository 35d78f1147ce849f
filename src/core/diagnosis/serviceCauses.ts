import { serviceErrorOf } from '../dataverse/serviceError';
import { judgeServiceError, type ServiceVerdict } from '../dataverse/serviceProblem';
import type { Cause, Evidence } from './evidence';
import { principalOfEvidence } from './principal';
import { tokenComplaint } from './tokenComplaint';
import { tokenWords } from './tokenWords';
import { causeOf, words, type CauseWords } from './words';

/** What the Web API's answer says, with who asked: an application that is no member lacks its application user. */
export function serviceCauses(body: string, evidence: Evidence): Cause[] {
  const { status = 0, environment } = evidence;
  const error = serviceErrorOf(status, body);
  const request = { method: 'GET', url: `${environment.origin}/api/data/` };
  const verdict = judgeServiceError(error, request);
  const source = error.code === undefined || error.code === '0x0' ? `status ${status}` : error.code;
  if (verdict.by === 'known' && verdict.reason !== 'malformed-request') {
    return knownCauses(verdict, source, evidence);
  }
  const complaint = tokenComplaint(
    `${error.code ?? ''}: ${error.message} ${error.trace ?? ''}`,
    environment.origin,
  );
  if (complaint !== undefined && (status === 401 || status === 403 || status === 0)) {
    return [causeOf(complaint.cause, complaint.certainty, source, complaint.words)];
  }
  const found = wordsOf(verdict);
  if (verdict.by === 'known') return [causeOf(verdict.reason, 0.95, source, found)];
  if (/^toomanyrequests$|^activitylimitreached$/.test(error.code ?? '')) {
    return [causeOf('throttled', 0.95, source, found)];
  }
  return status === 0 ? [causeOf('unknown', 0.3, source, found)] : statusCauses(evidence, found);
}

function knownCauses(verdict: ServiceVerdict, source: string, evidence: Evidence): Cause[] {
  const found = wordsOf(verdict);
  if (verdict.reason !== 'not-a-member') return [causeOf(verdict.reason, 0.98, source, found)];
  const principal = principalOfEvidence(evidence.claims, evidence.environment.method);
  const missing = causeOf('application-user-missing', 0.98, source, tokenWords.applicationUser);
  const member = causeOf('not-a-member', 0.98, source, found);
  if (principal === 'application') return [missing, { ...member, certainty: 0.6 }];
  if (principal === 'user') return [member];
  return [
    { ...member, certainty: 0.9 },
    { ...missing, certainty: 0.6 },
  ];
}

/** A status without words that could be told apart. */
export function statusCauses(evidence: Evidence, given?: CauseWords): Cause[] {
  const { status } = evidence;
  if (status === undefined || status < 300) return [];
  const source = `status ${status}`;
  if (status < 400) return [causeOf('login-page-redirect', 0.5, source, given ?? redirectWords)];
  const verdict = judgeServiceError({ status, html: false, message: '' }, { method: 'GET', url: '' });
  const found = given ?? wordsOf(verdict);
  if (status === 401) return unauthorized(evidence, source, found);
  if (status === 403) return forbidden(evidence, source, found);
  const sure: Readonly<Record<number, number>> = { 404: 0.75, 400: 0.6, 500: 0.7 };
  return [causeOf(verdict.reason, sure[status] ?? 0.95, source, found)];
}

/** A token without a visible fault that is turned down all the same: whoever it is for is not known to the environment. */
function unauthorized(evidence: Evidence, source: string, found: CauseWords): Cause[] {
  const { claims, challenge, environment } = evidence;
  const principal = principalOfEvidence(claims, environment.method);
  if (claims !== undefined && principal === 'application') {
    return [
      causeOf('application-user-missing', 0.55, source, tokenWords.applicationUser),
      causeOf('invalid-token', 0.4, source, tokenWords.invalid),
    ];
  }
  if (claims !== undefined) {
    const member = wordsOf(
      judgeServiceError(
        { status: 403, html: false, message: '', code: '0x80072560' },
        { method: 'GET', url: '' },
      ),
    );
    return [causeOf('not-a-member', 0.5, source, member), causeOf('invalid-token', 0.4, source, found)];
  }
  // The usual first answer: no token came along, and the challenge says where to sign in.
  if (challenge !== undefined && challenge.trim() !== '') return [];
  return [
    causeOf('token-expired', 0.45, source, tokenWords.expired('')),
    causeOf('wrong-audience', 0.4, source, tokenWords.audience('another service', environment.origin)),
    causeOf('invalid-token', 0.35, source, tokenWords.noToken),
  ];
}

function forbidden(evidence: Evidence, source: string, found: CauseWords): Cause[] {
  const principal = principalOfEvidence(evidence.claims, evidence.environment.method);
  const privilege = causeOf('missing-privilege', 0.5, source, found);
  if (principal !== 'application') return [privilege];
  return [causeOf('application-user-missing', 0.55, source, tokenWords.applicationUser), privilege];
}

/** A web page where data was expected. */
export function pageCauses(text: string, evidence: Evidence): Cause[] {
  const { status = 200 } = evidence;
  const source = 'web page';
  if (/AADSTS/.test(text)) return [];
  if (
    status === 407 ||
    /proxy auth|proxy server|zscaler|squid|blue ?coat|forcepoint|web ?filter|access policy|cache access denied/i.test(
      text,
    )
  ) {
    return [causeOf('proxy-required', 0.93, source, proxyPage)];
  }
  if (
    /sign in to your account|login\.microsoftonline|login\.windows\.net|<form\b[^>]*(?:login|signin|adfs)|type=["']?password|\/adfs\//i.test(
      text,
    )
  ) {
    return [causeOf('login-page-redirect', 0.95, source, loginPage)];
  }
  const found = judgeServiceError(serviceErrorOf(status, text), { method: 'GET', url: '' });
  if (status >= 500 || status === 429 || status === 404) {
    return [causeOf(found.reason, 0.85, source, wordsOf(found))];
  }
  if (status === 401) return statusCauses(evidence);
  if ([400, 405, 413, 414, 431].includes(status)) {
    const plain = judgeServiceError({ status, html: false, message: '' }, { method: 'GET', url: '' });
    return [causeOf('malformed-request', 0.7, source, wordsOf(plain))];
  }
  const id = status < 300 ? 'login-page-redirect' : 'not-dataverse';
  return [causeOf(id, 0.7, source, status < 300 ? loginPage : wordsOf(found))];
}

function wordsOf({ explanation }: ServiceVerdict): CauseWords {
  const { title, cause, remedy, action } = explanation;
  return words(title, cause ?? '', remedy, action);
}

const loginPage = words(
  'A sign-in page came instead of data.',
  'The address is not that of the Web API, no access token came with the request, or a proxy asks for a sign-in.',
  'Check that the address ends in /api/data/v9.2/…, and sign in again.',
  'sign-in',
);

const proxyPage = words(
  'A proxy or web filter answered in place of Dataverse.',
  'It wants a sign-in of its own, or does not let this address through.',
  'Set up the proxy, in VS Code under "http.proxy", or ask your network administrator to allow the address.',
  'open-settings',
);

const redirectWords = words(
  'The server sends the request on to another address. It was not followed.',
  'The Web API does not redirect: a sign-in page or a proxy stands in front, or the address is wrong.',
  "Check the environment's address.",
  'edit-environment',
);
