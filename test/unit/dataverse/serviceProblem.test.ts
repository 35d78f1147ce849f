import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/base/problem';
import { serviceProblem } from '../../../src/core/dataverse/serviceProblem';
import { answer, get } from './support/fakes';

interface Entry {
  readonly status: number;
  readonly body: { readonly error: { readonly code: string | null; readonly message: string } };
}

const file = '../shared/data/errors/dataverse-errors.json';

function explain(status: number, code: string | null, message: string): Problem {
  return serviceProblem(get, answer(status, { error: { code, message } }));
}

describe('a refusal of the Web API', () => {
  it.skipIf(!existsSync(file))(`has plain words of ours for every entry of ${file}`, () => {
    const { entries } = JSON.parse(readFileSync(file, 'utf8')) as { entries: Entry[] };
    expect(entries.length).toBeGreaterThan(30);
    for (const { status, body } of entries) {
      const problem = serviceProblem(get, answer(status, body));
      const { message, code } = body.error;
      // The server's own words are for the details; the title is never just a copy of them.
      if (!message.startsWith('Example')) expect(problem.title, message).not.toBe(message);
      expect(problem.remedy, message).not.toBe('Correct the request as the message says.');
      expect(problem.details, message).toContain(message.trim());
      expect(problem.code, message).toBe(code?.toLowerCase() || undefined);
      expect(problem.status).toBe(status);
      expect(problem.kind, message).toBe(status === 429 ? 'throttled' : 'service-refused');
    }
  });

  it.each([
    [404, '0x8006088a', "Resource not found for the segment 'Account'.", 'called "Account"'],
    [404, '0x80060888', "Resource not found for the segment 'acounts'.", 'called "acounts"'],
    [
      404,
      '0x80040217',
      'account With Id = 00000000-0000-0000-0000-000000000001 Does Not Exist',
      'no account with the id',
    ],
    [
      404,
      '',
      'account With Id = 00000000-0000-0000-0000-000000000001 Does Not Exist',
      'no account with the id',
    ],
    [
      400,
      '0x0',
      "Could not find a property named 'Name' on type 'Microsoft.Dynamics.CRM.account'.",
      'table account has no column or relationship called "Name"',
    ],
    [
      400,
      '0x80060888',
      "Could not find a property named 'Name' on type 'Microsoft.Dynamics.CRM.account'.",
      'called "Name"',
    ],
    [
      400,
      null,
      "There is an unterminated literal at position 21 in 'lastname eq 'O'Bryan''.",
      "position 21 in lastname eq 'O'Bryan'",
    ],
    [
      400,
      '0x80060888',
      "')' or ',' expected at position 5 in '(b7b9-f011)'.",
      "')' or ',' expected at position 5 in (b7b9-f011)",
    ],
    [
      400,
      '0x80060888',
      "Syntax error at position 8 in 'name eqq 1'.",
      'syntax error at position 8 in name eqq 1',
    ],
    [403, '0x80072560', 'The user is not a member of the organization.', 'not a member of the environment'],
    [401, '', 'The user is not a member of the organization.', 'not a member of the environment'],
    [401, '', 'Nope', 'did not accept the access token'],
    [
      403,
      '0x80040225',
      'The specified user(Id = 1) is disabled. Consider enabling this user.',
      'user is disabled',
    ],
    [412, '', 'A record with matching key values already exists.', 'exists already'],
    [
      412,
      '',
      "The version of the existing record doesn't match the RowVersion property provided.",
      'changed since it was read',
    ],
    [412, '0x80060892', 'Entity Key X violated.', 'alternate key'],
    [412, '', 'Something else', 'condition of the request'],
    [
      429,
      '0x80072322',
      'Number of requests exceeded the limit of 8000 over time window of 300 seconds.',
      'the limit here is 8000 in 300 seconds',
    ],
    [429, '0x80072321', 'Combined execution time of incoming requests exceeded limit', 'too busy'],
    [429, '0x80072326', 'Number of concurrent requests exceeded the limit of 52.', 'at the same time'],
    [
      500,
      '0x80040333',
      'A record was not created or updated because a duplicate of the current record already exists.',
      'duplicate detection',
    ],
    [500, '0x80044151', 'Sql error: Execution Timeout Expired.', 'took too long'],
    [500, '0x80040216', 'An unexpected error occurred.', 'An unexpected error occurred.'],
    [413, '', '', 'too large'],
    [405, '', 'The requested resource does not support http method PATCH.', 'GET does not work'],
  ])('%i %s %s', (status, code, message, words) => {
    expect(explain(status, code, message).title).toContain(words);
  });

  it('names the missing privilege and the table', () => {
    const problem = explain(
      403,
      '0x80040220',
      "Principal user (Id=1, type=8, roleCount=5, privilegeCount=465, accessMode=0), is missing prvReadincident privilege (Id=2) on OTC=112 for entity 'incident'. context.Caller=3",
    );
    expect(problem.title).toBe(
      'You may not do this on the table incident: the privilege prvReadincident is missing.',
    );
    expect(problem.remedy).toBe(
      'Ask an administrator for a security role with the right to read on incident.',
    );
    const appendTo = explain(403, '0x80040220', 'X is missing prvAppendToContact privilege (Id=2) on OTC=2');
    expect(appendTo.title).toContain('table contact: the privilege prvAppendToContact');
    expect(
      explain(403, '0x80040220', 'Principal user (Id=1, roleCount=0), is missing prvReadUser privilege')
        .title,
    ).toBe('The user has no security role in this environment.');
  });

  it('keeps the ids for support, the trace and the wait', () => {
    const problem = serviceProblem(
      get,
      answer(
        400,
        {
          error: {
            code: '0x80040265',
            message: 'Stop.',
            '@Microsoft.PowerApps.CDS.TraceText': 'at MyPlugin',
          },
        },
        { 'x-ms-service-request-id': 'abc' },
      ),
      5000,
    );
    expect(problem).toMatchObject({
      correlationId: 'abc',
      retryAfterMs: 5000,
      details: 'Stop.\n\nat MyPlugin',
    });
    expect(problem.title).toBe('A plug-in or custom step stopped the request: Stop.');
  });

  it('never repeats a token that a server echoes', () => {
    const token = 'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJl';
    for (const body of [
      `no: Bearer ${token}`,
      { error: { code: '', message: `Bad header Bearer opaque12345678 ${token}` } },
    ]) {
      const text = JSON.stringify(serviceProblem(get, answer(400, body)));
      expect(text).not.toContain(token);
      expect(text).not.toContain('opaque12345678');
    }
  });

  it.each([
    [404, '<html><head><title>404 - Not found</title></head></html>', 'not-dataverse'],
    [403, '<!doctype html><title>Forbidden</title>', 'not-dataverse'],
    [502, '<html><title>Bad gateway</title></html>', 'service-failed'],
    [404, '', 'not-dataverse'],
    [407, '', 'network'],
    [418, '{"error":{}}', 'service-refused'],
    [400, '{"error":', 'service-refused'],
  ])('%i with the body %j is of the kind %s', (status, body, kind) => {
    const problem = serviceProblem(get, answer(status, body));
    expect(problem.kind).toBe(kind);
    expect(problem.title.length).toBeGreaterThan(10);
  });

  it('is read from XML and from the older forms of JSON', () => {
    const xml =
      '<?xml version="1.0"?><m:error xmlns:m="x"><m:code>0x8006088a</m:code><m:message xml:lang="en">Resource not found for the segment &apos;x&apos;.</m:message></m:error>';
    expect(serviceProblem(get, answer(404, xml, { 'content-type': 'application/xml' }))).toMatchObject({
      code: '0x8006088a',
    });
    expect(serviceProblem(get, answer(400, { Message: 'No.' })).title).toBe('No.');
  });
});
