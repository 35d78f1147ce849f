import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import tls from 'node:tls';
import type { Handshake, NetworkProbe } from '../../core/diagnosis/chain';
import { CaFileTrust } from './trust';

const timeoutMs = 15_000;

/** The machine's own resolver and TLS, past any proxy: what they say is told apart from what the transport gets. */
export class DirectProbe implements NetworkProbe {
  constructor(private readonly caFile: string | undefined) {}

  async addresses(host: string): Promise<readonly string[]> {
    const found = await lookup(host, { all: true });
    return found.map(({ address }) => address);
  }

  async handshake(host: string, port: number): Promise<Handshake> {
    const trust = this.caFile === undefined ? undefined : new CaFileTrust(this.caFile);
    const secureContext = (await trust?.current())?.secureContext;
    try {
      return await shakeHands({
        host,
        port,
        ...(isIP(host) === 0 ? { servername: host } : {}),
        ...(secureContext === undefined ? {} : { secureContext }),
      });
    } finally {
      trust?.dispose();
    }
  }
}

function shakeHands(options: tls.ConnectionOptions): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect(options, () => {
      const certificate = socket.getPeerCertificate();
      const issuer = String(certificate.issuer?.O ?? certificate.issuer?.CN ?? 'an unnamed authority');
      resolve({ protocol: socket.getProtocol() ?? 'TLS', issuer, validTo: certificate.valid_to });
      socket.destroy();
    });
    socket.setTimeout(timeoutMs, () => {
      socket.destroy(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' }));
    });
    socket.once('error', reject);
  });
}
