import type { CancelSignal } from '../core/base/cancel';
import type { Disposable } from '../core/base/event';
import type { HttpTransport } from '../core/base/http';
import { ProblemError } from '../core/base/problem';
import { discoverEnvironment } from '../core/dataverse/discovery';
import type { FoundPlace } from '../core/diagnosis/chain';

/** What the command line says of the place. */
export interface GivenPlace {
  readonly url: string;
  readonly apiVersion: string;
  readonly authority?: string;
  readonly tenantId?: string;
  readonly caFile?: string;
}

/** The part of the command that makes transports. */
export interface Transports {
  transportFor(caFile: string | undefined): HttpTransport & Disposable;
}

/**
 * Where to sign in: as the command line says, else as the environment does. A login server that is not Microsoft's has to be
 * named: a secret is sent nowhere else. Throws `foreign-origin`, and what the discovery throws.
 */
export async function placeFor(
  options: GivenPlace,
  parts: Transports,
  signal: CancelSignal,
): Promise<FoundPlace & { readonly authority: string }> {
  const { url: origin, apiVersion, caFile, authority } = options;
  if (authority !== undefined && options.tenantId !== undefined) return { authority };
  const transport = parts.transportFor(caFile);
  try {
    const found = await discoverEnvironment({
      origin,
      apiVersion,
      transport,
      signal,
      ...(authority === undefined ? {} : { authority }),
    });
    if (!found.knownAuthority) throw foreignAuthority(found.authority);
    return {
      authority: found.authority,
      ...(found.tenantId === undefined ? {} : { tenantId: found.tenantId }),
    };
  } finally {
    transport.dispose();
  }
}

/** A login server that nobody vouches for. */
function foreignAuthority(authority: string): ProblemError {
  return new ProblemError({
    kind: 'foreign-origin',
    title: `The environment asks to sign in at ${authority}, which is no login server of Microsoft. The secret was not sent.`,
    cause: 'The server is local or on premises and has a login server of its own, or the address is wrong.',
    remedy: `If you trust that server, run it again with --authority ${authority}.`,
  });
}
