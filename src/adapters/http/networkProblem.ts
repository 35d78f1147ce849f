import type { Problem } from '../../core/base/problem';
import { splitUrl } from '../../core/dataverse/environmentUrl';
import { judgeTransport } from '../../core/diagnosis/transport';

/** Why no answer came, from whatever was thrown. Never passes on the error itself: it holds the request's headers. */
export function networkProblem(error: unknown, url: string): Problem {
  const parts = splitUrl(url);
  const host = parts ? `${parts.host}${parts.port === undefined ? '' : `:${parts.port}`}` : 'the server';
  const code = codeOf(error);
  const { cause, words } = judgeTransport(code);
  return {
    kind: cause === 'certificate-untrusted' ? 'certificate' : 'network',
    ...words(host),
    ...(code === undefined ? {} : { code }),
  };
}

/** The node or zlib code of an error, of its cause, or of the first of several attempts. */
export function codeOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined;
  const own = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const attempts: readonly unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  const inner: readonly unknown[] = ['cause' in error ? error.cause : undefined, attempts[0]];
  return own ?? inner.map((one) => codeOf(one, depth + 1)).find((one) => one !== undefined);
}
