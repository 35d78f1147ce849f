import type { Disposable } from '../../core/base/event';
import type {
  AnswerMessage,
  CommandMessage,
  ComparisonMessage,
  HostMessage,
  NotedMessage,
  RunPhase,
} from '../../protocol/resultsMessages';
import { keptMark } from './keptMark';
import type { RunSession } from './runSession';
import { shownTarget } from './shownTarget';

/** While a page is on its way, its progress is told at most so often, in milliseconds. */
const progressEvery = 100;

/** What is posted when it is there, whatever else the webview lacks. */
type Unasked = AnswerMessage | NotedMessage | CommandMessage | ComparisonMessage;

/**
 * Keeps a webview up to date with a session: remembers what the webview has been told and sends what it lacks, one
 * message at a time, each when the one before has arrived. A webview that says `ready` is told everything.
 */
export class PaneFeed implements Disposable {
  readonly #post: (message: HostMessage) => PromiseLike<boolean>;
  readonly #now: () => number;
  #session: RunSession | undefined;
  #listener: Disposable | undefined;
  #told = nothingTold();
  /** No webview listens yet, or the last message did not arrive. */
  #deaf = true;
  #pumping = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;
  #watching = false;

  constructor(post: (message: HostMessage) => PromiseLike<boolean>, now: () => number = Date.now) {
    this.#post = post;
    this.#now = now;
  }

  show(session: RunSession): void {
    this.#listener?.dispose();
    this.#session = session;
    this.#watching = false;
    this.#told = nothingTold();
    this.#listener = session.onDidChange(() => this.#kick());
    this.#kick();
  }

  /** The webview loaded, or lost its rows. */
  ready(): void {
    this.#deaf = false;
    this.#told = nothingTold();
    this.#kick();
  }

  /** The raw view is on, or off. */
  watchExchanges(on: boolean): void {
    this.#watching = on;
    this.#told.exchanges = -1;
    this.#kick();
  }

  /** Posts an answer at once, behind the columns that it may speak of. One for another run than that on view is dropped. */
  tell(message: Unasked): void {
    if (this.#deaf || this.#disposed || !this.#told.begun || message.run !== this.#session?.number) return;
    if (this.#session.schemaVersion !== this.#told.schema) this.#send(this.#schemaOf(this.#session));
    this.#send(message);
  }

  /** The webview came back into view: if messages were lost meanwhile, all is told again. */
  visible(): void {
    if (this.#deaf && this.#told.begun) this.ready();
  }

  dispose(): void {
    this.#disposed = true;
    this.#listener?.dispose();
    clearTimeout(this.#timer);
  }

  #kick(): void {
    if (!this.#pumping && !this.#deaf && !this.#disposed) void this.#pump();
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    try {
      for (let message = this.#next(); message && !this.#disposed; message = this.#next()) {
        const told = this.#told;
        const arrived = await this.#post(message);
        // `ready` or a new session in between starts over; an old message's fate is then no matter.
        if (!arrived && told === this.#told) {
          this.#deaf = true;
          return;
        }
      }
    } catch {
      // The webview is gone; whoever owns the panel disposes of this.
      this.#deaf = true;
    } finally {
      this.#pumping = false;
    }
  }

  /** VS Code keeps the order of messages; whoever asked asks again where one is lost. */
  #send(message: HostMessage): void {
    const told = this.#told;
    const lost = (): void => {
      if (told === this.#told) this.#deaf = true;
    };
    this.#post(message).then((arrived) => {
      if (!arrived) lost();
    }, lost);
  }

  #schemaOf(session: RunSession): HostMessage {
    this.#told.schema = session.schemaVersion;
    return { type: 'schema', run: session.number, ...session.schema };
  }

  #next(): HostMessage | undefined {
    const session = this.#session;
    if (!session) return undefined;
    const told = this.#told;
    if (!told.begun) {
      told.begun = true;
      const { title, environment, request, unformatted = false } = session.run;
      const { method, url } = request;
      const kept = keptMark(session.keptAs, session.run.key);
      const [run, target] = [session.number, shownTarget(url)];
      return { type: 'begin', run, title, environment, unformatted, method, target, kept };
    }
    const window = session.windows[told.windows];
    if (window && told.schema !== session.schemaVersion) return this.#schemaOf(session);
    const early = told.windows === 1 && !told.early;
    if (window && !early) {
      told.windows++;
      return { type: 'rows', run: session.number, data: window };
    }
    if (early) told.early = true;
    return this.#status(session, early) ?? this.#exchanges(session);
  }

  #status(session: RunSession, force: boolean): HostMessage | undefined {
    const told = this.#told;
    if (told.version === session.version) return undefined;
    const status = session.status();
    const wait = told.statusAt + progressEvery - this.#now();
    if (!force && status.phase === told.phase && session.busy && wait > 0) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#kick();
      }, wait);
      return undefined;
    }
    // The last rows may have brought columns, or shown of what kind one is.
    if (told.schema !== session.schemaVersion) return this.#schemaOf(session);
    told.version = force ? -1 : session.version;
    told.phase = status.phase;
    told.statusAt = this.#now();
    return { type: 'status', run: session.number, ...status };
  }

  /** Behind each status: that is how often they are looked at. */
  #exchanges(session: RunSession): HostMessage | undefined {
    const told = this.#told;
    if (!this.#watching || told.exchanges === told.version || told.version < 0) return undefined;
    told.exchanges = told.version;
    const { exchanges, total } = session.exchanges;
    return { type: 'exchanges', run: session.number, exchanges, total };
  }
}

interface Told {
  /** Version of the status with which the exchanges were told. */
  exchanges: number;
  begun: boolean;
  schema: number;
  windows: number;
  /** The status that follows the first rows at once, so that they are seen while the others come. */
  early: boolean;
  version: number;
  phase: RunPhase | undefined;
  statusAt: number;
}

function nothingTold(): Told {
  return {
    begun: false,
    schema: 0,
    windows: 0,
    early: false,
    version: -1,
    phase: undefined,
    statusAt: 0,
    exchanges: -1,
  };
}
