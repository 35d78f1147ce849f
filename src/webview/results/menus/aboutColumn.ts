import type { ResultColumn } from '../../../core/results/model';
import type { SelectedCells, SelectionStatistics } from '../../../core/results/questions';
import { el } from '../dom';
import type { Ask } from '../grid/contract';
import { kindWords } from '../kindWords';
import { statisticsOf } from '../statistics';
import type { Anchor, Popups } from './popups';
import { popupBox } from './popups';

/** What is known of a column: its name, what it holds, and figures over the rows on view. */
export function openAboutColumn(
  popups: Popups,
  anchor: Anchor,
  column: ResultColumn,
  ask: { readonly ask: Ask; readonly cells: SelectedCells | undefined; failed(error: unknown): void },
): void {
  const facts = el('div', 'kv');
  const box = popupBox('about', {
    role: 'dialog',
    'aria-label': `About ${column.name}`,
    tabindex: '-1',
  });
  const show = (statistics: SelectionStatistics | undefined): void => {
    const lines = [
      ['Column', column.name],
      ...(column.label === undefined ? [] : [['Label', column.label]]),
      ['Holds', kindWords[column.kind]],
      ...(statistics ? statisticsOf(statistics).map(({ name, text }) => [name, text]) : []),
    ];
    facts.replaceChildren(
      ...lines.flatMap(([name = '', text = '']) => [el('span', '', {}, name), el('span', '', {}, text)]),
    );
  };
  show(undefined);
  box.append(facts);
  popups.open(box, anchor);
  box.focus();
  // Without rows there are no figures.
  if (ask.cells) ask.ask('statistics', ask.cells).then(show, ask.failed);
}
