// `npm run fuzz -- [--count N] [--seed N]`: mutated requests through the parser. Ends with 1 where one crashes it, hangs
// it, or has a tree that is not of its text; and where the time for a hostile text grows faster than its length.
import { parseArgs } from 'node:util';
import { wrongEncoding, wrongTree } from './checks';
import { growthOf, hostile, processorTime } from './growth';
import { mutate } from './mutations';
import { randomFrom } from './random';
import { allSeeds } from './seeds';

const slowestAllowed = 2000;
/** Eight times as long may take eight times as long; the rest is noise and memory. */
const growthAllowed = 24;

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '20261121' } },
});
const count = Number(values.count);
const seed = Number(values.seed);

function wrongOf(text: string, round: number): string | undefined {
  try {
    const dialect = round % 4 === 3 ? 'odata-4.01' : 'dataverse';
    return wrongTree(text, dialect) ?? (round % 8 === 0 ? wrongEncoding(text) : undefined);
  } catch (error) {
    return `It throws ${String(error)}.`;
  }
}

function mutations(): number {
  const random = randomFrom(seed);
  const seeds = allSeeds();
  const started = processorTime();
  let wrong = 0;
  let slowest = { milliseconds: 0, text: '' };
  for (let round = 0; round < count; round++) {
    const text = mutate(seeds[random(seeds.length)] ?? '', random);
    const before = processorTime();
    const message = wrongOf(text, round);
    const milliseconds = processorTime() - before;
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, text };
    const isSlow = milliseconds > slowestAllowed;
    if (message === undefined && !isSlow) continue;
    wrong++;
    const shown = JSON.stringify(text.slice(0, 300));
    process.stdout.write(`${message ?? `It took ${milliseconds.toFixed(0)} ms.`} ${shown}\n`);
  }
  const seconds = ((processorTime() - started) / 1000).toFixed(0);
  const { milliseconds, text } = slowest;
  process.stdout.write(
    `${count} mutated requests of ${seeds.length} in ${seconds} s, ${wrong} wrong; the slowest ${milliseconds.toFixed(1)} ms for ${text.length} characters\n`,
  );
  return wrong;
}

function growths(): number {
  let wrong = 0;
  for (const [name, make] of Object.entries(hostile)) {
    const { small, large } = growthOf(name, make);
    const isWrong = large > small * growthAllowed && large > 100;
    if (isWrong) wrong++;
    const figures = `128 KB ${small.toFixed(1)} ms, 1 MB ${large.toFixed(1)} ms`;
    process.stdout.write(`${isWrong ? 'NOT LINEAR ' : ''}${name}: ${figures}\n`);
  }
  return wrong;
}

if (Number.isSafeInteger(count) && count >= 0 && Number.isSafeInteger(seed)) {
  process.exitCode = mutations() + growths() === 0 ? 0 : 1;
} else {
  process.stderr.write('--count and --seed are whole numbers.\n');
  process.exitCode = 2;
}
