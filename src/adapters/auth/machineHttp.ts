import { request, type IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { CancelSignal } from '../../core/base/cancel';
import { cancelledError } from '../../core/base/problem';

export interface MachineAnswer {
  readonly status: number;
  /** Empty where the answer is not a JSON object. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Where there is no such service, packets to its address get lost without an answer. */
const connectMs = 3000;
const answerMs = 30_000;
const maxBytes = 64 * 1024;

/**
 * Asks a service of this very machine over plain http. Such services have no certificate, so only addresses that do not
 * leave the machine are asked: loopback (127.0.0.0/8, ::1, localhost) and link-local (169.254.0.0/16). No redirect is
 * followed, and no proxy is used.
 */
export async function getFromMachine(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: CancelSignal,
): Promise<MachineAnswer | 'unreachable' | 'foreign'> {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address?.protocol !== 'http:' || !staysHere(address.hostname)) return 'foreign';
  if (signal.cancelled) throw cancelledError();
  const asked = new AbortController();
  const stopListening = signal.onCancel(() => asked.abort());
  try {
    return await exchange(address, headers, asked.signal);
  } catch {
    if (signal.cancelled) throw cancelledError();
    return 'unreachable';
  } finally {
    stopListening();
  }
}

function staysHere(host: string): boolean {
  if (host === 'localhost' || host === '[::1]') return true;
  return isIP(host) === 4 && (host.startsWith('127.') || host.startsWith('169.254.'));
}

function exchange(
  address: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<MachineAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      // By number: a name server must not decide where "localhost" is.
      {
        hostname: address.hostname === 'localhost' ? '127.0.0.1' : address.hostname.replace(/[[\]]/g, ''),
        port: address.port,
        path: `${address.pathname}${address.search}`,
        headers: { ...headers },
        agent: false,
        signal,
      },
      (incoming) => {
        readAnswer(incoming).then(resolve, reject);
      },
    );
    outgoing.setTimeout(connectMs, () => outgoing.destroy(new Error('No answer.')));
    outgoing.on('socket', (socket) => socket.once('connect', () => outgoing.setTimeout(answerMs)));
    outgoing.on('error', reject);
    outgoing.end();
  });
}

async function readAnswer(incoming: IncomingMessage): Promise<MachineAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.length;
    if (size > maxBytes) throw new Error('Too long.');
    chunks.push(chunk);
  }
  return { status: incoming.statusCode ?? 0, body: jsonObject(Buffer.concat(chunks).toString('utf8')) };
}

function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
