import { spawnSync } from 'node:child_process';

/** Name of the case that this process was started for; `undefined` in the process that compares them. */
export function wantedCase(): string | undefined {
  return process.env['BENCH_CASE'];
}

/** Runs a case of the running measurement in a process of its own: nothing is compiled, warm or in memory yet. */
export function inFreshProcess(name: string, script: string): unknown {
  const run = spawnSync(process.execPath, ['--expose-gc', script], {
    encoding: 'utf8',
    env: { ...process.env, BENCH_CASE: name },
    maxBuffer: 1 << 26,
  });
  if (run.status !== 0) throw new Error(`The case ${name} failed: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

/** What a case has found out. */
export function report(result: unknown): void {
  process.stdout.write(JSON.stringify(result));
}

/** Megabytes that this process holds, on the heap and beside it, after what nobody needs was let go. */
export function heldMegabytes(): number {
  globalThis.gc?.();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return (heapUsed + Math.max(external, arrayBuffers)) / 1e6;
}
