import { authorityOfLoginUrl } from '../auth/clouds';
import { httpsOrigin, sameEnvironment, splitUrl } from '../dataverse/environmentUrl';
import type { Cause } from './evidence';
import { causeOf, words } from './words';

/** Gateways that put a page of their own in front of the internet. */
const gateways =
  /zscaler|bluecoat|forcepoint|websense|netskope|umbrella|opendns|ironport|fortinet|fortigate|paloalto|mcafee|checkpoint|captive|hotspot|proxy|squid|wpad/i;
const loginPath =
  /login|log-in|logon|signin|sign-in|sign_in|\/adfs\b|oauth2|\/authorize\b|\bsaml|wsfed|wsignin|openid|\/sso\b|\/auth(?:\b|n|\/)|\/account\b|idp\b|okta|pingfed/i;

/** Where a redirect leads says what stands between. Dataverse does not redirect requests to its Web API. */
export function redirectCauses(location: string, origin: string): Cause[] {
  const target = location.trim();
  if (target === '') return [];
  const host = splitUrl(target)?.host ?? '';
  const login = authorityOfLoginUrl(target) !== undefined || loginPath.test(target);
  const found: Cause[] = [];
  if (gateways.test(host)) {
    found.push(
      causeOf(
        'proxy-required',
        login && !/zscaler|proxy|captive/i.test(host) ? 0.85 : 0.96,
        'location',
        gateway(host),
      ),
    );
  }
  if (login) found.push(causeOf('login-page-redirect', 0.95, 'location', loginPage(host)));
  if (found.length > 0) return found;
  const leadsTo = host === '' ? origin : httpsOrigin(target);
  if (leadsTo !== undefined && sameEnvironment(leadsTo, origin)) {
    return [
      causeOf('wrong-api-path', 0.6, 'location', wrongPath()),
      causeOf('login-page-redirect', 0.5, 'location', loginPage(host)),
    ];
  }
  return [
    causeOf('login-page-redirect', 0.55, 'location', elsewhere(host)),
    causeOf('wrong-api-path', 0.4, 'location', wrongPath()),
  ];
}

const loginPage = (host: string) =>
  words(
    `The request was sent on to a sign-in page${host === '' ? '' : ` at ${host}`}. It was not followed.`,
    'No access token came with the request or it was not recognised, the path is not that of the Web API, or a proxy asks for a sign-in of its own.',
    'Check that the address ends in /api/data/v9.2/…, and sign in again.',
    'sign-in',
  );

const gateway = (host: string) =>
  words(
    `A gateway of your network (${host}) answered in place of Dataverse.`,
    'It asks for a sign-in or a consent of its own before it lets requests through.',
    'Sign in to the gateway in a browser, or set up the proxy, in VS Code under "http.proxy".',
    'open-settings',
  );

const elsewhere = (host: string) =>
  words(
    `The server sends the request on${host === '' ? '' : ` to ${host}`}. It was not followed.`,
    'The Web API does not redirect. The address may be an old one or that of another site, or a sign-in page stands in front of it.',
    "Check the environment's address.",
    'edit-environment',
  );

const wrongPath = () =>
  words(
    'The path is not that of the Web API, so the server sends the request on to a page.',
    'Requests start with /api/data/v9.2/ and the name of an entity set.',
    'Check the path and the version of the Web API.',
    'edit-environment',
  );
