import { isHostMessage } from '../../protocol/validate';
import { memoryOf, type PaneMemory } from './memory';
import { Pane } from './pane';

import './results.css';
import './menus/menus.css';
import './views/views.css';

const host = acquireVsCodeApi();
const state = host.getState();
let memory: PaneMemory = memoryOf(state);
/** Where the host finds the rows again after the window was loaded anew. */
let kept: string | undefined;

function remember(): void {
  host.setState({ ...memory, ...(kept === undefined ? {} : { kept }) });
}

const pane = new Pane(
  {
    post: (message) => host.postMessage(message),
    remember: (changed) => {
      memory = changed;
      remember();
    },
  },
  memory,
);
document.body.append(pane.element);
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isHostMessage(data)) return;
  if (data.type === 'begin') {
    ({ kept } = data);
    remember();
  }
  pane.receive(data);
});
host.postMessage({ type: 'ready' });
