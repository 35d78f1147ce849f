// Which application asks, and how it proves that it is the one: secret, certificate, or not at all.
import { decodeJwt } from 'jose';
import type { DirectoryApplication } from '../server/types';
import { assertionType, checkAssertion } from './clientAssertion';
import type { IdentityContext } from './context';
import { tenant } from './directory';
import { EntraError } from './entraError';
import { required } from './form';
import type { ClientProof } from './tokens';

export interface Client {
  readonly application: DirectoryApplication;
  readonly proof: ClientProof;
}

/**
 * Secret in the form, HTTP Basic with both parts form-encoded (RFC 6749 2.3.1), or a signed assertion.
 * @throws EntraError 700016, 700025, 7000215, 7000222, and those of assertions
 */
export async function authenticate(
  context: IdentityContext,
  form: URLSearchParams,
  authorization: string | undefined,
): Promise<Client> {
  const basic = basicCredentials(authorization);
  const assertion = form.get('client_assertion');
  const clientId = basic?.id ?? form.get('client_id') ?? clientOf(assertion) ?? required(form, 'client_id');
  const secret = basic?.secret ?? form.get('client_secret') ?? undefined;
  const application = context.directory.application(clientId);
  if (!application) {
    throw new EntraError(700016, { values: { appId: clientId, tenantName: tenant.displayName } });
  }
  if (secret === undefined && assertion === null) return { application, proof: 'none' };
  if (!application.confidential) throw new EntraError(700025);
  if (assertion !== null) {
    await checkCertificate(context, form, application, assertion);
    return { application, proof: 'certificate' };
  }
  const state = context.directory.secretState(application, secret ?? '');
  if (state === 'expired') throw new EntraError(7000222, { values: { appId: clientId } });
  if (state === 'unknown') throw new EntraError(7000215, { values: { appId: clientId } });
  return { application, proof: 'secret' };
}

/** @throws EntraError 7000218 where a confidential application did not prove itself. */
export function mustProveItself({ application, proof }: Client): void {
  if (application.confidential && proof === 'none') throw new EntraError(7000218);
}

async function checkCertificate(
  context: IdentityContext,
  form: URLSearchParams,
  application: DirectoryApplication,
  assertion: string,
): Promise<void> {
  if (form.get('client_assertion_type') !== assertionType) {
    throw new EntraError(900144, { values: { parameter: 'client_assertion_type' } });
  }
  await checkAssertion(assertion, {
    applicationId: application.applicationId,
    registered: context.directory.certificatesOf(application),
    audiences: audiencesOf(context.identityOrigin),
    now: context.now(),
  });
}

function audiencesOf(identityOrigin: string): readonly string[] {
  return [tenant.id, tenant.domain, 'organizations', 'common'].flatMap((segment) => [
    `${identityOrigin}/${segment}/oauth2/v2.0/token`,
    `${identityOrigin}/${segment}/oauth2/token`,
    `${identityOrigin}/${segment}/v2.0`,
  ]);
}

/** An assertion names its application: `client_id` may be left out beside it (RFC 7521 4.2). */
function clientOf(assertion: string | null): string | undefined {
  if (assertion === null) return undefined;
  try {
    return decodeJwt(assertion).sub;
  } catch {
    throw new EntraError(50027);
  }
}

function basicCredentials(authorization: string | undefined): { id: string; secret: string } | undefined {
  const [, encoded] = /^Basic +(\S+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [, id = '', secret = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  const decode = (text: string): string => new URLSearchParams(`v=${text}`).get('v') ?? '';
  return { id: decode(id), secret: decode(secret) };
}
