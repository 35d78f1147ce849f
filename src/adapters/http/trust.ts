import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import https from 'node:https';
import type { SecureContext } from 'node:tls';
import tls from 'node:tls';
import { ProblemError } from '../../core/base/problem';

/** A connection pool that trusts one more certificate authority. */
export interface Trust {
  readonly agent: https.Agent;
  readonly secureContext: SecureContext;
}

/** Reads the file again when it changes: a local server makes a new authority at each start. */
export class CaFileTrust {
  #known: { readonly mark: string; readonly trust: Trust } | undefined;

  constructor(private readonly file: string) {}

  /** Throws `bad-input` where the file is missing, unreadable or holds no certificate. */
  async current(): Promise<Trust> {
    const mark = await this.#mark();
    if (this.#known?.mark === mark) return this.#known.trust;
    const certificates = readCertificates(await this.#read());
    if (certificates.length === 0) throw unusable(this.file, 'holds no certificate in PEM form');
    const secureContext = tls.createSecureContext({ ca: [...usualCertificates(), ...certificates] });
    const trust = { agent: new https.Agent({ keepAlive: true, secureContext }), secureContext };
    this.#known?.trust.agent.destroy();
    this.#known = { mark, trust };
    return trust;
  }

  dispose(): void {
    this.#known?.trust.agent.destroy();
    this.#known = undefined;
  }

  async #mark(): Promise<string> {
    try {
      const found = await stat(this.file);
      return `${found.mtimeMs}/${found.size}`;
    } catch (error) {
      throw unreadable(this.file, error);
    }
  }

  async #read(): Promise<Buffer> {
    try {
      return await readFile(this.file);
    } catch (error) {
      throw unreadable(this.file, error);
    }
  }
}

/** PEM blocks that are certificates, or one certificate in DER. */
function readCertificates(content: Buffer): string[] {
  const blocks: readonly (string | Buffer)[] = content
    .toString('latin1')
    .match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [content];
  return blocks.flatMap((block) => {
    try {
      return [new X509Certificate(block).toString()];
    } catch {
      return [];
    }
  });
}

/**
 * What is trusted without the file: Node's own roots, the system's where this Node can read them (22.15 on), and
 * NODE_EXTRA_CA_CERTS through `default`. Naming any authority replaces them all, so they have to be named too.
 */
function usualCertificates(): readonly string[] {
  const read: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof read !== 'function') return tls.rootCertificates;
  const lists = ['default', 'system'].map((type): unknown => Reflect.apply(read, tls, [type]));
  const found = lists.flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  return [...new Set(found.filter((one) => typeof one === 'string'))];
}

function unreadable(file: string, error: unknown): ProblemError {
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return unusable(file, missing ? 'does not exist' : 'cannot be read');
}

function unusable(file: string, why: string): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: `The certificate file ${file} ${why}.`,
    remedy:
      'Choose the PEM file of the certificate authority to trust. It starts with -----BEGIN CERTIFICATE-----.',
    action: 'choose-ca-file',
  });
}
