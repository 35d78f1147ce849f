import type { CreateWebApi, WebApi, WebApiOptions } from './types';

/** A Web API whose rows are made at its first request: most runs never ask the second organisation. */
export function lazyWebApi(create: CreateWebApi, options: WebApiOptions): WebApi {
  let made: Promise<WebApi> | undefined;
  return {
    handle: async (request) => {
      made ??= create(options);
      return await (await made).handle(request);
    },
    addColumn: async (order) => {
      made ??= create(options);
      await (await made).addColumn(order);
    },
    reset: async () => (await made)?.reset(),
    close: async () => (await made)?.close(),
  };
}
