import type { HttpResponse } from '../base/http';
import type { Problem } from '../base/problem';
import { redirectCauses } from '../diagnosis/redirect';
import { httpsOrigin, splitUrl } from './environmentUrl';

/** An address outside the environment: the access token is not for it. */
export function foreignOrigin(url: string, own: string): Problem {
  const host = splitUrl(url)?.host ?? url.slice(0, 80);
  const insecure = splitUrl(url)?.scheme === 'http';
  return {
    kind: 'foreign-origin',
    title: insecure
      ? `The request goes to ${host} without encryption (http). It was not sent.`
      : `The request goes to ${host}, which is not the environment ${own}. It was not sent.`,
    cause: 'An access token is sent only to the https address that it was issued for.',
    remedy: insecure
      ? 'Write the address with https://.'
      : `Use an address of ${own}, or add an environment for ${httpsOrigin(url) ?? host} and run the request there.`,
    action: 'connect',
  };
}

/** A next link of the server's that leads elsewhere. */
export function foreignNextLink(link: string, own: string): Problem {
  const { scheme, host = 'an unreadable address' } = splitUrl(link) ?? {};
  // The host may be the environment's own.
  const place = scheme === 'http' ? `http://${host}` : host;
  return {
    kind: 'foreign-origin',
    title: `The server's link to the next page leads away from ${own}, to ${place}. It was not followed.`,
    cause:
      'A proxy or a gateway may have rewritten the link; it may also be an attempt to get at the access token.',
    remedy:
      'Keep the rows that came so far, and ask the administrator why links of this environment lead elsewhere.',
  };
}

/** The same link came twice: following it would never end. */
export function repeatedNextLink(): Problem {
  return {
    kind: 'malformed-answer',
    title: 'The server sent a link to a page that was already loaded, so loading stopped there.',
    remedy: 'Keep the rows that came so far, or run the query again with a $orderby on a unique column.',
  };
}

/** 3xx: never followed. Dataverse itself does not redirect Web API requests; a login page or a gateway does. */
export function redirected(response: HttpResponse, own: string): Problem {
  const location = response.headers['location'] ?? '';
  const target = location.startsWith('/') && !location.startsWith('//') ? own : httpsOrigin(location);
  const host = splitUrl(location)?.host;
  const [likeliest] = redirectCauses(location === '' ? '/' : location, own);
  return {
    kind: target === own ? 'not-dataverse' : 'foreign-origin',
    title: `The server answered with a redirect${host === undefined ? '' : ` to ${host}`}. It was not followed.`,
    ...(likeliest === undefined ? {} : { cause: likeliest.explanation }),
    remedy: likeliest?.remedy ?? "Check the environment's address.",
    action: likeliest?.action ?? 'edit-environment',
    status: response.status,
  };
}
