import type { HttpRequest, HttpResponse, HttpSendOptions, HttpTransport } from '../../core/base/http';
import { once } from '../../core/base/once';
import type { AxiosTransport, TransportOptions } from './axiosTransport';

/** The network, whose library is loaded with the first request and not before. */
export class LazyTransport implements HttpTransport {
  readonly #transport: () => Promise<AxiosTransport>;
  #used = false;

  /** `caFile`: PEM file of a certificate authority to trust in addition to the usual ones. */
  constructor(options: TransportOptions = {}) {
    this.#transport = once(async () => (await import('./axiosTransport')).createTransport(options));
  }

  async send(request: HttpRequest, options: HttpSendOptions): Promise<HttpResponse> {
    this.#used = true;
    return (await this.#transport()).send(request, options);
  }

  /** Closes idle connections of its own. */
  dispose(): void {
    if (!this.#used) return;
    void this.#transport().then(
      (transport) => transport.dispose(),
      () => undefined,
    );
  }
}
