// How long a list of suggestions takes in a real workbench, from the key to the eye: what the typist of the browser ring
// noted while it wrote ten queries. Needs what `npm run package` writes, and Chromium.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { median, percentile, record } from './support/record';

const results = path.resolve('out', 'results', 'typing.json');

if (existsSync(path.resolve('dist', 'dataverse-workbench.vsix'))) {
  const vitest = path.resolve('node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--project', 'ui', 'test/ui/typing.test.ts'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (status !== 0) throw new Error('The typist could not write its queries: see test/ui/typing.test.ts.');
  const { lists, fixed } = JSON.parse(readFileSync(results, 'utf8')) as Record<string, readonly number[]>;
  if (!lists || !fixed) throw new Error(`${results} holds no times.`);
  console.log(
    `${lists.length} lists in a real workbench; ${fixed.length} of 78 items that another extension has ready, in a language of the same colours.`,
  );
  const name = 'list of suggestions in the editor';
  const peer = (value: number) => ({ name: 'a provider that answers 78 fixed items', value });
  // VS Code draws the first while it starts, and the schema is still on its way.
  const [first = 0, ...others] = lists;
  record({ name: `${name}, the first of a session`, value: first, unit: 'ms' });
  record({
    name: `${name}, median`,
    value: median(others),
    unit: 'ms',
    goal: '≤ 50',
    peer: peer(median(fixed)),
  });
  const p95 = (values: readonly number[]) => percentile(values, 0.95);
  record({ name: `${name}, p95`, value: p95(others), unit: 'ms', peer: peer(p95(fixed)) });
} else {
  console.log('There is no VSIX to install: "npm run package" writes it.');
}
