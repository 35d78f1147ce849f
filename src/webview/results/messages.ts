import type { StatusMessage } from '../../protocol/resultsMessages';
import { el } from './dom';
import { icon } from './icons';
import { button } from './toolbar';
import { duration } from './words';

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

export function emptyFace(status: StatusMessage): HTMLElement {
  const answer = `${status.httpStatus ?? 200}, ${duration(status.elapsedMs)}`;
  return message(
    'No rows match',
    `The request succeeded (${answer}), and the server has no row that fits it.`,
    'Check the values in $filter: names of choices are numbers there, and a lookup wants the id of its record.',
  );
}

export function cancelledFace(runAgain: () => void): HTMLElement {
  return message(
    'Stopped',
    'The request was stopped before the server answered. A write may have been carried out all the same.',
    el('div', 'acts', {}, button('play', 'Run again', 'Run again (F5)', runAgain)),
  );
}

export function finishedFace(title: string, note: string | undefined, status: StatusMessage): HTMLElement {
  const answer = `${status.httpStatus ?? 204}, ${duration(status.elapsedMs)}`;
  const face = message(title, `The server answered ${answer}.`, ...(note === undefined ? [] : [note]));
  face.prepend(icon('pass', 'ok big'));
  face.classList.add('done');
  return face;
}

export function valueFace(text: string, copy: () => void): HTMLElement {
  return el(
    'div',
    'msg value',
    {},
    el('p', 'muted', {}, 'The server answered with one value.'),
    el('pre', 'mono', { tabindex: '0', 'aria-label': 'Value' }, text),
    button('copy', 'Copy value', 'Copy the value', copy),
  );
}
