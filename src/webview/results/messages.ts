import type { BeginMessage, StatusMessage } from '../../protocol/resultsMessages';
import { el } from './dom';
import { icon } from './icons';
import { button, linkButton } from './controls';
import { count, duration } from './words';

function message(title: string, ...lines: readonly (string | HTMLElement)[]): HTMLElement {
  const element = el('div', 'msg', { tabindex: '-1' }, el('h2', '', {}, title));
  for (const line of lines) element.append(typeof line === 'string' ? el('p', '', {}, line) : line);
  return element;
}

export function waitingFace(target: string, environment: string, why: string | undefined): HTMLElement {
  return el(
    'div',
    'msg',
    {},
    el('p', 'muted', {}, why ?? `Waiting for ${environment}…`),
    el('p', 'mono muted ell', {}, target),
  );
}

export function emptyFace(
  begin: BeginMessage,
  status: StatusMessage,
  actions: { showRaw(): void; showFilter(): void },
): HTMLElement {
  const answer = answered(status.httpStatus ?? 200, status);
  const filter = filterIn(begin.target);
  const request = linkButton('Show the request', () => actions.showRaw());
  const succeeded = `The request succeeded (${answer}), and the server has no row`;
  if (filter === undefined) return message('No rows', `${succeeded} there.`, el('div', 'acts', {}, request));
  const which = el('p', '', {}, `${succeeded} for which `, el('code', '', {}, filter), ' is true.');
  const hint = filter.includes("'")
    ? 'Texts are compared without regard to case, but a name of a choice is no value: it is a number in $filter.'
    : 'Check its values: choices are numbers in $filter, and a lookup wants the id of its record.';
  const toFilter = linkButton('Go to the filter', () => actions.showFilter());
  return message('No rows match', which, hint, el('div', 'acts', {}, request, toFilter));
}

/** The text of `$filter`, as the request has it. */
function filterIn(target: string): string | undefined {
  const query = target.slice(target.indexOf('?') + 1);
  // The text is decoded: an ampersand may stand in a value, too.
  const option = query.split(/&(?=[$@])/).find((one) => one.startsWith('$filter='));
  return option?.slice('$filter='.length);
}

export function cancelledFace({ method }: BeginMessage, runAgain: () => void): HTMLElement {
  const stopped = 'The request was stopped before the server answered.';
  return message(
    'Stopped',
    method === 'GET' ? stopped : `${stopped} It may have been carried out all the same.`,
    el('div', 'acts', {}, button('play', 'Run again', 'Run again (F5)', runAgain)),
  );
}

export function finishedFace(title: string, note: string | undefined, status: StatusMessage): HTMLElement {
  const answer = answered(status.httpStatus ?? 204, status);
  const face = message(title, `The server answered with ${answer}.`, ...(note === undefined ? [] : [note]));
  face.prepend(icon('pass', 'ok big'));
  face.classList.add('done');
  return face;
}

export function valueFace(text: string, copy: () => void): HTMLElement {
  // `$count` answers with digits alone.
  const isCount = /^\d{1,15}$/.test(text);
  return el(
    'div',
    isCount ? 'msg value counted' : 'msg value',
    {},
    el(
      'p',
      'muted',
      {},
      isCount ? 'The server answered with a number.' : 'The server answered with one value.',
    ),
    el('pre', 'mono', { tabindex: '0', 'aria-label': 'Value' }, isCount ? count(Number(text)) : text),
    button('copy', 'Copy value', 'Copy the value', copy),
  );
}

/** `status 204 after 80 ms` */
function answered(httpStatus: number, { elapsedMs }: StatusMessage): string {
  return `status ${httpStatus} after ${duration(elapsedMs)}`;
}
