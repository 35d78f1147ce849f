import { parseChallenge } from '../auth/challenge';
import { httpsOrigin, sameEnvironment } from '../dataverse/environmentUrl';
import type { Cause, Evidence } from './evidence';
import { tenantIn } from './principal';
import { tokenComplaint } from './tokenComplaint';
import { tokenWords } from './tokenWords';
import { causeOf, words } from './words';

/** What a challenge says beyond "sign in": a fault of the token, another tenant, another resource, another kind of server. */
export function challengeCauses(evidence: Evidence): Cause[] {
  const header = headerValue(evidence.challenge ?? '');
  if (header === '') return [];
  if (evidence.status === 407 || /^proxy-authenticate/i.test(evidence.challenge?.trim() ?? '')) {
    return [causeOf('proxy-required', 0.97, 'challenge', proxySignIn)];
  }
  const parsed = parseChallenge(header);
  const origin = evidence.environment.origin;
  const said = [parsed?.error, parsed?.errorDescription].filter((text) => text !== undefined).join(': ');
  const found: Cause[] = [];
  if (parsed?.claims !== undefined) {
    found.push(causeOf('conditional-access', 0.92, 'challenge: claims', tokenWords.moreClaims));
  }
  const complaint = said === '' ? undefined : tokenComplaint(said, origin);
  if (complaint !== undefined) {
    found.push(causeOf(complaint.cause, complaint.certainty, 'challenge: error', complaint.words));
  }
  return [
    ...found,
    ...tenantCauses(header, evidence),
    ...resourceCauses(parsed?.resource, origin),
    ...otherServers(header, parsed !== undefined),
  ];
}

/** Of several header lines, or of all headers of an answer, the challenges alone; of one, its value. */
function headerValue(text: string): string {
  const named = text
    .split(/\r?\n/)
    .flatMap((line) => /^\s*(?:www|proxy)-authenticate\s*:(.*)$/i.exec(line)?.[1]?.trim() ?? []);
  const alone = named.length === 1 && /^\s*(?:www|proxy)-authenticate/i.test(text);
  if (named.length > 0 && !alone) return named.join(', ');
  return text.replace(/^\s*(?:www|proxy)-authenticate\s*:/i, '').trim();
}

/** The tenant that the environment names is its own; what is configured has to be the same. */
function tenantCauses(header: string, { environment, claims }: Evidence): Cause[] {
  const asked = tenantIn(header);
  const configured = tenantIn(environment.tenantId ?? '');
  if (claims !== undefined || asked === undefined || configured === undefined) return [];
  if (asked === configured) return [];
  const fault = tokenWords.tenant(`the tenant ${configured}`, `the tenant ${asked}`);
  return [causeOf('wrong-tenant', 0.9, 'challenge: authorization_uri', fault)];
}

function resourceCauses(resource: string | undefined, origin: string): Cause[] {
  const named = resource === undefined ? undefined : httpsOrigin(resource);
  if (named === undefined || sameEnvironment(named, origin)) return [];
  const fault = words(
    `${origin} asks for a token for ${named}.`,
    'The address leads to another environment than its name says, or to an old name of it.',
    `Use ${named} as the address of the environment.`,
    'edit-environment',
  );
  return [causeOf('wrong-audience', 0.7, 'challenge: resource_id', fault)];
}

function otherServers(header: string, bearer: boolean): Cause[] {
  if (bearer || /\bbearer\b/i.test(header)) return [];
  if (/\bproxy\b/i.test(header)) return [causeOf('proxy-required', 0.8, 'challenge', proxySignIn)];
  const fault = words(
    'The server asks for another kind of sign-in than Dataverse does.',
    'Negotiate, NTLM and Basic come from on-premises servers without claims-based sign-in (IFD), or from a proxy in front.',
    "Check the environment's address; of an on-premises server use the internet-facing one.",
    'edit-environment',
  );
  return [causeOf('not-dataverse', 0.7, 'challenge', fault)];
}

const proxySignIn = words(
  'The proxy asks for a sign-in.',
  'A proxy stands between this computer and Dataverse, and it wants a user name and password of its own.',
  'Set up the proxy with its user name and password, in VS Code under "http.proxy".',
  'open-settings',
);
