import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnosis/diagnose';
import type { Evidence } from '../../../src/core/diagnosis/evidence';

const folder = '../shared/data/errors';
const present = existsSync(folder);
const read = (name: string): unknown => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));

const origin = 'https://contoso-dev.crm4.dynamics.com';
const now = Date.UTC(2026, 10, 21);

function first(evidence: Partial<Evidence>): string {
  return diagnose({ environment: { origin }, now, ...evidence })[0]?.cause ?? 'none';
}

/** What each collected code is about, by hand. */
const expectedOfCode: Readonly<Record<number, string>> = {
  7000215: 'invalid-client-secret',
  7000222: 'expired-client-secret',
  700016: 'unknown-application',
  50076: 'mfa-required',
  50079: 'mfa-required',
  50078: 'mfa-required',
  50074: 'mfa-required',
  65001: 'consent-required',
  65004: 'consent-required',
  90094: 'consent-required',
  90002: 'unknown-tenant',
  50126: 'bad-credentials',
  500011: 'unknown-resource',
  50001: 'unknown-resource',
  50011: 'redirect-uri-mismatch',
  70011: 'invalid-scope',
  1002012: 'invalid-scope',
  90009: 'invalid-scope',
  90014: 'malformed-request',
  900144: 'malformed-request',
  53003: 'conditional-access',
  53000: 'conditional-access',
  50105: 'user-not-assigned',
  7000218: 'application-type-mismatch',
  700025: 'application-type-mismatch',
  700082: 'refresh-token-expired',
  700084: 'refresh-token-expired',
  70008: 'refresh-token-expired',
  70043: 'refresh-token-expired',
  50173: 'refresh-token-expired',
  54005: 'malformed-request',
  501481: 'malformed-request',
  50147: 'malformed-request',
  9002326: 'application-type-mismatch',
  70016: 'device-code-pending',
  70018: 'device-code-expired',
  70019: 'device-code-expired',
  70000: 'refresh-token-expired',
  70001: 'unknown-application',
  70002: 'invalid-client-secret',
  700022: 'invalid-scope',
  700027: 'invalid-client-secret',
  50034: 'bad-credentials',
  50020: 'guest-user',
  50053: 'account-locked',
  50055: 'password-expired',
  50057: 'user-disabled',
  50058: 'interaction-required',
  50194: 'unknown-tenant',
  9001023: 'unknown-tenant',
  65002: 'consent-required',
  650052: 'unknown-resource',
  650057: 'unknown-resource',
  901002: 'malformed-request',
  90055: 'throttled',
  90006: 'service-unavailable',
  90033: 'service-unavailable',
  50196: 'throttled',
  9002313: 'malformed-request',
  700020: 'interaction-required',
  90130: 'unknown-tenant',
  700229: 'invalid-client-secret',
};

interface CodeEntry {
  readonly code: number;
  readonly oauthError: string;
  readonly officialDescription: string;
  readonly sampleErrorDescription: string | null;
}

describe.skipIf(!present)(`every refusal in ${folder}`, () => {
  const { entries } = (present ? read('entra-aadsts.json') : { entries: [] }) as {
    entries: readonly CodeEntry[];
  };

  it.each(entries.map((entry) => [entry.code, entry] as const))('AADSTS%i by its code', (code, entry) => {
    const error = entry.oauthError.split(/[ /(]/)[0];
    const said = entry.sampleErrorDescription ?? `AADSTS${code}: ${entry.officialDescription}`;
    const wanted = expectedOfCode[code];
    expect(wanted, 'listed above').toBeDefined();
    expect(first({ status: 400, errorBody: { error, error_codes: [code], error_description: said } })).toBe(
      wanted,
    );
    expect(
      first({ status: 400, errorBody: { error, error_description: `AADSTS${code}: (localised)` } }),
    ).toBe(wanted);
    expect(first({ errorBody: JSON.stringify({ error, error_codes: [String(code)] }) })).toBe(wanted);
    expect(
      first({ errorBody: { errorCode: 'invalid_grant', errorMessage: `${code} - [2026]: ${said}` } }),
    ).toBe(
      said.includes('AADSTS')
        ? wanted
        : first({ errorBody: { errorCode: 'invalid_grant', errorMessage: said } }),
    );
  });

  it('of the token endpoint', () => {
    const bodies = read('entra-bodies.json') as { status: number; body: unknown }[];
    expect(bodies.map(({ status, body }) => first({ status, errorBody: body }))).toEqual([
      'invalid-scope',
      'expired-client-secret',
      'invalid-client-secret',
      'mfa-required',
      'refresh-token-expired',
    ]);
  });

  it('of the Web API, by hand', () => {
    const { entries: list } = read('dataverse-errors.json') as {
      entries: { status: number; body: unknown }[];
    };
    const found = list.map(({ status, body }) => first({ status, errorBody: JSON.stringify(body) }));
    const query = 'malformed-request';
    expect(found).toEqual([
      'unknown-table',
      'unknown-table',
      query,
      query,
      'wrong-api-path',
      query,
      query,
      query,
      query,
      query,
      query,
      query,
      query,
      query,
      query,
      query,
      query,
      query,
      query,
      'record-not-found',
      'precondition-failed',
      'precondition-failed',
      'duplicate-record',
      'duplicate-record',
      'plugin-error',
      'not-a-member',
      'missing-privilege',
      'missing-privilege',
      'throttled',
      'throttled',
      'throttled',
      'throttled',
      'unknown-table',
      query,
      'record-not-found',
      query,
    ]);
  });

  it('of challenges: none is a fault in itself', () => {
    const { challenges } = read('www-authenticate.json') as { challenges: { value: string }[] };
    for (const { value } of challenges) {
      const resource = /resource_id=(https:\/\/[^,\s<>]+)/.exec(value)?.[1] ?? `${origin}/`;
      const environment = { origin: resource.replace(/\/$/, '') };
      expect(first({ challenge: value, status: 401, environment }), value).toBe('healthy');
    }
  });

  it('of published answers: what succeeded is healthy', () => {
    const answers = read('sample-responses.json') as { status: number; body?: unknown }[];
    const fine = answers.filter(({ status }) => status < 300).map(({ status }) => first({ status }));
    expect(new Set(fine)).toEqual(new Set(['healthy']));
    const failed = answers.filter(({ status, body }) => status >= 400 && body !== undefined);
    for (const { status, body } of failed) {
      expect(first({ status, errorBody: body }), JSON.stringify(body)).not.toBe('healthy');
    }
  });
});
