/** An error body, told apart by its shape: an OAuth error, an error of the Web API (or Graph), a web page, or just text. */
export type ErrorBody =
  | { readonly kind: 'oauth'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'service'; readonly text: string }
  | { readonly kind: 'page'; readonly text: string }
  | { readonly kind: 'none' };

type Fields = Readonly<Record<string, unknown>>;

/**
 * Takes parsed JSON or text. A recorded answer (`{status, body}`), a batch of one and the shapes of MSAL's errors and of redirect
 * parameters are understood; an AADSTS code anywhere makes it an answer of Entra. Never throws.
 */
export function readErrorBody(value: unknown): ErrorBody {
  const body = unwrap(typeof value === 'string' ? parsed(value) : value, 0);
  if (typeof body === 'string') return readText(body);
  if (!isFields(body)) return { kind: 'none' };
  const oauth = oauthOf(body);
  if (oauth !== undefined) return { kind: 'oauth', body: oauth };
  const text = jsonText(body);
  const code = entraCode.exec(text);
  if (code !== null) return { kind: 'oauth', body: { error_description: messageAround(body) ?? text } };
  return { kind: 'service', text };
}

const entraCode = /AADSTS[\s:-]{0,2}\d{4,9}/i;

function readText(text: string): ErrorBody {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'none' };
  const page = /^<(?:!doctype|html|head|body|!--)/i.test(trimmed);
  const plain = decoded(trimmed);
  if (entraCode.test(plain) || /(?:^|[?&#])error=[a-z_]+/i.test(trimmed)) {
    return { kind: 'oauth', body: { ...parameters(trimmed), error_description: plain } };
  }
  return page ? { kind: 'page', text: trimmed } : { kind: 'service', text: trimmed };
}

/** The body of a recorded answer, the only part of a list, JSON within JSON. */
function unwrap(value: unknown, depth: number): unknown {
  if (depth > 4) return value;
  if (Array.isArray(value)) return unwrap(value[0], depth + 1);
  if (!isFields(value)) return value;
  if ('error' in value || 'error_description' in value) return value;
  for (const name of ['body', 'data', 'response', 'responseBody']) {
    const inner = value[name];
    if (isFields(inner)) return unwrap(inner, depth + 1);
    if (typeof inner === 'string' && inner.trim() !== '') return unwrap(parsed(inner), depth + 1);
  }
  return value;
}

/** `{error: "…"}` of RFC 6749, or the fields of MSAL's AuthError. */
function oauthOf(body: Fields): Fields | undefined {
  const error = body['error'];
  if (typeof error === 'string' || 'error_codes' in body || 'error_description' in body) {
    return typeof error === 'string' || error === undefined ? body : undefined;
  }
  if (typeof body['errorCode'] !== 'string' || !/^[a-z_]+$/.test(body['errorCode'])) return undefined;
  const suberror = body['subError'] ?? body['suberror'];
  return {
    error: body['errorCode'],
    error_description: body['errorMessage'],
    ...(typeof suberror === 'string' && suberror !== '' ? { suberror } : {}),
  };
}

function messageAround(body: Fields): string | undefined {
  const inner = isFields(body['error']) ? body['error'] : body;
  const message = inner['message'] ?? inner['Message'] ?? inner['errorMessage'];
  return typeof message === 'string' && entraCode.test(message) ? message : undefined;
}

function parameters(text: string): Fields {
  const query = text.replace(/^[^?#]*[?#]/, '');
  const pairs = query.split(/[&#]/).flatMap((part): [string, string][] => {
    const [name, value] = part.split('=', 2);
    return name !== undefined && value !== undefined && /^[a-z_]+$/.test(name)
      ? [[name, decoded(value)]]
      : [];
  });
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

function parsed(text: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (!/^[{["]/.test(trimmed)) return trimmed;
  try {
    return JSON.parse(trimmed);
  } catch {
    return trimmed;
  }
}

function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
