import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { BodyFile } from '../../../src/adapters/results/bodyFile';
import type { PackedBody } from '../../../src/core/base/http';

const folder = mkdtempSync(path.join(tmpdir(), 'bodies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const newFile = (): string => path.join(folder, String(++files));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const texts = (bodies: readonly Uint8Array[]): string[] =>
  bodies.map((body) => new TextDecoder().decode(body));
const packers = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };
const packed = (coding: PackedBody['coding'], text: string): PackedBody => ({
  coding,
  bytes: packers[coding](text),
});

describe('the file of the bodies', () => {
  it('gives back what came, however it came, and is nobody else’s', async () => {
    const file = newFile();
    const bodies = new BodyFile(file);
    await bodies.add(bytes('one'), 1);
    const long = 'two '.repeat(10_000);
    await bodies.add(bytes(long), 2, packed('gzip', long));
    await bodies.add(bytes('three'), 3, packed('br', 'three'));
    await bodies.add(bytes('four'), 4, packed('deflate', 'four'));
    const { bodies: found, rows } = bodies.first();
    expect(texts(found)).toEqual(['one', long, 'three', 'four']);
    expect(rows).toBe(10);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(file).size).toBeLessThan(1000);
    await bodies.close(false);
    expect(() => statSync(file)).toThrow('ENOENT');
  });

  it('compresses what came as it is, where that is worth it', async () => {
    const file = newFile();
    const bodies = new BodyFile(file);
    const long = Array.from({ length: 20_000 }, (_, i) => `{"name":"Zoë ${i}"}`).join();
    await bodies.add(bytes(long), 1);
    await bodies.add(bytes('short'), 1);
    expect(texts(bodies.first().bodies)).toEqual([long, 'short']);
    expect(statSync(file).size).toBeLessThan(long.length / 3);
    await bodies.close(false);
  });

  it('gives back no more than an editor takes, and one at least', async () => {
    const bodies = new BodyFile(newFile());
    const long = ' '.repeat(20_000_000);
    for (let i = 0; i < 3; i++) await bodies.add(bytes(long), 5, packed('gzip', long));
    expect(bodies.first()).toMatchObject({ rows: 5 });
    await bodies.close(false);
  });

  it('is gone on with after it was left', async () => {
    const file = newFile();
    const before = new BodyFile(file);
    await before.add(bytes('one'), 1);
    await before.add(bytes('two'), 1, packed('gzip', 'two'));
    await before.close(true);
    const after = new BodyFile(file);
    const reopened = after.reopen(2);
    const found = [reopened.next(), reopened.next(7), reopened.next(8)];
    expect(texts(found.flatMap(({ value }) => value ?? []))).toEqual(['one', 'two']);
    await after.add(bytes('three'), 9);
    expect(texts(after.first().bodies)).toEqual(['one', 'two', 'three']);
    expect(after.first().rows).toBe(24);
    await after.close(false);
  });

  it('that was cut gives back what is left', async () => {
    const file = newFile();
    const before = new BodyFile(file);
    await before.add(bytes('{"value":[1]}'), 1);
    await before.add(bytes('two'), 1, packed('gzip', 'two'));
    await before.close(true);
    truncateSync(file, 24);
    const after = new BodyFile(file);
    const reopened = after.reopen(3);
    const found = [reopened.next(), reopened.next(1), reopened.next(1)];
    expect(texts(found.flatMap(({ value }) => value ?? []))).toEqual(['{"value":[1]}', '', '']);
    await after.close(false);
  });
});
