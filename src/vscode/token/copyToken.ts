import { createHash } from 'node:crypto';
import type { Clock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/event';

/** The part of VS Code's clipboard that is needed. */
export interface Clipboard {
  readText(): Thenable<string>;
  writeText(text: string): Thenable<void>;
}

/** How long a token stays on the clipboard, in milliseconds. */
export const clipboardMs = 60_000;

/** Puts a token on the clipboard and takes it away after a minute, unless something else is there by then. */
export class TokenClipboard implements Disposable {
  readonly #clipboard: Clipboard;
  readonly #clock: Clock;
  /** What was copied is recognised by its digest: nothing here remembers the token. */
  #pending: { readonly digest: string; readonly timer: Disposable } | undefined;

  constructor(clipboard: Clipboard, clock: Clock) {
    this.#clipboard = clipboard;
    this.#clock = clock;
  }

  async copy(token: string): Promise<void> {
    await this.#clipboard.writeText(token);
    this.#pending?.timer.dispose();
    const digest = digestOf(token);
    const timer = this.#clock.setTimer(clipboardMs, () => void this.#clear(digest));
    this.#pending = { digest, timer };
  }

  /** The window closes: the minute is over now. */
  dispose(): void {
    const pending = this.#pending;
    pending?.timer.dispose();
    if (pending !== undefined) void this.#clear(pending.digest);
  }

  async #clear(digest: string): Promise<void> {
    if (this.#pending?.digest === digest) this.#pending = undefined;
    try {
      if (digestOf(await this.#clipboard.readText()) === digest) await this.#clipboard.writeText('');
    } catch {
      // A browser may refuse the clipboard while its window has no focus; there is nobody to tell.
    }
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
