// How long Node takes to read the extension's main bundle, and which files that loads; how large the package is. VS Code
// itself is a stand-in here; the host tests print the activation in the real one.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { loadBundle } from '../support/bundleLoad';
import { median, record } from './support/record';

const runs = 15;
const vsix = path.resolve('dist', 'dataverse-workbench.vsix');

const loads = Array.from({ length: runs }, () => loadBundle(path.resolve('dist', 'extension.js')));
const files = loads[0]?.files ?? [];
const kilobytes = (file: string): number => statSync(file).size / 1024;

console.log(`Activation reads ${files.map((file) => path.basename(file)).join(', ')}.`);
record({
  name: 'load of the main bundle',
  value: median(loads.map(({ milliseconds }) => milliseconds)),
  unit: 'ms',
  goal: '≤ 5',
});
record({
  name: 'size of the main bundle',
  value: files.map(kilobytes).reduce((sum, size) => sum + size, 0),
  unit: 'KB',
  goal: '≤ 200',
});
if (existsSync(vsix)) record({ name: 'size of the VSIX', value: kilobytes(vsix), unit: 'KB', goal: '≤ 400' });
else console.log('There is no VSIX to measure: "npm run package" writes it.');
