import { encodeUnsendable } from '../odata/encode';
import { httpsOrigin } from './environmentUrl';

/**
 * Where a next link leads, against the address of the request that brought it (RFC 3986, 5.2, without the merging of
 * dots, which servers do). Dataverse sends absolute links, which stay as they are to the last character; OData allows
 * relative ones. Only what no request line can carry is encoded.
 */
export function resolveLink(link: string, base: string): string {
  return encodeUnsendable(absolute(link.trim(), base));
}

function absolute(link: string, base: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return link;
  if (link.startsWith('//')) return `https:${link}`;
  if (link.startsWith('/')) return (httpsOrigin(base) ?? '') + link;
  const path = base.replace(/[?#].*$/s, '');
  if (link.startsWith('?')) return path + link;
  return path.slice(0, path.lastIndexOf('/') + 1) + link;
}
