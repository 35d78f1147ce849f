export { KeptWriter } from './keptWriter';
export { ResultPane } from './resultPane';
export { RunSession } from './runSession';
