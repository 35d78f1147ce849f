import type { Exchange } from '../../../protocol/resultsMessages';
import { el } from '../dom';
import { duration } from '../words';

const steps = [
  ['connect', 'Connect'],
  ['server', 'Server'],
  ['download', 'Download'],
  ['read', 'Read and show'],
] as const;

/** Where the time of an exchange went: its steps under each other, each as long as it took. */
export function waterfall({ timing }: Exchange): HTMLElement {
  const known = steps.flatMap(([step, name]) => {
    const ms = timing[step];
    return ms === undefined ? [] : [{ name, ms }];
  });
  const total = Math.max(
    1,
    timing.total,
    known.reduce((sum, { ms }) => sum + ms, 0),
  );
  const table = el('div', 'fall', { role: 'table', 'aria-label': 'Timing' });
  let at = 0;
  for (const { name, ms } of known) {
    const bar = el('i');
    bar.style.marginLeft = `${(100 * at) / total}%`;
    bar.style.width = `${Math.max(0.5, (100 * ms) / total)}%`;
    at += ms;
    table.append(
      el(
        'div',
        '',
        { role: 'row' },
        el('span', '', { role: 'rowheader' }, name),
        el('span', 'lane', { role: 'presentation' }, bar),
        el('span', 'ms', { role: 'cell' }, duration(ms)),
      ),
    );
  }
  return table;
}
