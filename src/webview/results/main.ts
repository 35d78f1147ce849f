import { isHostMessage } from '../../protocol/validate';
import { Pane } from './pane';
import type { PaneMemory } from './pane';
import './results.css';

const host = acquireVsCodeApi();

function memoryOf(state: unknown): PaneMemory | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  if (!('formatted' in state) || !('widths' in state)) return undefined;
  const { formatted, widths } = state;
  if (typeof formatted !== 'boolean' || typeof widths !== 'object' || widths === null) return undefined;
  const known = Object.entries(widths).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return { formatted, widths: Object.fromEntries(known) };
}

const pane = new Pane(
  {
    post: (message) => host.postMessage(message),
    remember: (memory) => void host.setState(memory),
  },
  memoryOf(host.getState()),
);
document.body.append(pane.element);
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isHostMessage(data)) pane.receive(data);
});
host.postMessage({ type: 'ready' });
