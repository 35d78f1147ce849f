import { readSchemaFile } from '../../src/adapters/metadata/schemaFile';
import { complete, prepareCompletion } from '../../src/core/language/completion';
import { LanguageDocument } from '../../src/core/language/document';
import type { Schema } from '../../src/core/metadata/model';
import { bigSchemaFile } from '../support/schemas/bigSchema';
import { typedQueries } from './support/typedQueries';
import { median, percentile, record } from './support/record';

const file = bigSchemaFile();
const schema = readSchemaFile(file);

/** Milliseconds from a keystroke to the list: the document is read anew, and completed at an offset. */
function keystroke(text: string, offset: number, on: Schema, before?: LanguageDocument): number {
  const start = performance.now();
  const document = LanguageDocument.read(text, before);
  complete(document, offset, { schema: on, now: Date.UTC(2026, 0, 31) });
  return performance.now() - start;
}

/** Every query typed from its first character to its last, and gone through with the cursor, offset by offset. */
function everyPosition(on: Schema): number[] {
  const times: number[] = [];
  for (const query of typedQueries) {
    for (let offset = 0; offset <= query.length; offset++) {
      times.push(keystroke(query.slice(0, offset), offset, on), keystroke(query, offset, on));
    }
  }
  return times;
}

/** Milliseconds of the longest step that the extension takes in the background once a schema is there. */
function longestStep(on: Schema): number {
  const steps = prepareCompletion(on);
  let longest = 0;
  for (;;) {
    const start = performance.now();
    const { done } = steps.next();
    longest = Math.max(longest, performance.now() - start);
    if (done === true) return longest;
  }
}

const step = longestStep(schema);
const first = keystroke('accounts?$select=', 'accounts?$select='.length, schema);
// From the second position on; types are still read for the first time along the way.
const cold = everyPosition(schema);
// The middle one of three at each position: a machine that does other things as well says nothing of the position.
const rounds = [everyPosition(schema), everyPosition(schema), everyPosition(schema)];
const warm = cold.map((_, at) => median(rounds.map((round) => round[at] ?? Number.NaN)));

const ms = { unit: 'ms' } as const;
record({ name: 'completion, longest step of the preparation', value: step, ...ms, goal: '≤ 16' });
record({ name: 'completion, first list', value: first, ...ms });
record({ name: 'completion, p95 while types are first met', value: percentile(cold, 0.95), ...ms });
record({ name: 'completion, any position, median', value: median(warm), ...ms });
record({ name: 'completion, any position, p95', value: percentile(warm, 0.95), ...ms, goal: '≤ 2' });
record({ name: 'completion, any position, longest', value: Math.max(...warm), ...ms, goal: '≤ 16' });
