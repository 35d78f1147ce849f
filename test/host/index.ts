// What VS Code calls in its extension host (`extensionTestsPath`), in the VS Code server and in desktop VS Code.
import { writeFileSync } from 'node:fs';
import { runAll, type TestResult } from './harness/suite';
// Resolved when bundling: every *.test.ts of this folder and those below.
import 'all-host-tests';

/** Resolves when every test passed, rejects otherwise. Results go to the file that HOST_TEST_RESULTS names. */
export async function run(): Promise<void> {
  const results: TestResult[] = [];
  await runAll((result) => {
    results.push(result);
    const mark = result.status === 'passed' ? '✓' : '✗';
    console.log(`[host] ${mark} ${result.name} (${result.milliseconds} ms)`);
    if (result.error !== undefined) console.log(`[host]   ${result.error.replaceAll('\n', '\n[host]   ')}`);
  });
  const file = process.env['HOST_TEST_RESULTS'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(results));
  if (results.length === 0) throw new Error('No host test ran.');
  const failed = results.filter((result) => result.status === 'failed').length;
  if (failed > 0) throw new Error(`${failed} of ${results.length} host tests failed.`);
}
