import type { HttpRequest } from '../base/http';
import { httpsOrigin } from '../dataverse/environmentUrl';

/**
 * The request as a C# program of .NET 7 or later (top-level statements). The token is expected in the environment
 * variable TOKEN.
 */
export function csharp(request: HttpRequest): string {
  const { method, url, headers } = request;
  const content = contentLines(request);
  return `using System.Net.Http.Headers;
using System.Text;

// An access token for ${httpsOrigin(url) ?? 'the environment'}.
string token = Environment.GetEnvironmentVariable("TOKEN") ?? throw new InvalidOperationException("TOKEN is not set.");

using HttpClient client = new();
using HttpRequestMessage request = new(${methodOf(method)}, ${literal(url)});
request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
${headers
  .filter(([name]) => !isOfContent(name))
  .map(requestHeader)
  .join('')}${content}
using HttpResponseMessage response = await client.SendAsync(request);
Console.WriteLine($"{(int)response.StatusCode} {response.ReasonPhrase}");
Console.WriteLine(await response.Content.ReadAsStringAsync());
`;
}

function methodOf(method: string): string {
  return `HttpMethod.${method.charAt(0)}${method.slice(1).toLowerCase()}`;
}

/** .NET keeps these with the content (`HttpContentHeaders`). */
function isOfContent(name: string): boolean {
  return /^(?:content-.*|allow|expires|last-modified)$/i.test(name);
}

function requestHeader([name, value]: readonly [string, string]): string {
  return `request.Headers.TryAddWithoutValidation(${literal(name)}, ${literal(value)});\n`;
}

function contentLines({ headers, body }: HttpRequest): string {
  const own = headers.filter(([name]) => isOfContent(name));
  if (typeof body !== 'string' && own.length === 0) return '';
  const text = typeof body === 'string' ? bodyLiteral(body) : '""';
  const fields = own.map(([name, value]) => {
    return `request.Content.Headers.TryAddWithoutValidation(${literal(name)}, ${literal(value)});\n`;
  });
  return `request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(${text}));\n${fields.join('')}`;
}

/** A raw literal where the body can be read in it as it is; else one escaped literal for each line. */
function bodyLiteral(body: string): string {
  const lines = body.split('\n');
  // eslint-disable-next-line no-control-regex
  if (lines.length > 1 && !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(body)) {
    return rawLiteral(lines);
  }
  return lines.map((line, at) => literal(at < lines.length - 1 ? `${line}\n` : line)).join(' +\n    ');
}

/** C# 11: as many quotes as the text has at a stretch, and one more; the last line's blanks are taken off every line. */
function rawLiteral(lines: readonly string[]): string {
  const longest = Math.max(
    ...lines.flatMap((line) => [...line.matchAll(/"+/g)].map(([run]) => run.length)),
    2,
  );
  const quotes = '"'.repeat(longest + 1);
  return `${quotes}\n${lines.map((line) => `    ${line}\n`).join('')}    ${quotes}`;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function literal(text: string): string {
  // eslint-disable-next-line no-control-regex
  const escaped = text.replace(/["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/g, (char) => {
    return escapes.get(char) ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
