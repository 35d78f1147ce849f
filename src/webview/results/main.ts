import { isHostMessage } from '../../protocol/validate';
import { memoryOf } from './memory';
import { Pane } from './pane';

import './results.css';
import './menus/menus.css';
import './views/views.css';

const host = acquireVsCodeApi();

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
