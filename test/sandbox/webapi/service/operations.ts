/** Functions and actions that are called on a record, by the table that they are for. */
export const boundOperations: Readonly<
  Record<string, { readonly table: string; readonly method: 'GET' | 'POST' }>
> = {
  RetrieveUserPrivileges: { table: 'systemuser', method: 'GET' },
  RetrievePrincipalAccess: { table: 'systemuser', method: 'GET' },
  AddPrivilegesRole: { table: 'role', method: 'POST' },
  ReplacePrivilegesRole: { table: 'role', method: 'POST' },
};
