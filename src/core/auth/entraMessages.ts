import type { EntraCause } from './entraCauses';

/**
 * What the words of a description say where no code is known: gateways, libraries and other versions of the service
 * leave the number out or use new ones. English only; what is localised keeps its number.
 */
const causeOfMessage: readonly (readonly [RegExp, EntraCause])[] = [
  [/secret\b[^.]*\bexpired|expired\b[^.]*\b(?:client )?secret/i, 'expired-client-secret'],
  [
    /invalid client secret|secret (?:is|provided is) (?:invalid|wrong)|not the client secret id/i,
    'invalid-client-secret',
  ],
  [/client_assertion' or 'client_secret|must contain[^.]*client_secret/i, 'application-needs-secret'],
  [/client is public|neither 'client_assertion' nor/i, 'application-takes-no-secret'],
  [
    /client assertion|certificate[^.]*(?:not (?:found|registered|authorized)|invalid|thumbprint)/i,
    'certificate-refused',
  ],
  [/single-page application|\bspa\b.*client-type/i, 'single-page-application'],
  [/refresh token[^.]*(?:expired|revoked|invalid|inactiv)|grant has expired/i, 'refresh-token-expired'],
  [
    /application with identifier[^.]*not found|application[^.]*was(?:n't| not) found in the (?:directory|tenant)/i,
    'unknown-application',
  ],
  [/application[^.]*disabled/i, 'application-disabled'],
  [/resource principal[^.]*not found|resource principal named/i, 'unknown-resource'],
  [
    /isn't listed in the requested permissions|not listed in the requested permissions/i,
    'resource-not-permitted',
  ],
  [/redirect ur[il]|reply (?:address|url)/i, 'redirect-uri-mismatch'],
  [/'?scope'?[^.]*(?:not valid|isn't valid|invalid)|invalid scope/i, 'invalid-scope'],
  [/tenant[^.]*(?:not found|wasn't found|does not exist)/i, 'unknown-tenant'],
  [/not configured as a multi-?tenant|\/common endpoint/i, 'tenant-needed'],
  [/multi-?factor|strong auth|second factor|\bmfa\b/i, 'mfa-required'],
  [/conditional access|security defaults|\bCA polic/i, 'conditional-access'],
  [/compliant device|device[^.]*(?:not compliant|not managed)|domain joined/i, 'device-not-compliant'],
  [/not assigned to (?:a role|the application)|isn't assigned/i, 'user-not-assigned'],
  [/declined to consent/i, 'consent-declined'],
  [/consent/i, 'consent-required'],
  [/password[^.]*expired/i, 'password-expired'],
  [/account is locked|locked out|\bis locked\b/i, 'account-locked'],
  [/account is disabled|user[^.]*disabled/i, 'account-disabled'],
  [
    /invalid (?:username|user name) or password|incorrect (?:username|password)|wrong password/i,
    'bad-credentials',
  ],
  [/from identity provider|added as an external user/i, 'external-user'],
  [/must be added to the directory|user account[^.]*(?:not exist|not found)/i, 'unknown-user'],
  [/authorization is pending|pending end-user/i, 'device-code-pending'],
  [/(?:device|verification|user) code[^.]*(?:expired|invalid)/i, 'device-code-expired'],
  [/too many requests|throttl/i, 'throttled'],
  [/temporarily unavailable|service is unavailable|transient error/i, 'service-unavailable'],
];

export function causeOfWords(description: string): EntraCause | undefined {
  return causeOfMessage.find(([pattern]) => pattern.test(description))?.[1];
}
