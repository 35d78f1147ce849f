import type {
  DiagnosisPage,
  DiagnosisRequest,
  ShownCause,
  ShownStep,
} from '../../protocol/diagnosisMessages';
import { el, setText } from '../results/dom';
import { pageIcon } from '../results/pageIcons';
import type { PageIconName } from '../results/pageIcons';

/** The page: the steps as they come, then the card with the likeliest cause, what to do, and one button. */
export class DiagnosisView {
  readonly element = el('main', 'dw diagnosis');
  readonly #title = el('h1');
  readonly #summary = el('p', 'muted', { role: 'status' });
  readonly #steps = el('ol', 'steps', { 'aria-label': 'Steps' });
  readonly #outcome = el('div');
  readonly #again = el('button', 'link', { type: 'button' }, 'Diagnose again');
  readonly #stop = el('button', 'link', { type: 'button' }, 'Stop');
  readonly #copy = el('button', 'link', { type: 'button' }, 'Copy details');

  constructor(private readonly post: (request: DiagnosisRequest) => void) {
    this.#again.addEventListener('click', () => post('again'));
    this.#stop.addEventListener('click', () => post('stop'));
    this.#copy.addEventListener('click', () => post('copy'));
    const acts = el('div', 'foot', {}, this.#again, this.#stop, this.#copy);
    this.element.append(this.#title, this.#summary, this.#steps, this.#outcome, acts);
    this.element.hidden = true;
  }

  show(page: DiagnosisPage): void {
    this.element.hidden = false;
    setText(this.#title, `Connection to ${page.environment}`);
    setText(this.#summary, summary(page));
    this.#steps.replaceChildren(...page.steps.map(step));
    this.#again.hidden = page.running;
    this.#copy.hidden = page.running;
    this.#stop.hidden = !page.running;
    this.#outcome.replaceChildren(...outcome(page, this.post));
  }
}

function summary({ running, steps, total, healthy, causes, origin }: DiagnosisPage): string {
  if (running) return `${origin}: step ${Math.min(steps.length, total)} of ${total}…`;
  if (causes.length === 0) return `${origin}: stopped.`;
  return healthy ? `${origin}: everything works.` : `${origin}: something is wrong.`;
}

const marks: Readonly<Record<ShownStep['state'], readonly [PageIconName, string, string]>> = {
  running: ['sync', 'muted', 'Running'],
  ok: ['pass', 'ok', 'In order'],
  warning: ['warning', 'warn', 'Note'],
  failed: ['error', 'bad', 'Failed'],
  skipped: ['chevron', 'muted', 'Left out'],
};

function step({ title, state, detail }: ShownStep): HTMLElement {
  const [name, color, spoken] = marks[state];
  return el(
    'li',
    '',
    { 'data-state': state },
    pageIcon(name, color),
    el(
      'div',
      '',
      {},
      el('b', '', {}, title),
      el('span', 'spoken', {}, ` (${spoken})`),
      el('div', 'muted', {}, detail),
    ),
  );
}

function outcome(page: DiagnosisPage, post: (request: DiagnosisRequest) => void): HTMLElement[] {
  const [first, ...others] = page.causes;
  if (page.running || first === undefined) return [];
  const quiet = page.healthy && first.cause === 'healthy';
  const card = el(
    'article',
    'card',
    { 'aria-labelledby': 'cause-title' },
    el(
      'div',
      'top',
      {},
      quiet
        ? pageIcon('pass', 'ok')
        : pageIcon(page.healthy ? 'warning' : 'error', page.healthy ? 'warn' : 'bad'),
      el(
        'div',
        '',
        {},
        el('h2', '', { id: 'cause-title' }, first.title),
        el('div', 'line', {}, quiet ? '' : first.source),
      ),
    ),
    quiet ? el('p', '', {}, first.explanation) : likeliest(first),
  );
  if (first.fix !== undefined) {
    const fix = el('button', 'btnp', { type: 'button' }, first.fix);
    fix.addEventListener('click', () => post('fix'));
    card.append(el('div', 'acts', {}, fix));
  }
  if (others.length > 0 && !quiet) card.append(lessLikely(others));
  return [card];
}

function likeliest({ explanation, remedy }: ShownCause): HTMLElement {
  const list = el('dl');
  for (const [term, text] of [
    ['Most likely cause', explanation],
    ['What to do', remedy],
  ] as const) {
    if (text !== '') list.append(el('div', '', {}, el('dt', '', {}, term), el('dd', '', {}, text)));
  }
  return list;
}

function lessLikely(causes: readonly ShownCause[]): HTMLElement {
  const items = causes.map(({ title, remedy }) =>
    el('li', '', {}, el('b', '', {}, title), el('div', 'muted', {}, remedy)),
  );
  return el(
    'details',
    'det',
    {},
    el('summary', '', {}, pageIcon('chevron', 's'), 'Less likely'),
    el('ul', '', {}, ...items),
  );
}
