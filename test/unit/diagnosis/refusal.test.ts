import { describe, expect, it } from 'vitest';
import { DataverseClient, type Refusal } from '../../../src/core/dataverse/client';
import type { Problem } from '../../../src/core/base/problem';
import { isProblemError } from '../../../src/core/base/problem';
import { neverCancelled } from '../../../src/core/base/cancel';
import { causesOfProblem, explained } from '../../../src/core/diagnosis/problemCause';
import { appClaims, now, origin, userClaims } from './support';

const around = { environment: { origin }, now };
const notMember: Problem = {
  kind: 'service-refused',
  title: 'x',
  remedy: 'y',
  code: '0x80072560',
  status: 403,
  correlationId: 'id',
  details: 'The user is not a member of the organization.',
};

describe('a problem of ours', () => {
  it('gets the words of its likeliest cause, and keeps its facts', () => {
    const problem = explained(notMember, { ...around, claims: appClaims });
    expect(problem).toMatchObject({
      kind: 'service-refused',
      code: '0x80072560',
      correlationId: 'id',
      status: 403,
    });
    expect(problem.title).toContain('no application user');
    expect(problem.remedy).toContain('Create the application user');
    expect(explained(notMember, { ...around, claims: userClaims }).title).toContain('not a member');
    const graph = { ...userClaims, aud: 'https://graph.microsoft.com' };
    const refused: Problem = { kind: 'service-refused', title: 'x', remedy: 'y', status: 401 };
    expect(explained(refused, { ...around, claims: graph })).toMatchObject({ action: 'sign-in' });
    expect(explained(refused, { ...around, claims: graph }).title).toContain('Microsoft Graph');
  });

  it.each<[Problem, string]>([
    [{ kind: 'network', title: '', remedy: '', code: 'ENOTFOUND' }, 'dns-failure'],
    [
      { kind: 'certificate', title: '', remedy: '', code: 'SELF_SIGNED_CERT_IN_CHAIN' },
      'certificate-untrusted',
    ],
    [
      { kind: 'identity-refused', title: '', remedy: '', code: 'AADSTS7000222', status: 401 },
      'expired-client-secret',
    ],
    [{ kind: 'sign-in-needed', title: 'You are not signed in.', remedy: 'Sign in.' }, 'interaction-required'],
    [{ kind: 'not-dataverse', title: 'Another site.', remedy: 'Check it.' }, 'not-dataverse'],
    [{ kind: 'throttled', title: '', remedy: '', status: 429 }, 'throttled'],
    [{ kind: 'malformed-answer', title: 'Odd.', remedy: 'Look.' }, 'unknown'],
  ])('%j is put down to %s', (problem, cause) => {
    expect(causesOfProblem(problem, around)[0]?.cause).toBe(cause);
  });
});

describe('the client', () => {
  const token = { value: 'opaque', issuedAt: now, expiresAt: now + 60_000, scopes: [] };
  const client = (status: number, seen: Refusal[]): DataverseClient =>
    new DataverseClient({
      origin,
      apiVersion: 'v9.2',
      clock: { now: () => now, setTimer: () => ({ dispose: () => undefined }) },
      tokens: {
        origin,
        token: () => Promise.resolve(token),
        replaceRejected: () => Promise.resolve(token),
      },
      transport: {
        send: () =>
          Promise.resolve({
            status,
            statusText: '',
            headers: { 'www-authenticate': 'Bearer x=y' },
            body: new Uint8Array(),
            timing: { firstByteMs: 0, totalMs: 0 },
          }),
      },
      explain: async (problem, refusal) => {
        seen.push(refusal);
        return { ...problem, title: 'Explained.' };
      },
    });

  it.each([
    [401, 'Explained.'],
    [403, 'Explained.'],
    [404, undefined],
  ])('asks why for %i', async (status, title) => {
    const seen: Refusal[] = [];
    const sent = client(status, seen).send(
      { method: 'GET', url: `${origin}/x`, headers: [] },
      { signal: neverCancelled },
    );
    const problem = await sent.then(
      () => undefined,
      (error: unknown) => (isProblemError(error) ? error.problem : undefined),
    );
    expect(problem?.status).toBe(status);
    expect(seen).toEqual(title === undefined ? [] : [{ token, challenge: 'Bearer x=y' }]);
    expect(problem?.title === 'Explained.').toBe(title !== undefined);
  });
});
