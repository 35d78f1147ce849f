import { statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBundle } from '../support/bundleLoad';
import { artifact } from './artifacts';

/** In KB: what is never to be exceeded, and what it was when this was last looked at, for whoever meets the limit. */
const sizes = {
  activation: { limit: 200, baseline: 67 },
  vsix: { limit: 400, baseline: 371 },
};

describe('the size', () => {
  it('of what activation reads stays below the limit', () => {
    const { files } = loadBundle(artifact('dist/extension.js'));
    expect(files.map((file) => path.basename(file))).toEqual(['extension.js']);
    check('activation', files);
  });

  it('of the VSIX stays below the limit', () => {
    check('vsix', [artifact('dist/dataverse-workbench.vsix')]);
  });
});

function check(what: keyof typeof sizes, files: readonly string[]): void {
  const { limit, baseline } = sizes[what];
  const size = files.map((file) => statSync(file).size).reduce((sum, one) => sum + one, 0) / 1024;
  const told = `${what}: ${size.toFixed(0)} KB; it was ${baseline} KB, and ${limit} KB is the limit`;
  console.log(told);
  expect(size, told).toBeLessThanOrEqual(limit);
}
