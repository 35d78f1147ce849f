import { describe, expect, it } from 'vitest';
import { codeTargets } from '../../../src/core/codegen';
import { buildRequest } from '../../../src/core/dataverse/requestBuilder';

const environment = { url: 'https://contoso.crm4.dynamics.com', apiVersion: 'v9.2' };

function csharp(method: string, target: string, headers: [string, string][] = [], body?: string): string {
  const write = codeTargets.find(({ id }) => id === 'csharp')?.write;
  return write!(
    buildRequest({ method, target, headers, ...(body === undefined ? {} : { body }) }, environment),
  );
}

/** The text that a C# literal stands for (C# specification, 6.4.5.6, and raw literals of C# 11). */
function valueOf(expression: string): string {
  const raw = /^("{3,})\n([^]*)\n( *)\1$/.exec(expression);
  if (raw) {
    const [, , content = '', blanks = ''] = raw;
    return content
      .split('\n')
      .map((line) => {
        expect(line.startsWith(blanks)).toBe(true);
        return line.slice(blanks.length);
      })
      .join('\n');
  }
  // Escapes that C# and JSON share are the only ones that are written.
  return expression
    .split(/ \+\n {4}/)
    .map((part) => JSON.parse(part) as string)
    .join('');
}

function bodyOf(code: string): string {
  const [, expression = ''] = /Encoding\.UTF8\.GetBytes\(([^]*?)\)\);\n/.exec(code) ?? [];
  return valueOf(expression);
}

describe('C#', () => {
  it('is a program', () => {
    expect(
      csharp(
        'POST',
        "accounts?$select=name&$filter=name eq 'a\"b'",
        [['Prefer', 'return=representation']],
        '{\n  "name": "x"\n}',
      ),
    ).toBe(`using System.Net.Http.Headers;
using System.Text;

// An access token for https://contoso.crm4.dynamics.com.
string token = Environment.GetEnvironmentVariable("TOKEN") ?? throw new InvalidOperationException("TOKEN is not set.");

using HttpClient client = new();
using HttpRequestMessage request = new(HttpMethod.Post, "https://contoso.crm4.dynamics.com/api/data/v9.2/accounts?$select=name&$filter=name%20eq%20'a%22b'");
request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
request.Headers.TryAddWithoutValidation("Prefer", "return=representation");
request.Headers.TryAddWithoutValidation("Accept", "application/json");
request.Headers.TryAddWithoutValidation("OData-MaxVersion", "4.0");
request.Headers.TryAddWithoutValidation("OData-Version", "4.0");
request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""
    {
      "name": "x"
    }
    """));
request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");

using HttpResponseMessage response = await client.SendAsync(request);
Console.WriteLine($"{(int)response.StatusCode} {response.ReasonPhrase}");
Console.WriteLine(await response.Content.ReadAsStringAsync());
`);
  });

  it.each([
    '{\n\n  "a": "\\"\\"\\"\\"",\n   \n}',
    '--b\r\nContent-Type: application/http\r\n\r\nGET x\r\n--b--\r\n',
    '{"a":"one line \\\\ \' \\" ä 😀"}',
    'a\n\u2028b\u0001\n"""\n',
    '"""\n""""\n',
    '',
  ])('holds the body %j', (body) => {
    expect(bodyOf(csharp('POST', 'accounts', [], body))).toBe(body);
  });

  it('has no content where nothing is sent', () => {
    expect(csharp('GET', 'accounts')).not.toContain('request.Content');
    expect(csharp('DELETE', 'accounts(1)')).toContain('HttpMethod.Delete');
    expect(csharp('POST', 'X', [['Content-Type', 'text/plain']])).toContain('"Content-Type", "text/plain"');
  });
});
