export { ConnectFlow } from './connect';
export { importEnvironments } from './importEnvironments';
export { environmentFor, removeEnvironment, renameEnvironment, setProtection } from './manage';
export { openSample } from './sample';
export { switchEnvironment } from './switch';
