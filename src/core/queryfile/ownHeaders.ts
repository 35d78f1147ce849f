import type { HeaderLine } from './model';
import { MappedTextBuilder, type MappedText } from './sourceMap';

/**
 * Headers that files of other tools carry and that are not sent from here: the access token is added by itself, and
 * only for the environment that it belongs to; length and connection are the transport's.
 */
const own = new Set(['authorization', 'content-length', 'connection', 'host']);

/** The headers of a block that are sent. `Host` counts as part of the address. */
export function sentHeaders(headers: readonly HeaderLine[]): readonly HeaderLine[] {
  return headers.every(isSent) ? headers : headers.filter(isSent);
}

export function isSent({ name }: HeaderLine): boolean {
  return !own.has(name.name.toLowerCase());
}

/** `/api/data/v9.2/accounts` below `Host: contoso.crm.dynamics.com` is an absolute address, as in REST Client. */
export function withHost(target: MappedText, headers: readonly HeaderLine[]): MappedText {
  const host = headers.find(({ name }) => name.name.toLowerCase() === 'host');
  if (!host || host.value === '' || !/^\/(?!\/)/.test(target.text)) return target;
  const builder = new MappedTextBuilder();
  builder.addFor('https://', host.valueRange.start, host.valueRange.start);
  builder.add(host.value, host.valueRange.start);
  target.addTo(builder, 0, target.text.length);
  return builder.build();
}
