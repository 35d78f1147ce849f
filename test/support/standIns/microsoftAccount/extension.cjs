// What stands in for VS Code's own Microsoft account: an authentication provider with its id that hands out tokens of the
// sandbox. It is there before the built-in one is asked for; VS Code then keeps it and reports the second as a duplicate.
// STAND_IN_ACCOUNT: JSON with `controlUrl`, `caFile` and `userName`.
const { randomUUID } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { request } = require('node:https');
const vscode = require('vscode');

const { controlUrl, caFile, userName } = JSON.parse(process.env.STAND_IN_ACCOUNT);

/** Sessions by their scopes; each look takes a token that is new, as a provider that renews in time does. */
const sessions = new Map();
const changed = new vscode.EventEmitter();

exports.activate = (context) => {
  const provider = { onDidChangeSessions: changed.event, getSessions, createSession, removeSession };
  context.subscriptions.push(
    changed,
    vscode.authentication.registerAuthenticationProvider('microsoft', 'Microsoft (stand-in)', provider, {
      supportsMultipleAccounts: false,
    }),
  );
};

async function getSessions(scopes) {
  const asked = scopes === undefined ? [...sessions.values()] : [sessions.get(keyOf(scopes))];
  return Promise.all(asked.filter(Boolean).map(withToken));
}

async function createSession(scopes) {
  const session = {
    id: randomUUID(),
    account: { id: userName, label: userName },
    scopes,
  };
  sessions.set(keyOf(scopes), session);
  const created = await withToken(session);
  changed.fire({ added: [created], removed: [], changed: [] });
  return created;
}

async function removeSession(id) {
  for (const [key, session] of sessions) {
    if (session.id !== id) continue;
    sessions.delete(key);
    changed.fire({ added: [], removed: [{ ...session, accessToken: '' }], changed: [] });
  }
}

async function withToken(session) {
  const scope = session.scopes.find((one) => one.endsWith('/.default')) ?? '';
  const resource = scope.slice(0, -'/.default'.length);
  return { ...session, accessToken: await mint({ subject: 'member', resource }) };
}

function keyOf(scopes) {
  return [...scopes].sort((a, b) => a.localeCompare(b)).join(' ');
}

function mint(order) {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', ca: readFileSync(caFile), agent: false };
    const outgoing = request(`${controlUrl}/tokens`, options, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk) => (text += chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const { accessToken, problem } = JSON.parse(text);
        if (accessToken === undefined) reject(new Error(problem));
        else resolve(accessToken);
      });
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(order));
  });
}
