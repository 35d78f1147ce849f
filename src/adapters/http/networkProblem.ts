import type { Problem } from '../../core/base/problem';
import { splitUrl } from '../../core/dataverse/environmentUrl';

/** Why no answer came, from whatever was thrown. Never passes on the error itself: it holds the request's headers. */
export function networkProblem(error: unknown, url: string): Problem {
  const parts = splitUrl(url);
  const host = parts ? `${parts.host}${parts.port === undefined ? '' : `:${parts.port}`}` : 'the server';
  const code = codeOf(error);
  if (code !== undefined && isCertificateCode(code)) return certificateProblem(code, host);
  const words = code === undefined ? undefined : byCode[code];
  return {
    kind: 'network',
    ...(words ?? proxyOrUnknown(code))(host),
    ...(code === undefined ? {} : { code }),
  };
}

/** The node or zlib code of an error, of its cause, or of the first of several attempts. */
export function codeOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined;
  const own = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const attempts: readonly unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  const inner: readonly unknown[] = ['cause' in error ? error.cause : undefined, attempts[0]];
  // axios gives codes of its own and keeps node's in the cause.
  const found = inner.map((one) => codeOf(one, depth + 1)).find((one) => one !== undefined);
  return own === undefined || own.startsWith('ERR_BAD_') || own === 'ERR_NETWORK' ? (found ?? own) : own;
}

type Words = Pick<Problem, 'title' | 'cause' | 'remedy' | 'action'>;

const cutOff = (host: string): Words => ({
  title: `The connection to ${host} broke before the answer was complete.`,
  cause: 'The network, a proxy or the server closed it.',
  remedy: 'Run it again.',
  action: 'retry',
});

const noName = (host: string): Words => ({
  title: `The name ${host} was not found.`,
  cause: 'The address is misspelt, or this computer is offline or needs a VPN or proxy to find it.',
  remedy: 'Check the address and the network connection.',
  action: 'edit-environment',
});

const noWay = (host: string): Words => ({
  title: `There is no way to ${host} from here.`,
  cause: 'This computer is offline, or a VPN or firewall is in between.',
  remedy: 'Check the network connection, then run it again.',
  action: 'retry',
});

const tooSlow = (host: string): Words => ({
  title: `${host} did not answer in time.`,
  cause: 'The network or the server is slow, or a firewall drops the connection.',
  remedy: 'Check the network connection, then run it again.',
  action: 'retry',
});

const noTls = (host: string): Words => ({
  title: `No encrypted connection to ${host} could be made.`,
  cause: 'Something other than an https server answers at this port, or a proxy interferes.',
  remedy: 'Check the address and its port.',
  action: 'edit-environment',
});

const damaged = (host: string): Words => ({
  title: `The answer of ${host} came damaged.`,
  cause: 'Its compressed body cannot be read; a proxy may have changed it.',
  remedy: 'Run it again.',
  action: 'retry',
});

const byCode: Readonly<Record<string, (host: string) => Words>> = {
  ENOTFOUND: noName,
  EAI_AGAIN: noName,
  ENODATA: noName,
  ECONNREFUSED: (host) => ({
    title: `Nothing answers at ${host}: the connection was refused.`,
    cause: 'The server is not running, or the port is wrong.',
    remedy: 'Check the address and its port, and that the server is running.',
    action: 'edit-environment',
  }),
  ECONNRESET: cutOff,
  ECONNABORTED: cutOff,
  EPIPE: cutOff,
  ERR_STREAM_PREMATURE_CLOSE: cutOff,
  ERR_TRUNCATED_BODY: cutOff,
  HPE_INVALID_EOF_STATE: cutOff,
  ETIMEDOUT: tooSlow,
  ENETUNREACH: noWay,
  EHOSTUNREACH: noWay,
  ENETDOWN: noWay,
  EADDRNOTAVAIL: noWay,
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_DAMAGED_BODY: damaged,
};

function proxyOrUnknown(code: string | undefined): (host: string) => Words {
  if (code !== undefined && /PROXY|TUNNEL/i.test(code)) {
    return (host) => ({
      title: `The proxy did not let the connection to ${host} through.`,
      remedy: 'Check the proxy settings, in VS Code under "http.proxy".',
      action: 'open-settings',
    });
  }
  if (code?.startsWith('ERR_SSL_')) return noTls;
  if (code?.startsWith('HPE_')) {
    return (host) => ({
      title: `What ${host} answered is no HTTP.`,
      remedy: 'Check the address and its port.',
      action: 'edit-environment',
    });
  }
  return (host) => ({
    title: `No answer came from ${host}${code === undefined ? '' : ` (${code})`}.`,
    remedy: 'Check the network connection, then run it again.',
    action: 'retry',
  });
}

const notTrusted = [
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'INVALID_CA',
  'INVALID_PURPOSE',
];

function isCertificateCode(code: string): boolean {
  return notTrusted.includes(code) || code.startsWith('CERT_') || code === 'ERR_TLS_CERT_ALTNAME_INVALID';
}

function certificateProblem(code: string, host: string): Problem {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return {
      kind: 'certificate',
      title: `The certificate that ${host} shows is for another name.`,
      cause:
        'The address is not the one that the certificate was made for, or something answers in its place.',
      remedy: 'Use the name that the certificate was made for.',
      action: 'edit-environment',
      code,
    };
  }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return {
      kind: 'certificate',
      title: `The certificate of ${host} ${code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet'}.`,
      cause: 'The server needs a new certificate, or the clock of this computer is wrong.',
      remedy: "Check this computer's clock, then ask the administrator of the server.",
      action: 'retry',
      code,
    };
  }
  return {
    kind: 'certificate',
    title: `The certificate of ${host} is not trusted.`,
    cause:
      'It was issued by an authority that this computer does not know: a local server, or a company proxy.',
    remedy:
      'If you trust it, give the PEM file of its certificate authority for this environment (caFile, --ca-file).',
    action: 'choose-ca-file',
    code,
  };
}
