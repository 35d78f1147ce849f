import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebApiHost } from './support/host';
import { published, publishedAbsent as absent } from './support/published';

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

interface Failure {
  readonly query: string;
  readonly status: number;
  readonly code: string | null;
  readonly message: string | null;
}

/** Codes that are met for one and the same fault. */
const sameFault = new Set(['0x0', '0x80060888', '']);

/** Names of the pages' own organisations: the same faults are put to names that the sandbox has. */
const here = (query: string): string =>
  query
    .replace(/^assignments\(/, 'accounts(')
    .replace("Name='new_priority'", "Name='budgetstatus'")
    .replace('new_contact_account/any(a:a/accountid', 'contact_customer_contacts/any(a:a/contactid');

describe.skipIf(absent)('documented failures (skipped where ../shared/data is absent)', () => {
  const failures = published('queries/documented-failures.json') as readonly Failure[];

  it.each(failures)('$query', async ({ query, status, code, message }) => {
    const reply = await host.send(here(query));
    expect(reply.status).toBe(status);
    if (message === null) expect(reply.error?.message).toBeTruthy();
    else expect(reply.error?.message).toBe(message);
    if (code !== null && !(sameFault.has(code) && sameFault.has(reply.error?.code ?? '-'))) {
      expect(reply.error?.code).toBe(code);
    }
  });
});

describe('what Dataverse refuses', () => {
  it.each([
    ['acounts', 404, "Resource not found for the segment 'acounts'."],
    ['accounts?$skip=3', 400, 'Skip Clause is not supported in CRM'],
    ['accounts?$search=x', 400, "The query parameter '$search' is not supported."],
    ['accounts?$format=json', 400, "The query parameter '$format' is not supported."],
    ['accounts?$compute=revenue add 1 as r', 400, "The query parameter '$compute' is not supported."],
    ["accounts?$filter=name in ('a','b')", 501, 'The query node In is not supported'],
    [
      'accounts?$filter=Name eq null',
      400,
      "Could not find a property named 'Name' on type 'Microsoft.Dynamics.CRM.account'.",
    ],
    [
      'accounts?$orderby=nme',
      400,
      "Could not find a property named 'nme' on type 'Microsoft.Dynamics.CRM.account'.",
    ],
    [
      'accounts?$expand=PrimaryContactId',
      400,
      "Could not find a property named 'PrimaryContactId' on type 'Microsoft.Dynamics.CRM.account'.",
    ],
    [
      'accounts?$expand=primarycontactid($select=nam)',
      400,
      "Could not find a property named 'nam' on type 'Microsoft.Dynamics.CRM.contact'.",
    ],
    [
      'accounts?$expand=Account_Tasks/$ref',
      400,
      'Expand with $ref is only supported on lookup type navigation property.',
    ],
    ['accounts?$filter=name eq', 400, "Expression expected at position 7 in 'name eq'."],
    ["accounts?$filter=(name eq 'a'", 400, "')' or operator expected at position 12 in '(name eq 'a''."],
    ["accounts?$filter=name%20eq%20'a'%20b", 400, "Syntax error at position 12 in 'name eq 'a' b'."],
    [
      'accounts?$filter=name eq 5',
      400,
      "A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Int32' for operator kind 'Equal'.",
    ],
    [
      "accounts?$filter=revenue gt 'x'",
      400,
      "A binary operator with incompatible types was detected. Found operand types 'Edm.Decimal' and 'Edm.String' for operator kind 'GreaterThan'.",
    ],
    ['accounts?$filter=length(name) gt 3', 501, 'The query function length is not supported'],
    [
      'accounts?$filter=foo(name) eq 3',
      400,
      "An unknown function with name 'foo' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.",
    ],
    ['accounts?$filter=revenue add 1 gt 3', 501, 'The query node BinaryOperator is not supported'],
    ['accounts(1)', 400, 'Bad Request - Error in query syntax.'],
    ["accounts(name='x')", 400, 'The specified key attributes are not a defined key for the account entity'],
    [
      'accounts(00000000-0000-0000-0000-000000000001)',
      404,
      'account With Id = 00000000-0000-0000-0000-000000000001 Does Not Exist',
    ],
    [
      'accounts?$top=x',
      400,
      "Invalid value 'x' for $top query option found. The $top query option requires a non-negative integer value.",
    ],
    ['accounts?$skiptoken=nonsense', 400, 'Malformed XML in the Paging Cookie'],
  ] as const)('%s', async (target, status, message) => {
    const reply = await host.send(target);
    expect(reply.error?.message).toBe(message);
    expect(reply.status).toBe(status);
  });

  it('more than 15 expanded relationships', async () => {
    const sixteen = Array.from({ length: 16 }, () => 'createdby($select=fullname)').join(',');
    expect((await host.send(`accounts?$select=name&$expand=${sixteen}`)).status).toBe(400);
    const fifteen = Array.from({ length: 15 }, () => 'createdby($select=fullname)').join(',');
    expect((await host.send(`accounts?$select=name&$top=1&$expand=${fifteen}`)).status).toBe(200);
  });

  it('$metadata as JSON, a wrong method, a wrong path and an endless URL', async () => {
    const metadata = await host.send('$metadata', { headers: { accept: 'application/json' } });
    expect(metadata.status).toBe(415);
    expect(metadata.error?.message).toBe(
      'A supported MIME type could not be found that matches the acceptable MIME types for the request.',
    );
    const posted = await host.send('WhoAmI', { method: 'POST' });
    expect(posted.status).toBe(404);
    expect(posted.error).toEqual({
      code: '',
      message:
        "No HTTP resource was found that matches the request URI 'https://contoso.test/api/data/v9.2/WhoAmI'.",
    });
    expect((await host.send('/api/data/v8.7/accounts')).status).toBe(404);
    expect((await host.send('accounts', { method: 'PUT' })).status).toBe(405);
    expect((await host.send(`accounts?$filter=name eq '${'x'.repeat(33_000)}'`)).status).toBe(414);
  });

  it('whoever has a token but no user', async () => {
    const reply = await host.send('accounts?$top=1', { as: 'stranger' });
    expect(reply.status).toBe(403);
    expect(reply.error).toEqual({
      code: '0x80072560',
      message: 'The user is not a member of the organization.',
    });
  });
});
