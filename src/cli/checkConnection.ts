import { askedSecrets } from '../core/auth/askedSecrets';
import { methodInfo } from '../core/auth/methods';
import { secretKey } from '../core/auth/secretKeys';
import type { Environment } from '../core/base/environment';
import { ProblemError } from '../core/base/problem';
import type { FoundPlace } from '../core/diagnosis/chain';
import type { CommandParts, Connection } from './connection';
import type { CheckOptions } from './doctorOptions';
import type { CommandIo } from './io';

/**
 * Opens the environment for a check: what the command line leaves out is taken from what the environment says of itself. The
 * secret comes from the environment variable of its kind. Throws `bad-input` for what is missing; nothing is sent yet.
 */
export async function openForCheck(
  options: CheckOptions,
  found: FoundPlace,
  io: CommandIo,
  parts: CommandParts,
): Promise<Connection> {
  const environment = environmentOf(options, found);
  const secrets = parts.secrets();
  const purpose = methodInfo(environment.method).secret;
  if (purpose !== undefined) {
    const { label, variable } = askedSecrets[purpose];
    const secret = io.env[variable]?.replace(/[\r\n]+$/, '') ?? '';
    if (secret === '') {
      throw missing(`There is no ${label}.`, `Put it into the environment variable ${variable}.`);
    }
    await secrets.store(secretKey(purpose, parts.bindingOf(environment)), secret);
  }
  return parts.open(environment, secrets);
}

function environmentOf(options: CheckOptions, found: FoundPlace): Environment {
  const { url, method = 'client-secret', apiVersion, caFile } = options;
  const { fields } = methodInfo(method);
  const authority = options.authority ?? found.authority;
  const tenantId = options.tenantId ?? found.tenantId ?? '';
  const clientId = options.clientId ?? '';
  if (clientId === '' && fields.clientId === 'required') {
    throw missing('No application was named to sign in with.', 'Add --client-id ID.');
  }
  if (tenantId === '' && fields.tenantId === 'required') {
    throw missing('The tenant to sign in to is not known.', 'Add --tenant ID.');
  }
  return {
    name: url,
    url,
    method,
    clientId,
    tenantId,
    protected: false,
    apiVersion,
    ...(authority === undefined ? {} : { authority }),
    ...(caFile === undefined ? {} : { caFile }),
  };
}

function missing(title: string, remedy: string): ProblemError {
  return new ProblemError({ kind: 'bad-input', title, remedy });
}
