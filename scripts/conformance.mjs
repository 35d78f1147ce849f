// `npm run conformance -- CASES.json --constraints DIR [--json OUT]`: bundles test/conformance and runs it.
import { runBundled } from './lib/runBundled.mjs';

await runBundled('test/conformance/main.ts');
