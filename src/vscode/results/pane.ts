export { ResultPane } from './resultPane';
export { RunSession } from './runSession';
