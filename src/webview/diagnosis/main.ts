import { isDiagnosisPage } from '../../protocol/diagnosisMessages';
import type { DiagnosisRequest } from '../../protocol/diagnosisMessages';
import { DiagnosisView } from './diagnosisView';
import './diagnosis.css';

const host = acquireVsCodeApi();
const post = (request: DiagnosisRequest): void => host.postMessage(request);

const view = new DiagnosisView(post);
document.body.append(view.element);
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isDiagnosisPage(data)) view.show(data);
});
post('ready');
