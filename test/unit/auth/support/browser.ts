import { request as sendHttp } from 'node:http';
import { RawClient } from '../../../support/sandboxHttp';

export interface BrowserVisit {
  readonly userName: string;
  readonly password: string;
  readonly cancel?: boolean;
}

/**
 * What a person does in the browser: opens the sign-in page, fills in the form, and lets the page that comes back submit
 * itself to the listener. Returns the text that the listener shows in the end.
 */
export async function visit(
  ca: string,
  url: string,
  { userName, password, cancel }: BrowserVisit,
): Promise<string> {
  const browser = new RawClient(ca);
  const page = await browser.get(url);
  if (!page.text.includes('name="passwd"')) {
    throw new Error(`No sign-in page, but ${page.status}: ${page.text}`);
  }
  const fields = { loginfmt: userName, passwd: password, action: cancel === true ? 'cancel' : 'signin' };
  const answer = await browser.post(url, fields);
  const target = attribute(/action="([^"]+)"/, answer.text);
  const hidden = [...answer.text.matchAll(/name="([^"]+)" value="([^"]*)"/g)];
  return postForm(
    target,
    Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, decode(value)])),
  );
}

/** Posts to the loopback listener, which is plain http by its nature. */
export async function postForm(target: string, fields: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = sendHttp(
      target.replace('localhost', '127.0.0.1'),
      { method: 'POST', agent: false, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        incoming.on('end', () => resolve(`${incoming.statusCode} ${text}`));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(new URLSearchParams(fields).toString());
  });
}

function attribute(pattern: RegExp, text: string): string {
  const value = pattern.exec(text)?.[1];
  if (value === undefined) throw new Error(`No ${pattern.source} in ${text}`);
  return decode(value);
}

function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
