import type { Problem } from '../base/problem';
import { ProblemError } from '../base/problem';

/** The parts of an absolute URL that decide where a request goes. */
export interface UrlParts {
  /** Lower case, without `:`. */
  readonly scheme: string;
  /** `user:password` before an `@`, where there is one. */
  readonly userInfo?: string;
  /** Lower case; an IPv6 address keeps its brackets. No trailing dot. */
  readonly host: string;
  /** Undefined for none; the default port of https (443) counts as none. */
  readonly port?: string;
  /** Path, query and fragment as written, from the first `/`, `\`, `?` or `#` on; `''` for none. */
  readonly rest: string;
}

const absoluteUrl = /^([a-z][a-z0-9+.-]*):[/\\]{2}([^/\\?#]*)(.*)$/is;
const hostAndPort = /^(\[[0-9a-f:.]+\]|[^:[\]]*)(?::(\d*))?$/i;
const hostName =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;
const ipv6 = /^\[[0-9a-f:.]{2,}\]$/;

/** Splits `scheme://authority…`; undefined where the text is no such URL or its host cannot be one. */
export function splitUrl(text: string): UrlParts | undefined {
  const [, scheme, authority, rest] = absoluteUrl.exec(text) ?? [];
  if (scheme === undefined || authority === undefined || rest === undefined) return undefined;
  const at = authority.lastIndexOf('@');
  const [, rawHost, port] = hostAndPort.exec(authority.slice(at + 1)) ?? [];
  if (rawHost === undefined) return undefined;
  const host = rawHost.toLowerCase().replace(/\.$/, '');
  if (!hostName.test(host) && !ipv6.test(host)) return undefined;
  if (port && (Number(port) < 1 || Number(port) > 65_535)) return undefined;
  return {
    scheme: scheme.toLowerCase(),
    ...(at >= 0 ? { userInfo: authority.slice(0, at) } : {}),
    host,
    ...(port && Number(port) !== 443 ? { port: String(Number(port)) } : {}),
    rest,
  };
}

/** `https://host[:port]` of an absolute https URL without user info; undefined for any other text. */
export function httpsOrigin(url: string): string | undefined {
  const parts = splitUrl(url);
  if (parts?.scheme !== 'https' || parts.userInfo !== undefined) return undefined;
  return originOf(parts);
}

/**
 * The environment's origin, from whatever a user has at hand: a host name, a record's address, a Web API address.
 * Throws `bad-input`. The `.api.` host of "Developer resources" is the same environment and loses its `.api`.
 */
export function parseEnvironmentUrl(text: string): string {
  const typed = text
    .trim()
    .replace(/^["'<(]+|["'>)]+$/g, '')
    .trim();
  if (typed === '') {
    throw refused('No address was given.', `Enter the environment's address, such as ${example}.`);
  }
  const parts = splitUrl(
    /^[a-z][a-z0-9+.-]*:[/\\]{2}/i.test(typed) ? typed : `https://${typed.replace(/^[/\\]+/, '')}`,
  );
  if (!parts) throw notAnAddress(typed);
  if (parts.userInfo !== undefined) {
    throw refused(
      'The address holds a user name or password before an "@".',
      `Enter the address without it: https://${parts.host}. The sign-in comes afterwards.`,
    );
  }
  if (parts.scheme === 'http') {
    throw refused(
      'The address starts with http://, which is not encrypted. An access token would be readable on the way.',
      `Use https://${parts.host} instead.`,
    );
  }
  if (parts.scheme !== 'https') throw notAnAddress(typed);
  refusePortals(parts.host);
  refuseBareName(typed, parts);
  return originOf({ ...parts, host: withoutApiLabel(parts.host) });
}

/** Whether two origins name the same environment: equal but for the `.api` label that both forms may have. */
export function sameEnvironment(a: string, b: string): boolean {
  const normal = (origin: string): string => {
    const parts = splitUrl(origin);
    return parts ? originOf({ ...parts, host: withoutApiLabel(parts.host) }) : origin;
  };
  return normal(a) === normal(b);
}

const example = 'https://contoso.crm4.dynamics.com';

function originOf(parts: UrlParts): string {
  return `https://${parts.host}${parts.port === undefined ? '' : `:${parts.port}`}`;
}

/** `contoso.api.crm4.dynamics.com` → `contoso.crm4.dynamics.com`; of Microsoft's own hosts only. */
function withoutApiLabel(host: string): string {
  return host.replace(
    /^([^.]+)\.api\.(crm\d*\.(?:dynamics\.(?:com|cn)|microsoftdynamics\.us|appsplatform\.us))$/,
    '$1.$2',
  );
}

/** Microsoft's pages that people copy an address from, though it says nothing about the organisation's host. */
const portals: readonly (readonly [host: RegExp, name: string])[] = [
  [
    /^make\.(?:gov\.|high\.|apps\.|mil\.)?(?:powerapps|powerautomate|powerpages|preview\.powerapps)\./,
    'the maker portal',
  ],
  [/^(?:[a-z]+\.)?(?:admin\.powerplatform|admin\.ppe)\./, 'the admin center'],
  [/^(?:apps|web)\.(?:[a-z]+\.)?powerapps\./, 'the app player'],
  [/^login\.(?:microsoftonline|windows|partner\.microsoftonline|live)\./, "Microsoft's sign-in page"],
  [/^globaldisco\./, 'the discovery service'],
  [/^home\.dynamics\.com$/, 'the Dynamics 365 home page'],
];

function refusePortals(host: string): void {
  const portal = portals.find(([pattern]) => pattern.test(host));
  if (!portal) return;
  throw refused(
    `This is the address of ${portal[1]}, which does not tell the environment's own address.`,
    `In the maker portal open Settings, then "Developer resources", and copy the Web API endpoint. It looks like ${example}.`,
  );
}

/** `contoso` alone may be an organisation's name; with a scheme or a port it is a host of the local network. */
function refuseBareName(typed: string, parts: UrlParts): void {
  const bare = !parts.host.includes('.') && !parts.host.includes(':') && parts.host !== 'localhost';
  if (!bare || parts.port !== undefined || typed.includes('://')) return;
  throw refused(
    `"${typed}" is not a full address.`,
    `Add the rest of the host name, such as ${parts.host}.crm4.dynamics.com (the number depends on the region).`,
  );
}

function notAnAddress(typed: string): ProblemError {
  const shown = typed.length > 120 ? `${typed.slice(0, 120)}…` : typed;
  return refused(`"${shown}" is not an address of a Dataverse environment.`, `Enter one such as ${example}.`);
}

function refused(title: string, remedy: string): ProblemError {
  const problem: Problem = { kind: 'bad-input', title, remedy };
  return new ProblemError(problem);
}
