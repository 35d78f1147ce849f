import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../../../src/core/base/utf8';

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('UTF-8', () => {
  it('is read as the platform reads it', () => {
    const text = `aé€😀\u0000\uffff${'ж'.repeat(10_000)}`;
    const bytes = new TextEncoder().encode(`\ufeff${text}`);
    expect(decodeUtf8(bytes)).toBe(text);
    expect(decodeUtf8(bytes.subarray(3))).toBe(text);
    expect(decodeUtf8(bytes, 3, 4)).toBe('a');
    expect(decodeUtf8(new Uint8Array())).toBe('');
  });

  it('that is none never throws, and keeps what is plain', () => {
    for (let first = 0x80; first < 0x100; first++) {
      for (const rest of [[], [0x80], [0xbf, 0xbf], [0x80, 0x80, 0x80]]) {
        const bytes = Uint8Array.from([0x61, first, ...rest, 0x62]);
        const text = decodeUtf8(bytes);
        expect(text.startsWith('a') && text.endsWith('b')).toBe(true);
        expect(text.includes('\ufffd')).toBe(decode(bytes).includes('\ufffd'));
      }
    }
  });

  it('is written as the platform writes it', () => {
    for (const text of ['', 'aé€😀\u0000\uffff', '\ud800', 'x\udc00y', '\ud83d\ud83d\ude00']) {
      expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text));
    }
  });
});
