// The demo in the desktop VS Code that is on the PATH.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

const windows = process.platform === 'win32';

export function requireDesktop() {
  if (spawnSync('code', ['--version'], { stdio: 'ignore', shell: windows }).status === 0) return;
  throw new Error(
    'There is no "code" on the PATH. In VS Code run "Shell Command: Install \'code\' command in PATH", ' +
      'or leave --desktop out and use VS Code in the browser.',
  );
}

/**
 * @param {{ dir: string, vsix: string, workspace: string }} options
 * @returns {{ closed: Promise<unknown>, stop: () => void }} `closed` when the window was closed.
 */
export function openDesktop({ dir, vsix, workspace }) {
  const folders = [
    '--user-data-dir',
    path.join(dir, 'desktop'),
    '--extensions-dir',
    path.join(dir, 'extensions'),
  ];
  const installed = spawnSync('code', [...folders, '--install-extension', vsix, '--force'], {
    stdio: ['ignore', 2, 2],
    shell: windows,
  });
  if (installed.status !== 0) throw new Error('VS Code did not install the extension.');
  const child = spawn('code', [...folders, '--new-window', '--wait', workspace], {
    stdio: ['ignore', 2, 2],
    shell: windows,
  });
  const closed = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  return { closed, stop: () => void child.kill() };
}
