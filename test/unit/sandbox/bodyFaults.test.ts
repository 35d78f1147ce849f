import { request } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { applicationToken, startFrame, type Frame } from './frame';

let frame: Frame;
let token: string;
beforeAll(async () => {
  frame = await startFrame();
  token = await applicationToken(frame);
});
afterEach(() => frame.control.reset());
afterAll(() => frame.close());

interface Received {
  readonly encoding: string | undefined;
  readonly length: number;
  readonly body: Buffer;
  /** How many times bytes came. */
  readonly pieces: number;
}

const receive = async (path = 'accounts?$select=name'): Promise<Received> =>
  await new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const sent = request(`${frame.webApiUrl}${path}`, { ca: frame.ca, agent: false, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          encoding: incoming.headers['content-encoding'],
          length: Number(incoming.headers['content-length']),
          body: Buffer.concat(chunks),
          pieces: chunks.length,
        }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });

describe('a fault within the body', () => {
  it('leaves out the end of what gzip packed, and sends all that was promised', async () => {
    await frame.control.orderFault({ target: 'web-api', fault: { kind: 'truncated-gzip' } });
    const { encoding, length, body } = await receive();
    expect(encoding).toBe('gzip');
    expect(body.byteLength).toBe(length);
    expect(() => gunzipSync(body)).toThrow('unexpected end of file');
    expect((await receive()).encoding).toBeUndefined();
  });

  it('lets the body come in pieces', async () => {
    const usual = await receive();
    const fault = { kind: 'slow-body', pieces: 4, milliseconds: 30 } as const;
    await frame.control.orderFault({ target: 'web-api', fault });
    const slow = await receive();
    expect(slow.body.equals(usual.body)).toBe(true);
    expect(slow.pieces).toBeGreaterThan(1);
  });

  it('is refused where its members are not right', async () => {
    const fault = { kind: 'slow-body', pieces: 0, milliseconds: 30 } as const;
    await expect(frame.control.orderFault({ target: 'web-api', fault })).rejects.toThrow('pieces');
  });
});
