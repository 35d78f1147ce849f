import type { PageOptions, QueryExecution, ResponsePage } from '../../core/dataverse/execution';
import type { ResultEngine } from '../../core/results/engine';
import { SharedBodies } from './sharedBodies';

/** Pages that were fetched and are not read yet; the next one waits until there are fewer. */
const mostUnread = 3;

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export interface PageLoaderParts {
  readonly execution: QueryExecution;
  readonly engine: Pick<ResultEngine, 'giveUp' | 'resume'>;
  /** Takes a page that came; called in their order, the next one while this one is still being read. */
  take(page: ResponsePage): Promise<void>;
}

interface UnreadPage {
  readonly page: ResponsePage;
  readonly read: Promise<void>;
}

/**
 * Fetches pages, the next one while this one is read. Where one cannot be had or read, everything before it stays, and
 * the execution stands where it left off: going on asks for that page again, so that each row comes once.
 */
export class PageLoader {
  readonly #parts: PageLoaderParts;

  constructor(parts: PageLoaderParts) {
    this.#parts = parts;
  }

  /** @param all every page that is left, or only the next one */
  async load(all: boolean, options: PageOptions): Promise<void> {
    const unread: UnreadPage[] = [];
    const memory = new SharedBodies();
    const { engine } = this.#parts;
    // What was given up when the load before was stopped is not meant any more.
    engine.resume();
    const stopListening = options.signal.onCancel(() => engine.giveUp());
    try {
      while (await this.#fetch(unread, memory, options)) {
        if (!all || options.signal.cancelled) break;
        while (unread.length >= mostUnread) await this.#first(unread);
      }
      while (unread.length > 0) await this.#first(unread);
    } catch (error) {
      await this.#settle(unread);
      throw error;
    } finally {
      stopListening();
    }
  }

  /** @returns whether there is another page behind the one that came */
  async #fetch(unread: UnreadPage[], memory: SharedBodies, options: PageOptions): Promise<boolean> {
    const { execution } = this.#parts;
    const page = await execution.next({ ...options, memory, breathe });
    if (page === undefined) return false;
    const read = this.#parts.take(page).finally(() => memory.give(page.response.body));
    // It is looked at in its turn.
    read.catch(() => undefined);
    unread.push({ page, read });
    return execution.more;
  }

  async #first(unread: UnreadPage[]): Promise<void> {
    await unread[0]?.read;
    unread.shift();
  }

  /** Waits for what is still read; the first page of which nothing came is the next one to ask for. */
  async #settle(unread: readonly UnreadPage[]): Promise<void> {
    const { execution } = this.#parts;
    const outcomes = await Promise.allSettled(unread.map(({ read }) => read));
    const failed = unread[outcomes.findIndex(({ status }) => status === 'rejected')];
    if (failed === undefined) return;
    execution.rewind(failed.page);
  }
}
