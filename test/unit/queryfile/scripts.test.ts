import { describe, expect, it } from 'vitest';
import { applyEdits, format } from '../../../src/core/language/format';
import { parseQueryFile } from '../../../src/core/queryfile';
import { readRequests } from './support/readRequests';

const context = { guid: () => '11111111-2222-4333-8444-800000000000', now: () => 0 };

const read = (text: string): unknown[] => readRequests(text, context);

describe('what other tools do beside a request', () => {
  it.each(['> an answer', '?? what', '<> both', '{{', '> {% a'])('leaves %j in a text of a body', (line) => {
    const body = `{\n  "a": "x\n${line}\ny",\n  "b": [1]\n}`;
    expect(read(`### a\nPOST accounts\n\n${body}\n\n### b\nGET x`)).toEqual([
      ['POST accounts', body],
      ['GET x'],
    ]);
    const whole = `### a\nPOST accounts\n\n${body}\n`;
    expect(applyEdits(whole, format(whole))).toBe(whole);
    // In a file without separators, too.
    expect(read(`POST accounts\n\n${body}\n\n> {% a() %}\n\ntasks?$top=1`)).toEqual([
      ['POST accounts', body],
      ['GET tasks?$top=1'],
    ]);
    // Nor does it keep the script behind the body from being left out.
    const file = `### a\nPOST accounts\n\n${body}\n\n# log\n> {% client.log() %}\n### b\nGET x`;
    expect(read(file)).toEqual([['POST accounts', body], ['GET x']]);
  });

  it('is no body, and ends one that is a variable', () => {
    const script = '> {% client.log() %}';
    expect(read(`### a\nPOST Action\n\n${script}\n### b\nGET x`)).toEqual([['POST Action'], ['GET x']]);
    expect(read(`@o = {"a":1}\n### a\nPOST accounts\n\n{{o}}\n\n${script}\n`)).toEqual([
      ['POST accounts', '{"a":1}'],
    ]);
    expect(read(`### a\nPOST x\nContent-Type: text/plain\n\n${script}`)).toEqual([
      ['POST x', 'Content-Type: text/plain', script],
    ]);
  });

  it.each(['{{', '> {%', '< {%'])('says that %j is not closed, and reads what stands below', (first) => {
    const plain = parseQueryFile(`${first}\n\nGET accounts\n\nGET contacts\n`);
    expect(plain.blocks.map(({ target }) => target)).toEqual(['accounts', 'contacts']);
    const separated = parseQueryFile(`### a\n${first}\nx\n### b\nGET contacts\n`);
    expect(separated.blocks.map(({ target }) => target)).toEqual(['contacts']);
    for (const { problems, text } of [plain, separated]) {
      expect(problems.map(({ code, start, end }) => [code, text.slice(start, end)])).toEqual([
        ['unclosed-script', first],
      ]);
    }
  });

  it('may have a comment behind its end', () => {
    const file = parseQueryFile(
      '> {%\n a()\n%} // note\n\nGET accounts\n\n{{\n a()\n}} # note\nGET contacts',
    );
    expect(file.problems).toEqual([]);
    expect(file.blocks.map(({ target }) => target)).toEqual(['accounts', 'contacts']);
  });
});
