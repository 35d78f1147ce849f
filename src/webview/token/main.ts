import { isTokenPage } from '../../protocol/tokenMessages';
import type { TokenPageRequest } from '../../protocol/tokenMessages';
import { TokenView } from './tokenView';
import './token.css';

const host = acquireVsCodeApi();
const post = (request: TokenPageRequest): void => host.postMessage(request);

const view = new TokenView(post);
document.body.append(view.element);
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isTokenPage(data)) view.show(data);
});
window.setInterval(() => view.tick(), 1000);
post('ready');
