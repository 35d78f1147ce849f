// Runs test/host in the extension host of the VS Code server, or with --electron of a desktop VS Code.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleHostTests } from './lib/hostBundle.mjs';
import { startSandbox } from './lib/sandboxProcess.mjs';
import { say, seconds } from './lib/say.mjs';
import { makeTempDir, removeTempDir } from './lib/tempDir.mjs';

const root = fileURLToPath(new URL('../', import.meta.url)).replace(/[\\/]$/, '');
const resultsFile = path.join(root, 'out', 'results', 'host.json');
const limitMs = 5 * 60_000;

async function main() {
  const start = performance.now();
  const tests = await bundleHostTests();
  mkdirSync(path.dirname(resultsFile), { recursive: true });
  rmSync(resultsFile, { force: true });
  const dir = makeTempDir('host');
  const workspace = path.join(dir, 'workspace');
  mkdirSync(workspace);
  const sandboxDir = path.join(dir, 'sandbox');
  mkdirSync(sandboxDir);
  const sandbox = await startSandbox({ dir: sandboxDir });
  // The suite reads where to sign in, and writes what came of it, from and to the places named here.
  const env = { HOST_TEST_RESULTS: resultsFile, HOST_TEST_SANDBOX: JSON.stringify(sandbox.info) };
  try {
    const code = process.argv.includes('--electron')
      ? await runInElectron({ tests, dir, workspace, env })
      : await runInServer({ tests, dir, workspace, env });
    return verdict(code, start);
  } finally {
    await sandbox.stop();
    removeTempDir(dir);
  }
}

/** Both the exit code and the results have to be there, and to agree. */
function verdict(code, start) {
  const results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : [];
  const failed = results.filter(({ status }) => status === 'failed').length;
  say(`Host tests: ${results.length - failed} passed, ${failed} failed (${seconds(start)}).`);
  return code === 0 && results.length > 0 && failed === 0 ? 0 : 1;
}

async function runInServer({ tests, dir, workspace, env }) {
  const { startVsCodeServer, asUrlPath } = await import('../test/support/vscodeServer.mjs');
  const { launchBrowser } = await import('../test/support/browser.mjs');
  const data = path.join(dir, 'vscode');
  const settingsDir = path.join(data, 'server-data', 'data', 'User');
  mkdirSync(settingsDir, { recursive: true });
  writeFileSync(
    path.join(settingsDir, 'settings.json'),
    JSON.stringify({ 'security.workspace.trust.enabled': false, 'chat.disableAIFeatures': true }),
  );
  const server = await startVsCodeServer({
    dir: data,
    env,
    args: ['--enable-smoke-test-driver'],
  });
  const browser = await launchBrowser({ profileDir: path.join(dir, 'profile') });
  try {
    const remote = `vscode-remote://127.0.0.1:${server.port}`;
    const url = server.urlOf(workspace, [
      ['extensionDevelopmentPath', remote + asUrlPath(root)],
      ['extensionTestsPath', remote + asUrlPath(tests)],
      ['skipWelcome', 'true'],
    ]);
    return await exitCodeOf(await browser.newPage(), url, server);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The page calls back with the console of the extension host and with the exit code of the run. */
async function exitCodeOf(page, url, server) {
  const exited = new Promise((resolve) => {
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction('codeAutomationLog', (_type, args) => {
    for (const line of [args].flat().map(String)) {
      if (line.startsWith('[host]')) process.stdout.write(`${line}\n`);
    }
  });
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => {
      say(`The host tests were not done in ${limitMs / 60_000} minutes. The server's last words:`);
      say(server.output().slice(-4000));
      resolve(1);
    }, limitMs);
  });
  await page.goto(url);
  const code = await Promise.race([exited, late]);
  clearTimeout(timer);
  return code;
}

async function runInElectron({ tests, dir, workspace, env }) {
  const { downloadAndUnzipVSCode, runTests } = await import('@vscode/test-electron');
  let vscodeExecutablePath;
  try {
    vscodeExecutablePath = process.env.VSCODE_PATH ?? (await downloadAndUnzipVSCode());
  } catch (error) {
    say(`Desktop VS Code could not be downloaded: ${error.message}`);
    say(
      'This suite needs to reach update.code.visualstudio.com, or a VS Code that VSCODE_PATH names. ' +
        'Without either, "npm run test:host" runs the same tests in the VS Code server.',
    );
    return 1;
  }
  try {
    return await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      extensionTestsEnv: env,
      launchArgs: [
        workspace,
        '--disable-workspace-trust',
        ...['--user-data-dir', path.join(dir, 'user-data')],
        // Chromium's own sandbox refuses to run for root, as in containers.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
  } catch (error) {
    say(error.message);
    return 1;
  }
}

process.exit(await main());
