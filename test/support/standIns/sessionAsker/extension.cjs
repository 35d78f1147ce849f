// Another extension that wants a token of ours: asks for a session of the provider `dataverse`, and shows whose it is, for
// which audience, and how long the token is; never the token.
const vscode = require('vscode');

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand('sessionAsker.ask', () => show({ createIfNone: true })),
    vscode.commands.registerCommand('sessionAsker.look', () => show({ silent: true })),
  );
};

async function show(options) {
  const scope = await vscode.window.showInputBox({ prompt: 'Scope to ask for', ignoreFocusOut: true });
  if (scope === undefined) return;
  vscode.window.showInformationMessage(await outcome(scope, options));
}

async function outcome(scope, options) {
  try {
    const session = await vscode.authentication.getSession('dataverse', [scope], options);
    if (session === undefined) return `No session for ${scope}.`;
    const { account, accessToken } = session;
    return `Session of ${account.label}; ${accessToken.length} characters for ${audienceOf(accessToken)}`;
  } catch (error) {
    return `No session for ${scope}: ${error.message}`;
  }
}

function audienceOf(token) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8')).aud;
}
