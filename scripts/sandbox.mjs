// `npm run sandbox`: the local Entra and Dataverse alone, until Ctrl+C. Arguments go to it; `--help` lists them.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureNode24 } from './node24.mjs';

ensureDependencies();
const { bundleSandbox } = await import('./lib/sandboxProcess.mjs');
const bundle = await bundleSandbox(fileURLToPath(new URL('../out/sandbox.js', import.meta.url)));
const child = spawn(ensureNode24(), [path.normalize(bundle), ...process.argv.slice(2)], { stdio: 'inherit' });
// Ctrl+C reaches both of us: we wait until it has ended.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 1 : 0);
});
