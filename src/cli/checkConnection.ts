import type { CancelSignal } from '../core/base/cancel';
import type { FoundPlace } from '../core/diagnosis/chain';
import { connect, type CommandParts, type Connection } from './connection';
import type { CheckOptions } from './doctorOptions';
import type { CommandIo } from './io';
import { required } from './options';
import { readMethod, readSignInOptions } from './signInOptions';
import { secretsFromVariables } from './signInSecrets';

/**
 * Opens the environment for a check: what the command line leaves out is taken from what the environment says of itself. Throws
 * `bad-input` for what is missing still, and what a sign-in throws.
 */
export async function openForCheck(
  options: CheckOptions,
  found: FoundPlace,
  io: CommandIo,
  parts: CommandParts,
): Promise<Connection> {
  const signal: CancelSignal = io.signal;
  const signIn = readSignInOptions(options.signIn);
  const authority = options.authority ?? found.authority;
  const tenantId = options.tenantId ?? found.tenantId ?? '';
  if (readMethod(options.method).fields.tenantId === 'required') {
    required(tenantId, '--tenant', 'the id or domain of the tenant');
  }
  const { url, apiVersion, caFile } = options;
  return connect(
    {
      ...signIn,
      url,
      apiVersion,
      tenantId,
      ...(authority === undefined ? {} : { authority }),
      ...(caFile === undefined ? {} : { caFile }),
    },
    secretsFromVariables(signIn.method, io.env),
    parts,
    signal,
  );
}
