// `npm run fuzz -- [--count N] [--seed N]`: bundles test/fuzz and runs it.
import { runBundled } from './lib/runBundled.mjs';

await runBundled('test/fuzz/main.ts');
