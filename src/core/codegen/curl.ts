import type { HttpRequest } from '../base/http';
import { isWrite } from '../dataverse/writes';

/** A line of curl's options: `--header 'Accept: application/json'`; the value absent for a flag. */
interface Option {
  readonly name: string;
  readonly value?: string;
  /** Holds the name of the token's variable, to be put in by the shell. */
  readonly token?: true;
}

/**
 * The request as a line for bash, dash and zsh. The token is expected in the variable TOKEN. What curl sends is the
 * request, byte for byte, but for the headers that curl adds.
 */
export function curlForBash(request: HttpRequest): string {
  const lines = curlOptions(request).map(({ name, value, token }) => {
    if (value === undefined) return `--${name}`;
    return token ? `--${name} "${value}"` : `--${name} ${bashWord(value)}`;
  });
  return `${['curl', ...lines].join(' \\\n  ')}\n`;
}

/** In single quotes nothing is special but the quote. */
function bashWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * The request for PowerShell, with the token in $TOKEN. Versions of PowerShell differ in how they hand quotes over to a
 * program; curl's own configuration format, on its standard input, is the same in all of them.
 */
export function curlForPowerShell(request: HttpRequest): string {
  const lines = curlOptions(request).map(({ name, value, token }) => {
    if (value === undefined) return name;
    const quoted = configText(value);
    return `${name} = ${token ? quoted : quoted.replace(/[`$]/g, '`$&')}`;
  });
  return [
    // Windows PowerShell would send ASCII.
    '$OutputEncoding = [System.Text.UTF8Encoding]::new($false)',
    '@"',
    ...lines,
    '"@ | curl.exe --config -',
    '',
  ].join('\n');
}

const configEscapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['"', '\\"'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
]);

function configText(value: string): string {
  return `"${value.replace(/[\\"\n\r\t\v]/g, (char) => configEscapes.get(char) ?? char)}"`;
}

function curlOptions(request: HttpRequest): Option[] {
  const { method, url, headers } = request;
  const body = bodyOf(request);
  return [
    ...methodOptions(method),
    { name: 'url', value: url },
    // curl would take brackets for a list of addresses, and clear dots away.
    ...(/[[\]{}]/.test(url) ? [{ name: 'globoff' }] : []),
    ...(/\/\.{1,2}(?:[/?#]|$)/.test(url) ? [{ name: 'path-as-is' }] : []),
    { name: 'header', value: 'Authorization: Bearer $TOKEN', token: true },
    // With nothing behind the colon curl would take a header away.
    ...headers.map(([name, value]) => ({
      name: 'header',
      value: value === '' ? `${name};` : `${name}: ${value}`,
    })),
    ...bodyOptions(method, body),
  ];
}

function methodOptions(method: string): Option[] {
  if (method === 'GET') return [];
  return method === 'HEAD' ? [{ name: 'head' }] : [{ name: 'request', value: method }];
}

function bodyOptions(method: string, body: string | undefined): Option[] {
  if (body === undefined) {
    return isWrite(method) && method !== 'DELETE' ? [{ name: 'header', value: 'Content-Length: 0' }] : [];
  }
  // Behind an @ curl would look for a file.
  return [{ name: body.startsWith('@') ? 'data-raw' : 'data-binary', value: body }];
}

function bodyOf({ body }: HttpRequest): string | undefined {
  return typeof body === 'string' ? body : undefined;
}
