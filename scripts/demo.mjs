// `npm run demo`: the extension in a real VS Code beside a local Dataverse, from a fresh clone.
import path from 'node:path';
import { UsageError, readOptions, usage } from './demo/options.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { say, seconds } from './lib/say.mjs';
import { makeTempDir, removeTempDir } from './lib/tempDir.mjs';
import { stopAllTrees } from '../test/support/processTree.mjs';

/** Undone in reverse order at the end. @type {(() => unknown)[]} */
const cleanups = [];

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(usage);
    return;
  }
  const start = performance.now();
  const ended = endOfDemo();
  const opened = await Promise.race([prepare(options), ended]);
  if (!opened) return;
  const { access, closed } = opened;
  process.stdout.write(options.json ? `${JSON.stringify(access)}\n` : describe(access));
  say(`Ready after ${seconds(start)}. Press Ctrl+C to end.`);
  const why = await Promise.race([ended, closed]);
  if (why !== undefined) say(why);
}

async function prepare({ desktop, port, tokenLifetime }) {
  ensureDependencies();
  const { writeUserSettings, prepareSamples } = await import('./demo/workspace.mjs');
  const dir = makeTempDir('demo');
  cleanups.push(() => removeTempDir(dir));
  if (desktop) (await import('./demo/desktop.mjs')).requireDesktop();
  else await (await import('./vscode-server.mjs')).ensureVsCodeServer();

  say('Building and packing the extension…');
  const vsix = path.join(dir, 'dataverse-workbench.vsix');
  await (await import('./lib/vsix.mjs')).buildVsix(vsix);

  say('Starting the sandbox: a local Dataverse and its sign-in…');
  const { startSandbox } = await import('./lib/sandboxProcess.mjs');
  const sandbox = await startSandbox({ dir, tokenLifetime });

  const workspace = prepareSamples(dir);
  const place = desktop
    ? await openInDesktop(dir, vsix, workspace)
    : await openInServer(dir, vsix, workspace, port);
  writeUserSettings(place.userDir, { ...sandbox.info, ...sandbox.details });
  const opened = await place.open();
  return {
    access: { url: opened.url, ...accessOf(sandbox.info) },
    closed: Promise.race([
      opened.closed.then(() => 'VS Code was closed.'),
      sandbox.exited.then(() => 'The sandbox has ended.'),
    ]),
  };
}

async function openInServer(dir, vsix, workspace, port) {
  const { installVsix, startVsCodeServer } = await import('../test/support/vscodeServer.mjs');
  const data = path.join(dir, 'vscode');
  return {
    userDir: path.join(data, 'server-data', 'data', 'User'),
    open: async () => {
      say('Installing the extension into VS Code and starting it…');
      await installVsix({ dir: data, vsix });
      const server = await startVsCodeServer({ dir: data, port });
      return { url: server.urlOf(workspace), closed: new Promise(() => undefined) };
    },
  };
}

async function openInDesktop(dir, vsix, workspace) {
  const { openDesktop } = await import('./demo/desktop.mjs');
  return {
    userDir: path.join(dir, 'desktop', 'User'),
    open: async () => {
      say('Opening the desktop VS Code…');
      const { closed, stop } = openDesktop({ dir, vsix, workspace });
      cleanups.push(stop);
      return { url: workspace, closed };
    },
  };
}

function accessOf({
  environmentUrl,
  authority,
  caFile,
  tenantId,
  clientId,
  clientSecret,
  userName,
  password,
}) {
  return { environmentUrl, authority, caFile, tenantId, clientId, clientSecret, userName, password };
}

function describe(access) {
  return `
  Open               ${access.url}

  Then press F1, run "Dataverse: Connect to environment…" and type
  Environment URL    ${access.environmentUrl}
  With a secret      client id ${access.clientId}
                     secret    ${access.clientSecret}
  In the browser     user      ${access.userName}
                     password  ${access.password}
  Tenant             ${access.tenantId}

`;
}

/** Resolves when somebody wants the demo to end. */
function endOfDemo() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve(undefined));
  });
}

/** Also where the end came in the middle of the preparations. */
async function cleanUp() {
  await stopAllTrees();
  for (const undo of cleanups.toReversed()) {
    try {
      await undo();
    } catch (error) {
      say(`While ending: ${error.message}`);
    }
  }
}

try {
  await main();
} catch (error) {
  const misused = error instanceof UsageError;
  say(misused ? `${error.message}\n\n${usage}` : error.message);
  process.exitCode = misused ? 2 : 1;
}
await cleanUp();
process.exit();
