import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { huntInFiles, huntInText } from '../../support/secretHunt';

// The search that proves the absence of secrets has to find them where they are.

const secret = 'Planted~Secret+with/odd&chars"1234';
const needles = { 'client secret': secret };
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = `${part({ typ: 'JWT', alg: 'RS256' })}.${part({ aud: 'https://example.com' })}.c2lnbmF0dXJlIG9mIGl0`;

describe('the hunt for secrets', () => {
  let dir = '';

  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'dataverse-workbench-hunt-'));
  });

  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it.each([
    ['as it is', Buffer.from(`xx${secret}yy`)],
    ['in UTF-16', Buffer.from(`xx${secret}yy`, 'utf16le')],
    ['percent-encoded', Buffer.from(`secret=${encodeURIComponent(secret)}&x=1`)],
    ['inside JSON', Buffer.from(JSON.stringify({ deep: { value: secret } }))],
    ['inside base64', Buffer.from(Buffer.from(`client:${secret}:end`).toString('base64'))],
    ['inside base64, one byte on', Buffer.from(Buffer.from(`xclient:${secret}:end`).toString('base64'))],
    ['inside base64, two bytes on', Buffer.from(Buffer.from(`xyclient:${secret}:end`).toString('base64'))],
  ])('finds a planted secret %s', (_form, content) => {
    mkdirSync(path.join(dir, '.hidden', 'deep'), { recursive: true });
    const file = path.join(dir, '.hidden', 'deep', 'state.bin');
    writeFileSync(file, Buffer.concat([Buffer.from([0, 255, 1]), content, Buffer.from([0, 0])]));
    expect(huntInFiles([dir], needles).map((find) => find.file)).toContain(file);
  });

  it.each([
    ['in UTF-8', Buffer.from(`Bearer ${token}`)],
    ['in UTF-16', Buffer.from(`Bearer ${token}`, 'utf16le')],
    ['in UTF-16 at an odd place', Buffer.from(`\u0001Bearer ${token}`, 'utf16le').subarray(1)],
  ])('finds a signed token %s', (_form, content) => {
    writeFileSync(path.join(dir, 'a.log'), content);
    expect(huntInFiles([dir], {}).map((find) => find.what)).toEqual(['a signed token']);
  });

  it('finds nothing where there is nothing', () => {
    writeFileSync(path.join(dir, 'a.log'), 'Connected to Contoso as app. eyJub.ZG90.cw');
    expect(huntInFiles([dir, path.join(dir, 'missing')], needles)).toEqual([]);
    expect(huntInText('webview', '<p>rows</p>', needles)).toEqual([]);
  });

  it('searches a text', () => {
    expect(huntInText('webview', `<p title='${secret}'>`, needles).map((find) => find.what)).toContain(
      'client secret (as it is)',
    );
  });
});
