import * as vscode from 'vscode';

/** Read-only queries that work in every environment. */
const sample = `# Sample queries: put the cursor into one and press Ctrl+Enter (Cmd+Enter on a Mac).
# Rows open beside this file.

### Ten accounts, the largest first
GET accounts
  ?$select=name,revenue,_ownerid_value,modifiedon
  &$filter=statecode eq 0
  &$orderby=revenue desc
  &$top=10

### Contacts with the account that they belong to
contacts?$select=fullname,emailaddress1
  &$expand=parentcustomerid_account($select=name)
  &$orderby=fullname

### Who am I?
WhoAmI()
`;

/** Opens the sample as a new file that nobody has to save. */
export async function openSample(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'odata', content: sample });
  await vscode.window.showTextDocument(document);
}
