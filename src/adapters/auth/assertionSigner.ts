import { constants, sign } from 'node:crypto';

/**
 * Takes the place of the library that MSAL signs client assertions with: of its ten algorithms and checks, MSAL needs
 * these two lines (RFC 7515, 3.1; RFC 7518, 3.3 and 3.5). `esbuild.mjs` puts it there.
 */
const signer = {
  sign(payload: object, privateKey: string, { header }: { readonly header: AssertionHeader }): string {
    const issuedAt = Math.floor(Date.now() / 1000);
    const input = `${part({ typ: 'JWT', ...header })}.${part({ ...payload, iat: issuedAt })}`;
    const padding = header.alg === 'PS256' ? pss : { padding: constants.RSA_PKCS1_PADDING };
    const signature = sign('sha256', Buffer.from(input), { key: privateKey, ...padding });
    return `${input}.${signature.toString('base64url')}`;
  },
};

interface AssertionHeader {
  readonly alg: 'PS256' | 'RS256';
}

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

// MSAL imports it so.
export default signer;
