import { countdown } from '../../core/base/timeText';
import type { ClaimGroup, TokenFinding, TokenPage, TokenPageRequest } from '../../protocol/tokenMessages';
import { el, setText } from '../results/dom';
import { pageIcon } from '../results/pageIcons';
import type { PageIconName } from '../results/pageIcons';
import { LifeLine } from './lifeLine';

/** The page: how long the token lives, what is odd about it, then its claims by question. */
export class TokenView {
  readonly element = el('main', 'dw page');
  readonly #title = el('h1');
  readonly #summary = el('div', 'muted');
  readonly #life = new LifeLine();
  readonly #findings = el('div', 'checks', { role: 'list', 'aria-label': 'Findings' });
  readonly #claims = el('div', 'claims');
  readonly #actions = el('div', 'actions');
  readonly #body = el('div');
  #page: TokenPage | undefined;
  /** By how much the clock of the page's times is ahead of the clock here, in milliseconds. */
  #ahead = 0;

  constructor(post: (request: TokenPageRequest) => void) {
    const copyClaims = el('button', 'link', { type: 'button' }, 'Copy claims as JSON');
    copyClaims.addEventListener('click', () => post('copyClaims'));
    const note = 'Copying the token asks first and clears the clipboard after one minute.';
    this.#body.append(
      this.#life.element,
      this.#findings,
      this.#claims,
      el('div', 'foot', {}, copyClaims, el('span', 'muted', {}, note)),
    );
    this.#actions.append(
      button('sync', 'Renew now', () => post('renew')),
      button('copy', 'Copy token…', () => post('copyToken')),
    );
    this.element.append(
      el('header', 'head', {}, el('div', 'what', {}, this.#title, this.#summary), this.#actions),
      this.#body,
    );
    this.element.hidden = true;
  }

  show(page: TokenPage): void {
    this.#page = page;
    this.#ahead = page.now - Date.now();
    this.element.hidden = false;
    setText(this.#title, `Token for ${page.environment}${page.production ? ' (production)' : ''}`);
    this.#body.hidden = !page.known;
    this.#actions.hidden = !page.known;
    this.#findings.replaceChildren(...page.findings.map(finding));
    this.#claims.replaceChildren(...page.groups.map(group));
    this.tick();
  }

  /** What changes by itself: the time left and the place of now. */
  tick(): void {
    const page = this.#page;
    if (page === undefined) return;
    const now = Date.now() + this.#ahead;
    setText(this.#summary, `${standing(page, now)}${page.subject === '' ? '' : `. ${page.subject}`}`);
    if (page.known) this.#life.show(page, now);
  }
}

function standing(page: TokenPage, now: number): string {
  if (!page.known) return page.state;
  const left = page.expiresAt - now;
  return left > 0 ? `${page.state}, ${countdown(left)} left` : 'Expired';
}

const marks: Readonly<Record<TokenFinding['level'], readonly [PageIconName, string, string]>> = {
  fine: ['pass', 'ok', 'In order'],
  note: ['info', 'inf', 'Note'],
  odd: ['warning', 'warn', 'Odd'],
};

function finding({ level, title, text }: TokenFinding): HTMLElement {
  const [name, color, spoken] = marks[level];
  const mark = pageIcon(name, color);
  mark.setAttribute('aria-hidden', 'false');
  mark.setAttribute('role', 'img');
  mark.setAttribute('aria-label', spoken);
  return el(
    'div',
    level === 'odd' ? 'flag' : '',
    { role: 'listitem' },
    mark,
    el('b', '', {}, title),
    el('span', '', {}, text),
  );
}

function group({ title, claims }: ClaimGroup): HTMLElement {
  const rows = claims.map(({ claim, value, explanation }) =>
    el(
      'div',
      'row',
      { role: 'row' },
      el('span', 'mono', { role: 'rowheader' }, claim),
      el('span', 'mono ell', { role: 'cell', title: value }, value),
      el('span', '', { role: 'cell' }, explanation),
    ),
  );
  return el(
    'section',
    '',
    {},
    el('h2', 'sec', {}, title),
    el('div', '', { role: 'table', 'aria-label': title }, ...rows),
  );
}

function button(name: PageIconName, label: string, run: () => void): HTMLButtonElement {
  const element = el('button', 'btns', { type: 'button' }, pageIcon(name), label);
  element.addEventListener('click', run);
  return element;
}
