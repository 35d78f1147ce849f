// Functions (GET) and actions (POST) that the service knows, by name; `$metadata` declares the same ones.

interface BoundOperation {
  /** Called on a record, or on an entity set. */
  readonly on: 'record' | 'set';
  /** Logical names of the tables that it is bound to; absent where it goes with every table. */
  readonly tables?: readonly string[];
  readonly method: 'GET' | 'POST';
}

/** Tables whose rows are published: the sandbox does so at once, so that nothing is ever unpublished. */
const publishable = ['appmodule', 'savedquery', 'theme'];

export const boundOperations: ReadonlyMap<string, BoundOperation> = new Map([
  ['RetrieveUserPrivileges', { on: 'record', tables: ['systemuser'], method: 'GET' }],
  ['RetrievePrincipalAccess', { on: 'record', tables: ['systemuser', 'team'], method: 'GET' }],
  ['CalculateTotalTimeIncident', { on: 'record', tables: ['incident'], method: 'GET' }],
  ['AddPrivilegesRole', { on: 'record', tables: ['role'], method: 'POST' }],
  ['ReplacePrivilegesRole', { on: 'record', tables: ['role'], method: 'POST' }],
  ['RetrieveUnpublishedMultiple', { on: 'set', tables: publishable, method: 'GET' }],
  ['AddToQueue', { on: 'record', tables: ['queue'], method: 'POST' }],
  ['CreateMultiple', { on: 'set', method: 'POST' }],
  ['UpdateMultiple', { on: 'set', method: 'POST' }],
]);

export const unboundOperations: Readonly<Record<string, 'GET' | 'POST'>> = {
  WhoAmI: 'GET',
  RetrieveVersion: 'GET',
  RetrieveTimestamp: 'GET',
  RetrieveCurrentOrganization: 'GET',
  RetrieveTotalRecordCount: 'GET',
  RetrieveRolePrivilegesRole: 'GET',
  RetrieveAvailableLanguages: 'GET',
  RetrieveProvisionedLanguages: 'GET',
  GetTimeZoneCodeByLocalizedName: 'GET',
  WinOpportunity: 'POST',
  LoseOpportunity: 'POST',
  CloseIncident: 'POST',
};
