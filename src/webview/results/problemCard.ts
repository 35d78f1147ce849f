import type { Problem } from '../../core/base/problem';
import type { BeginMessage } from '../../protocol/resultsMessages';
import { el } from './dom';
import { icon } from './icons';
import { button } from './controls';

/** What the card offers; `label` names the one button that mends the problem. */
export interface ProblemActions {
  readonly label: string | undefined;
  act(): void;
  retry(): void;
  copy(text: string): void;
}

/** Why nothing is to be seen: what happened, the likely cause, what to do, one button, details folded. */
export function problemCard(problem: Problem, begin: BeginMessage, actions: ProblemActions): HTMLElement {
  const heading = el('h2', '', { id: 'problem-title' }, problem.title);
  const line = el('div', 'line');
  for (const fact of [
    statusLine(problem),
    `${begin.method} ${pathOf(begin.target)}`,
    begin.environment.name,
  ]) {
    if (fact !== '') line.append(el('span', '', {}, fact));
  }
  const list = el('dl');
  const paragraph = (term: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') {
      list.append(el('div', '', {}, el('dt', '', {}, term), el('dd', '', {}, text)));
    }
  };
  paragraph('Most likely cause', problem.cause);
  paragraph('What to do', problem.remedy);
  const main = el('button', 'btnp', { type: 'button' }, actions.label ?? 'Run again');
  main.addEventListener('click', () => (problem.action ? actions.act() : actions.retry()));
  const card = el(
    'article',
    'card',
    { 'aria-labelledby': 'problem-title' },
    el('div', 'top', {}, icon('error', 'bad'), el('div', '', {}, heading, line)),
    list,
    el('div', 'acts', {}, main),
  );
  if (problem.action !== undefined && problem.action !== 'retry') {
    const again = el('button', 'link', { type: 'button' }, 'Run again');
    again.addEventListener('click', () => actions.retry());
    card.querySelector('.acts')?.append(again);
  }
  card.append(details(problem, begin, actions));
  return el('div', 'cardwrap', { tabindex: '-1' }, card);
}

function details(problem: Problem, begin: BeginMessage, actions: ProblemActions): HTMLElement {
  const facts = factsOf(problem, begin);
  const table = el('div', 'kv');
  for (const [name, value] of facts) {
    table.append(el('span', '', {}, name), el('span', 'mono', {}, value));
  }
  const copy = button('copy', 'Copy details', 'Copy title and details', () =>
    actions.copy([problem.title, ...facts.map(([name, value]) => `${name}: ${value}`)].join('\n')),
  );
  return el(
    'details',
    'det',
    {},
    el('summary', '', {}, icon('chevron', 's'), 'Details'),
    table,
    el('div', 'copyline', {}, copy),
  );
}

function factsOf(problem: Problem, begin: BeginMessage): readonly (readonly [string, string])[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Status', problem.status === undefined ? undefined : String(problem.status)],
    ['Code', problem.code],
    ['Request', `${begin.method} ${begin.target}`],
    ['Environment', begin.environment.name],
    ['Correlation id', problem.correlationId],
    ['Server’s words', problem.details],
  ];
  return facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  );
}

function statusLine(problem: Problem): string {
  if (problem.status !== undefined) return `HTTP ${problem.status}`;
  return problem.code ?? '';
}

function pathOf(target: string): string {
  return target.split('?', 1)[0] ?? target;
}

/** A problem behind rows. */
interface LateProblem {
  readonly problem: Problem;
  /** It can go on where it stopped. */
  readonly more: boolean;
  readonly actions: ProblemActions;
}

/** A problem after rows came: they stay, the strip says what stopped the rest. */
export class ProblemStrip {
  readonly element = el('div', 'stripwrap');
  #told = '';

  /** The same words stay as they are: one of the buttons may have the focus. */
  show(late: LateProblem | undefined): void {
    const told = late === undefined ? '' : JSON.stringify([late.problem, late.more]);
    if (told === this.#told) return;
    this.#told = told;
    this.element.replaceChildren(...(late ? [stripOf(late)] : []));
  }
}

function stripOf({ problem, more, actions }: LateProblem): HTMLElement {
  const strip = el(
    'div',
    'strip',
    { role: 'status' },
    icon('warning', 'warn'),
    el('span', 'words', {}, el('b', '', {}, problem.title), ` ${problem.remedy}`),
  );
  if (!more) strip.append(button('play', 'Run again', 'Run the query again', actions.retry));
  else if (!isBarred(problem)) {
    strip.append(button('down', 'Try again', 'Go on where it stopped', actions.retry));
  }
  if (problem.action !== undefined && problem.action !== 'retry') {
    const main = el('button', 'btn t', { type: 'button' }, actions.label ?? 'Run again');
    main.addEventListener('click', () => actions.act());
    strip.append(main);
  }
  return strip;
}

/** The server's link to the next page leads nowhere: asking once more comes to the same. */
function isBarred({ kind, action }: Problem): boolean {
  return kind === 'foreign-origin' || (kind === 'malformed-answer' && action === undefined);
}
