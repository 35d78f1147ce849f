import { listIn, textIn } from './answers';
import type { SetupRequest, SetupStep, StepIo, ValueOf } from './model';
import { unusable } from './stepIo';

const needs = { service: 'graph', names: ['Application.ReadWrite.All'] } as const;
const secretName = 'Dataverse Workbench';

const addSecret = (value: ValueOf): SetupRequest => ({
  method: 'POST',
  path: `applications/${value('applicationObjectId')}/addPassword`,
  body: { passwordCredential: { displayName: secretName } },
  settles: true,
});

const removeSecret = (value: ValueOf): SetupRequest => ({
  method: 'POST',
  path: `applications/${value('applicationObjectId')}/removePassword`,
  body: { keyId: value('secretId') },
});

/** A client secret. Entra tells its value once; it goes to the secret storage at once, and only its id is noted. */
export const secretStep: SetupStep = {
  id: 'secret',
  title: 'Add a client secret',
  what: 'Entra makes the secret and tells it once. It goes straight to the secret storage of VS Code. One that an interrupted run left without its value is removed first.',
  needs,
  requests: (value) => [addSecret(value)],
  done: async (io) => {
    const known = io.known('secretId');
    const ours = (await secretsOf(io)).filter((one) => one['displayName'] === secretName);
    const kept = ours.find((one) => one['keyId'] === known);
    if (kept !== undefined && (await io.hasSecret())) return { secretId: textIn(kept, 'keyId') };
    // The application is ours from an earlier step: so is a secret of this name, and nobody knows its value.
    for (const lost of io.interrupted || kept !== undefined ? ours : []) {
      const keyId = textIn(lost, 'keyId');
      await io.send(removeSecret((name) => (name === 'secretId' ? keyId : io.value(name))));
    }
    return undefined;
  },
  run: async (io) => {
    const answer = await io.send(addSecret(io.value));
    await io.keepSecret(textIn(answer, 'secretText'));
    return { secretId: textIn(answer, 'keyId') };
  },
  undo: {
    title: 'Remove the client secret',
    requests: (value) => [removeSecret(value)],
    run: async (io) => {
      await io.forgetSecret();
      const there = (await secretsOf(io)).some((one) => one['keyId'] === io.value('secretId'));
      if (there) await io.send(removeSecret(io.value));
      return {};
    },
  },
};

async function secretsOf(io: StepIo) {
  const path = `applications/${io.value('applicationObjectId')}?$select=passwordCredentials`;
  const application = await io.find({ method: 'GET', path });
  return listIn(application ?? {}, 'passwordCredentials');
}

/** The public part of a certificate, whose private key stays where it is. */
export function certificateStep(der: string, name: string): SetupStep {
  const put = (value: ValueOf, keyCredentials: readonly object[]): SetupRequest => ({
    method: 'PATCH',
    path: `applications/${value('applicationObjectId')}`,
    body: { keyCredentials },
    settles: true,
  });
  const credential = { type: 'AsymmetricX509Cert', usage: 'Verify', key: der, displayName: name };
  return {
    id: 'certificate',
    title: 'Add the certificate',
    what: 'Gives Entra the public part of the certificate. The private key stays in your file.',
    needs,
    requests: (value) => [put(value, [credential])],
    done: async (io) => {
      const path = `applications/${io.value('applicationObjectId')}?$select=keyCredentials`;
      const application = await io.find({ method: 'GET', path, settles: true });
      const found = listIn(application ?? {}, 'keyCredentials').some((one) => one['key'] === der);
      return found ? {} : undefined;
    },
    run: async (io) => {
      await io.send(put(io.value, [credential]));
      return {};
    },
    undo: { title: 'Remove the certificate', requests: (value) => [put(value, [])] },
  };
}

/** The certificate of a PEM file as Microsoft Graph takes it: DER in Base64. Throws `bad-input`. */
export function publicCertificate(pem: string): string {
  const [, body] = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(pem) ?? [];
  const der = body?.replace(/\s+/g, '');
  if (der === undefined || der === '') {
    throw unusable('The file holds no certificate.', 'Choose a PEM file with “BEGIN CERTIFICATE” in it.');
  }
  return der;
}
