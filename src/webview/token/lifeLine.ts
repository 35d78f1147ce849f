import { TimeOfDay } from '../../core/base/timeText';
import type { TokenPage } from '../../protocol/tokenMessages';
import { el, setText } from '../results/dom';

const time = new TimeOfDay();

/** Closer than this, in percent of the line, two labels would run into each other. */
const crowdedBelow = 13;

/** Issued, now, renewal and expiry on one line. */
export class LifeLine {
  readonly element = el('div', 'life', { role: 'img' });
  readonly #used = el('span', 'used');
  readonly #left = el('span', 'left');
  readonly #nowTick = el('span', 'tick');
  readonly #renewalTick = el('span', 'tick thin');
  readonly #issued = new Mark('issued', 'start');
  readonly #now = new Mark('now', 'now');
  readonly #renewal = new Mark('renews by itself', 'middle');
  readonly #expiry = new Mark('expires', 'end');
  #label = '';

  constructor() {
    this.element.append(
      el('div', 'track', {}, this.#used, this.#left, this.#nowTick, this.#renewalTick),
      el(
        'div',
        'lab',
        {},
        this.#issued.element,
        this.#now.element,
        this.#renewal.element,
        this.#expiry.element,
      ),
    );
  }

  /** `now` by the clock of the machine that the page's times are from. */
  show(page: TokenPage, now: number): void {
    const { issuedAt, expiresAt, renewsAt } = page;
    const place = (at: number): number =>
      Math.min(100, Math.max(0, (100 * (at - issuedAt)) / Math.max(1, expiresAt - issuedAt)));
    const at = place(now);
    this.#used.style.width = `${at}%`;
    for (const part of [this.#left, this.#nowTick]) part.style.left = `${at}%`;
    this.#issued.show(time.format(issuedAt, now));
    // Half the label's width stays free at both ends.
    this.#now.show(time.format(now, now), `clamp(30px, ${at}%, calc(100% - 30px))`);
    this.#expiry.show(time.format(expiresAt, now));
    this.#renewalTick.hidden = renewsAt === undefined || renewsAt <= now;
    this.#renewal.element.hidden = this.#renewalTick.hidden;
    const renewal = place(renewsAt ?? expiresAt);
    this.#renewalTick.style.left = `${renewal}%`;
    this.#renewal.show(time.format(renewsAt ?? expiresAt, now), `min(${renewal}%, calc(100% - 110px))`);
    const others = this.#renewalTick.hidden ? [0, 100] : [0, renewal, 100];
    const crowded = others.some((other) => Math.abs(other - at) < crowdedBelow);
    this.element.classList.toggle('crowded', crowded);
    this.#describe(page, now);
  }

  /** Without the running seconds, so that a screen reader is not told anew each second. */
  #describe({ issuedAt, expiresAt, renewsAt }: TokenPage, now: number): void {
    const renews = renewsAt === undefined ? '' : `, renews ${time.format(renewsAt, now)}`;
    const label = `Issued ${time.format(issuedAt, now)}${renews}, expires ${time.format(expiresAt, now)}`;
    if (label === this.#label) return;
    this.#label = label;
    this.element.setAttribute('aria-label', label);
  }
}

class Mark {
  readonly element: HTMLElement;
  readonly #time = el('b');

  constructor(word: string, place: string) {
    this.element = el('span', place, {}, this.#time, el('small', '', {}, word));
  }

  show(text: string, left?: string): void {
    setText(this.#time, text);
    if (left !== undefined) this.element.style.left = left;
  }
}
