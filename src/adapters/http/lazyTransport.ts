import type { HttpRequest, HttpResponse, HttpSendOptions, HttpTransport } from '../../core/base/http';
import type { AxiosTransport, TransportOptions } from './axiosTransport';

/** The network, whose library is loaded with the first request and not before. */
export class LazyTransport implements HttpTransport {
  readonly #options: TransportOptions;
  #loaded: Promise<AxiosTransport> | undefined;

  /** `caFile`: PEM file of a certificate authority to trust in addition to the usual ones. */
  constructor(options: TransportOptions = {}) {
    this.#options = options;
  }

  async send(request: HttpRequest, options: HttpSendOptions): Promise<HttpResponse> {
    this.#loaded ??= import('./axiosTransport').then(
      (part) => part.createTransport(this.#options),
      (error: unknown) => {
        this.#loaded = undefined;
        throw error;
      },
    );
    return (await this.#loaded).send(request, options);
  }

  /** Closes idle connections of its own. */
  dispose(): void {
    void this.#loaded?.then((transport) => transport.dispose()).catch(() => undefined);
  }
}
