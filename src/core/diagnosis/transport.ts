import type { CauseId } from '../base/causeId';
import * as say from './transportWords';
import type { TransportWords } from './transportWords';

/** Why no answer came: its cause, and the words for it. */
export interface TransportVerdict {
  readonly cause: CauseId;
  /** A second reason that looks the same from here. */
  readonly otherwise?: CauseId;
  readonly words: (host: string) => TransportWords;
}

const rule = (cause: CauseId, words: TransportVerdict['words'], otherwise?: CauseId): TransportVerdict => ({
  cause,
  words,
  ...(otherwise === undefined ? {} : { otherwise }),
});

/**
 * Codes of Node (system errors, OpenSSL, its HTTP parser, undici) and of Chromium's network stack, which VS Code may use, and the
 * words that stand in messages without a code. The first that fits counts.
 */
const rules: readonly (readonly [RegExp, TransportVerdict])[] = [
  [
    /ALTNAME|ERR_CERT_COMMON_NAME_INVALID|HOSTNAME_MISMATCH|does not match certificate/i,
    rule('certificate-untrusted', say.otherName),
  ],
  [
    /CERT_HAS_EXPIRED|CRL_HAS_EXPIRED|ERR_CERT_DATE_INVALID|certificate has expired/i,
    rule('certificate-untrusted', say.outOfDate('has expired')),
  ],
  [
    /CERT_NOT_YET_VALID|certificate is not yet valid/i,
    rule('certificate-untrusted', say.outOfDate('is not valid yet')),
  ],
  [
    /^(?!.*PROXY)(?=.*(?:CERT|_CRL|INVALID_CA\b|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|UNABLE_TO_(?:VERIFY|GET|DECODE|DECRYPT)|UNKNOWN_CA|SELF[ _-]SIGNED|self-signed|unable to (?:verify|get)|PINNED_KEY|ERR_TLS_REQUIRED))/i,
    rule('certificate-untrusted', say.notTrusted),
  ],
  [/PROXY|TUNNEL|UND_ERR_PRX|\b407\b/i, rule('proxy-required', say.proxy)],
  [
    /ENOTFOUND|EAI_|ENODATA|ESERVFAIL|EFORMERR|ENOTIMP|EREFUSED|EBADNAME|ENONAME|ENOENT_DNS|ERR_NAME_|ERR_DNS|\bDNS\b|ETIMEOUT\b|getaddrinfo/i,
    rule('dns-failure', say.noName),
  ],
  [/ECONNREFUSED|CONNECTION_REFUSED/i, rule('connection-refused', say.refused)],
  [
    /ENETUNREACH|EHOSTUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL|ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|NETWORK_CHANGED|ENONET/i,
    rule('connection-refused', say.noWay, 'proxy-required'),
  ],
  [
    /ETIMEDOUT|ESOCKETTIMEDOUT|TIMED_?OUT|_TIMEOUT|timeout|timed out/i,
    rule('connection-refused', say.tooSlow, 'proxy-required'),
  ],
  [
    /EPROTO|ERR_SSL_|WRONG_VERSION_NUMBER|ERR_TLS_|SSL routines|handshake/i,
    rule('proxy-required', say.noTls, 'certificate-untrusted'),
  ],
  [
    /ERR_DAMAGED_BODY|Z_DATA_ERROR|Z_BUF_ERROR|CONTENT_DECODING/i,
    rule('service-unavailable', say.damaged, 'proxy-required'),
  ],
  [
    /ECONNRESET|ECONNABORTED|EPIPE|PREMATURE_CLOSE|ERR_TRUNCATED_BODY|HPE_INVALID_EOF_STATE|UND_ERR_SOCKET|EMPTY_RESPONSE|CONNECTION_(?:RESET|CLOSED|ABORTED)|socket hang up|ERR_HTTP2_/i,
    rule('connection-refused', say.cutOff, 'proxy-required'),
  ],
  [/HPE_/i, rule('not-dataverse', say.noHttp, 'proxy-required')],
];

/** What a code, or a message that holds one, says. Never throws. */
export function judgeTransport(code: string | undefined): TransportVerdict {
  const found = code === undefined ? undefined : rules.find(([pattern]) => pattern.test(code));
  return found?.[1] ?? rule('connection-refused', say.noAnswer(code), 'proxy-required');
}
