import type { CancelSignal } from './cancel';

/** One exchange, as it goes over the wire. No redirect is ever followed by a transport. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute https URL, already encoded; sent byte for byte. */
  readonly url: string;
  /** In the order in which they are sent. Names in the spelling that is sent. */
  readonly headers: readonly HttpHeader[];
  readonly body?: string | Uint8Array;
}

export type HttpHeader = readonly [name: string, value: string];

export interface HttpResponse {
  readonly status: number;
  readonly statusText: string;
  /** Lower-case names; repeated headers joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed bytes. */
  readonly body: Uint8Array;
  /** The body once more as it came, where it was compressed: for whoever keeps it. */
  readonly packed?: PackedBody;
  /** Size on the wire, in bytes, where the transport knows it. */
  readonly wireBytes?: number;
  readonly timing: HttpTiming;
}

export interface PackedBody {
  readonly coding: 'gzip' | 'deflate' | 'br';
  readonly bytes: Uint8Array;
}

/** Milliseconds from the start of the exchange. */
export interface HttpTiming {
  /** The connection stands and the request went out, where the transport knows it. */
  readonly sentMs?: number;
  readonly firstByteMs: number;
  readonly totalMs: number;
}

export interface HttpSendOptions {
  readonly signal: CancelSignal;
  /** Gives up with a `network` problem (code `ETIMEDOUT`) after so long without a byte. Default 120,000 ms. */
  readonly idleTimeoutMs?: number;
  /** Bytes of the body that came so far, on the wire. */
  readonly onProgress?: (receivedBytes: number) => void;
  /** What a large body comes in; without, in memory of its own. */
  readonly memory?: BodyMemory;
}

/** Memory for large bodies that come one after the other, so that the system need not be asked for each of them. */
export interface BodyMemory {
  /** At least so many bytes. What stands in them does not matter. */
  take(bytes: number): Uint8Array;
}

/**
 * The network as a port. Any status is an answer; only a missing answer throws, always a ProblemError of kind
 * `network`, `certificate` or `cancelled`.
 */
export interface HttpTransport {
  send(request: HttpRequest, options: HttpSendOptions): Promise<HttpResponse>;
}
