/** Every command of ours. A test holds this table against the manifest. */
export const commandIds = {
  connect: 'dataverseWorkbench.connect',
  switchEnvironment: 'dataverseWorkbench.switchEnvironment',
  listEnvironments: 'dataverseWorkbench.listEnvironments',
  importEnvironments: 'dataverseWorkbench.importEnvironments',
  editEnvironment: 'dataverseWorkbench.editEnvironment',
  renameEnvironment: 'dataverseWorkbench.renameEnvironment',
  removeEnvironment: 'dataverseWorkbench.removeEnvironment',
  protectEnvironment: 'dataverseWorkbench.protectEnvironment',
  unprotectEnvironment: 'dataverseWorkbench.unprotectEnvironment',
  refreshEnvironments: 'dataverseWorkbench.refreshEnvironments',
  signIn: 'dataverseWorkbench.signIn',
  signOut: 'dataverseWorkbench.signOut',
  renewToken: 'dataverseWorkbench.renewToken',
  inspectToken: 'dataverseWorkbench.inspectToken',
  copyToken: 'dataverseWorkbench.copyToken',
  showProblem: 'dataverseWorkbench.showProblem',
  diagnose: 'dataverseWorkbench.diagnose',
  tokenMenu: 'dataverseWorkbench.tokenMenu',
  runQuery: 'dataverseWorkbench.runQuery',
  cancelQuery: 'dataverseWorkbench.cancelQuery',
  showResultAsJson: 'dataverseWorkbench.showResultAsJson',
  openSample: 'dataverseWorkbench.openSample',
  openEnvironmentSettings: 'dataverseWorkbench.openEnvironmentSettings',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];
