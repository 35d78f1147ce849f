import { commandIds } from '../platform/commands';

/** Commands that ask questions. What they do is loaded with the first of them. */
export const flowIds = [
  commandIds.connect,
  commandIds.listEnvironments,
  commandIds.importEnvironments,
  commandIds.switchEnvironment,
  commandIds.openSample,
  commandIds.editEnvironment,
  commandIds.renameEnvironment,
  commandIds.removeEnvironment,
  commandIds.protectEnvironment,
  commandIds.unprotectEnvironment,
] as const;

export type FlowId = (typeof flowIds)[number];
