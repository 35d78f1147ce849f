// Finds the browser for the UI tests, and installs Debian's where that is allowed.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { say, seconds } from './lib/say.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];

const places = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const base = process.env[variable];
    if (!base) return [];
    return [
      path.join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      path.join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ];
  }),
};

/** Path of a Chromium or its kin: `$CHROMIUM_PATH`, else one that is installed, else Debian's, installed now. */
export function ensureChromium() {
  const told = process.env.CHROMIUM_PATH;
  if (told) {
    if (isProgram(told)) return told;
    throw new Error(`CHROMIUM_PATH names ${told}, and there is no program there.`);
  }
  const found = findChromium();
  if (found) return found;
  installWithApt();
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(missing());
}

function findChromium() {
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .concat(process.platform === 'win32' ? [] : ['/usr/bin', '/usr/local/bin', '/snap/bin'])
    .flatMap((dir) =>
      names.map((name) => path.join(dir, process.platform === 'win32' ? `${name}.exe` : name)),
    );
  return [...(places[process.platform] ?? []), ...onPath].find(isProgram);
}

function installWithApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const start = performance.now();
  say('Installing Chromium (apt-get install chromium)…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    spawnSync('apt-get', ['-q', ...args], { env, stdio: ['ignore', 2, 2] });
  }
  say(`apt-get is done (${seconds(start)}).`);
}

function missing() {
  const line =
    process.platform === 'linux'
      ? 'sudo apt-get update && sudo apt-get install -y chromium'
      : process.platform === 'darwin'
        ? 'brew install --cask chromium'
        : 'winget install Google.Chrome';
  return `The UI tests need Chromium and there is none. Type this and run again:\n\n    ${line}\n\nOr set CHROMIUM_PATH to the one that you have.`;
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return existsSync(file);
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${ensureChromium()}\n`);
