import type { BeginMessage, StatusMessage } from '../../protocol/resultsMessages';
import { cancelledFace, emptyFace, finishedFace, valueFace, waitingFace } from './messages';
import { problemCard } from './problemCard';
import type { ProblemActions } from './problemCard';

export type FaceName = 'grid' | 'waiting' | 'problem' | 'cancelled' | 'value' | 'finished' | 'empty';

export interface FaceActions {
  runAgain(): void;
  copyValue(text: string): void;
  showRaw(): void;
  showFilter(): void;
  problem(): ProblemActions;
}

/** What is to be seen of a run where rows would be. */
export function faceName(status: StatusMessage, hasRows: boolean): FaceName {
  if (hasRows) return 'grid';
  if (status.phase === 'running') return 'waiting';
  if (status.problem && status.phase === 'failed') return 'problem';
  if (status.phase === 'cancelled') return 'cancelled';
  if (status.face.face === 'value') return 'value';
  if (status.face.face === 'finished') return 'finished';
  return status.more ? 'grid' : 'empty';
}

export function makeFace(
  name: Exclude<FaceName, 'grid'>,
  begin: BeginMessage,
  status: StatusMessage,
  actions: FaceActions,
): HTMLElement {
  if (name === 'problem' && status.problem) return problemCard(status.problem, begin, actions.problem());
  if (name === 'cancelled') return cancelledFace(begin, actions.runAgain);
  if (status.face.face === 'value') {
    const { text } = status.face;
    return valueFace(text, () => actions.copyValue(text));
  }
  if (status.face.face === 'finished') return finishedFace(status.face.title, status.face.note, status);
  return name === 'empty'
    ? emptyFace(begin, status, actions)
    : waitingFace(begin.target, begin.environment.name, status.waiting);
}
