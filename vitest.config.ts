import { defineConfig } from 'vitest/config';
import { kernelForVitest } from './scripts/lib/bundling/kernel.mjs';
import { leftOutForVitest } from './scripts/lib/bundling/leftOut.mjs';

const sandbox = 'test/unit/sandbox/**/*.test.ts';
/** Generous: a machine may be busy with other things, and no test is about time. */
const patient = { testTimeout: 90_000, hookTimeout: 240_000 };

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [kernelForVitest, leftOutForVitest],
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], exclude: [sandbox], ...patient },
      },
      {
        // With the whole of MSAL, which knows nothing of us: what signs it in is like Entra.
        test: { name: 'unit-sandbox', include: [sandbox], ...patient },
      },
      {
        test: {
          // What `npm run package` wrote: the VSIX, the bundles, the manifest.
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          // A browser, a VS Code and a sandbox at once are enough for two cores: one file after the other.
          name: 'ui',
          include: ['test/ui/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
          // A browser, an editor and a server share two cores: what fails is tried once more, and the report says which.
          retry: 1,
        },
      },
      {
        test: {
          // No test: the pictures of README.md, for `npm run screenshots`.
          name: 'pictures',
          include: ['test/ui/pictures/*.pictures.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
        },
      },
    ],
  },
});
