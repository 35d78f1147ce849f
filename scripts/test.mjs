// `npm test`: every ring, on a bare machine too. Its last line says how many tests passed and failed.
// Names of rings as arguments run these alone: `npm test -- unit host`.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './lib/dependencies.mjs';
import { forgetResults, rings } from './lib/rings.mjs';
import { say, seconds } from './lib/say.mjs';
import { runStep } from './lib/step.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureVsCodeServer } from './vscode-server.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));

async function main() {
  const start = performance.now();
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !rings.some((ring) => ring.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `No such ring: ${unknown.join(', ')}. There are ${rings.map(({ name }) => name).join(', ')}.`,
    );
  }
  await prepare();
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const ring of rings) {
    if (wanted.length > 0 && !wanted.includes(ring.name)) continue;
    const counts = await runRing(ring);
    for (const key of Object.keys(totals)) totals[key] += counts[key];
  }
  say(`All of it took ${seconds(start)}.`);
  process.stdout.write(`${summary(totals)}\n`);
  return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

async function prepare() {
  ensureDependencies();
  await ensureVsCodeServer();
  ensureChromium();
  mkdirSync(path.join(root, 'out', 'results'), { recursive: true });
}

async function runRing(ring) {
  const start = performance.now();
  forgetResults(ring);
  say(`\n── ${ring.name} ──`);
  const codes = [];
  for (const { name, args, limitMs } of ring.commands) {
    const begun = performance.now();
    const live = name === undefined;
    const result = await runStep(process.execPath, args, {
      cwd: root,
      limitMs,
      ...(live ? { onOutput: (text) => process.stderr.write(text) } : {}),
    });
    if (!live) say(`${result.code === 0 ? '✓' : '✗'} ${name} (${seconds(begun)})`);
    if (!live && result.code !== 0) say(result.output.trimEnd());
    if (result.timedOut) say(`Ended: it was not done in ${limitMs / 60_000} minutes.`);
    codes.push(result.code);
  }
  const counts = ring.count(codes);
  say(`${ring.name}: ${summary(counts)} (${seconds(start)})`);
  return counts;
}

function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

try {
  process.exitCode = await main();
} catch (error) {
  say(error.message);
  process.stdout.write('0 passed, 1 failed\n');
  process.exitCode = 1;
}
