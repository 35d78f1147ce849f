import { sizeOf } from '../../../core/results/cellText';
import type { Exchange, ExchangesMessage } from '../../../protocol/resultsMessages';
import { allWays, iconButton, linkButton, rove } from '../controls';
import { el, holdsFocus } from '../dom';
import { count, duration } from '../words';
import { waterfall } from './waterfall';

export interface RawActions {
  copy(text: string, said: string): void;
  copyAsCurl(): void;
}

type Line = readonly [name: string, value: string];

/** What was sent and what came back, exchange by exchange; the token is in neither. */
export class RawView {
  readonly element = el('div', 'raw', { role: 'region', 'aria-label': 'Request and answer', tabindex: '-1' });
  readonly #actions: RawActions;
  #message: ExchangesMessage | undefined;
  /** The one on view, counted from the last one; 0 follows what comes. */
  #back = 0;

  constructor(actions: RawActions) {
    this.#actions = actions;
    this.#draw();
  }

  show(message: ExchangesMessage): void {
    if (this.#back > 0 && this.#message?.run === message.run) {
      this.#back += Math.max(0, message.total - this.#message.total);
    } else this.#back = 0;
    this.#message = message;
    this.#draw();
  }

  clear(): void {
    this.#message = undefined;
    this.#back = 0;
    this.#draw();
  }

  #draw(): void {
    const focused = holdsFocus(this.element);
    const all = this.#message?.exchanges ?? [];
    this.#back = Math.min(this.#back, Math.max(0, all.length - 1));
    const exchange = all[all.length - 1 - this.#back];
    if (!exchange || !this.#message) {
      this.element.replaceChildren(el('p', 'muted', {}, 'No answer has come yet.'));
      return;
    }
    const lines = el('div', 'lines', { role: 'group', 'aria-label': 'Lines, each copied by its button' });
    lines.append(...this.#request(exchange), ...this.#response(exchange));
    rove(lines, allWays);
    this.element.replaceChildren(this.#head(exchange, this.#message), waterfall(exchange), lines);
    if (focused && !this.element.contains(document.activeElement)) this.element.focus();
  }

  #head(exchange: Exchange, { exchanges, total }: ExchangesMessage): HTMLElement {
    const { status, statusText = '', timing, wireBytes, bytes, rows } = exchange;
    const unpacked = wireBytes === undefined || wireBytes === bytes ? '' : `, ${sizeOf(bytes)} unpacked`;
    const facts = [
      duration(timing.total),
      `${sizeOf(wireBytes ?? bytes)}${unpacked}`,
      ...(rows === undefined ? [] : [`${count(rows)} ${rows === 1 ? 'row' : 'rows'}`]),
      new Date(exchange.at).toLocaleTimeString(),
    ];
    const head = el('div', 'rawhead', {}, el('h2', '', {}, `${status} ${statusText}`.trim()));
    for (const fact of facts) head.append(el('span', 'muted', {}, fact));
    head.append(el('span', 'grow'));
    if (exchanges.length > 1) head.append(this.#choice(exchanges, total));
    head.append(linkButton('Copy as cURL', () => this.#actions.copyAsCurl()));
    return head;
  }

  #choice(exchanges: readonly Exchange[], total: number): HTMLElement {
    const select = el('select', 'pickone', { 'aria-label': 'Exchange' });
    exchanges.forEach((exchange, i) => {
      const number = total - exchanges.length + i + 1;
      select.append(
        el('option', '', { value: String(i) }, `${count(number)} of ${count(total)}: ${exchange.status}`),
      );
    });
    select.value = String(exchanges.length - 1 - this.#back);
    select.addEventListener('change', () => {
      this.#back = exchanges.length - 1 - Number(select.value);
      this.#draw();
      this.element.querySelector('select')?.focus();
    });
    return select;
  }

  #request({ method, url, requestHeaders, body }: Exchange): readonly HTMLElement[] {
    const first: HTMLElement[] = [
      el('h2', '', {}, 'Request'),
      this.#long(`${method} ${url}`, 'Copy the address'),
    ];
    const authorization = el(
      'div',
      'hl',
      {},
      el('span', 'mono muted', {}, 'Authorization'),
      el(
        'span',
        '',
        {},
        el('span', 'mono', {}, 'Bearer'),
        ' ',
        el('span', 'muted', {}, '(kept out of every view and log)'),
      ),
    );
    const sent = body === undefined ? [] : [this.#long(body, 'Copy the body')];
    return [...first, authorization, ...requestHeaders.map((line) => this.#line(line)), ...sent];
  }

  #response({ responseHeaders }: Exchange): readonly HTMLElement[] {
    const limits = responseHeaders.filter(([name]) => /ratelimit|retry-after|throttl/i.test(name));
    const others = responseHeaders.filter((line) => !limits.includes(line));
    const byImportance = others.toSorted((a, b) => importance(a) - importance(b));
    return [
      el('h2', '', {}, 'Response'),
      ...byImportance.map((line) => this.#line(line)),
      ...(limits.length > 0 ? [el('h2', '', {}, 'Service protection limits')] : []),
      ...limits.map((line) => this.#line(line)),
    ];
  }

  #line([name, value]: Line): HTMLElement {
    return el(
      'div',
      'hl',
      {},
      el('span', 'mono muted', {}, name),
      el('span', 'mono', {}, value),
      iconButton('copy', `Copy ${name}`, `Copy ${name}`, () =>
        this.#actions.copy(`${name}: ${value}`, `Copied ${name}.`),
      ),
    );
  }

  #long(text: string, label: string): HTMLElement {
    return el(
      'div',
      'hl long',
      {},
      el('pre', 'mono', {}, text),
      iconButton('copy', label, label, () => this.#actions.copy(text, 'Copied.')),
    );
  }
}

/** What support asks for first stands first. */
function importance([name]: Line): number {
  const at = ['x-ms-service-request-id', 'req_id', 'x-ms-request-id'].indexOf(name.toLowerCase());
  return at >= 0 ? at : /request-?id|correlation/i.test(name) ? 10 : 20;
}
