import { readSchemaFile } from '../../src/adapters/metadata/schemaFile';
import { diagnosticsOf, diagnosticSteps } from '../../src/core/language/diagnostics';
import { LanguageDocument } from '../../src/core/language/document';
import { formatSteps } from '../../src/core/language/format';
import { tableLinkSteps } from '../../src/core/language/links';
import { documentSymbolSteps, foldingSteps } from '../../src/core/language/structure';
import { semanticTokenBatches } from '../../src/core/language/tokens';
import { sliceMs } from '../../src/vscode/language/slices';
import { bigSchemaFile } from '../support/schemas/bigSchema';
import { median, percentile, record } from './support/record';

const blocks = 500;

/** A file as people keep them: named blocks, several lines each, some with a fault. */
function manyBlocks(): string {
  const parts = Array.from({ length: blocks }, (_, at) => {
    const column = at % 10 === 0 ? 'nam' : 'name';
    return `### Query ${at}
# What this one is for.
GET accounts
  ?$select=${column},revenue,_primarycontactid_value,statuscode
  &$filter=contains(name,'sample ${at}') and revenue gt 1000 and statuscode eq 1
  &$expand=primarycontactid($select=fullname;$expand=owninguser($select=fullname))
  &$top={{limit}}
Prefer: odata.maxpagesize=50
`;
  });
  return `@limit = 5\n\n${parts.join('\n')}`;
}

const schema = readSchemaFile(bigSchemaFile());
const text = manyBlocks();
const typed = ',createdon,modifiedon,address1_city,address1_country,telephone1';

/**
 * Does work as the editor does it: in slices, each up to the end of a step.
 * @param stretches takes how long others wait each time, in milliseconds
 * @param since when the first stretch began, where something else had to be done first
 */
function inStretches<R>(steps: Iterator<unknown, R>, stretches: number[], since?: number): R {
  for (let began = since; ; began = undefined) {
    const start = performance.now();
    let step = steps.next();
    while (step.done !== true && performance.now() - start < sliceMs) step = steps.next();
    stretches.push(performance.now() - (began ?? start));
    if (step.done === true) return step.value;
  }
}

interface Typed {
  /** Milliseconds of each keystroke: the text is read, and everything that is wrong with it found. */
  readonly times: readonly number[];
  readonly stretches: readonly number[];
}

function typeAt(offset: number): Typed {
  let document = LanguageDocument.read(text);
  diagnosticsOf(document, { schema });
  // What reading the whole file left behind is long gone when somebody types.
  globalThis.gc?.();
  const stretches: number[] = [];
  const times = Array.from(typed, (_, count) => {
    const now = text.slice(0, offset) + typed.slice(0, count + 1) + text.slice(offset);
    const start = performance.now();
    document = LanguageDocument.read(now, document);
    inStretches(diagnosticSteps(document, { schema }), stretches, start);
    return performance.now() - start;
  });
  return { times, stretches };
}

// Opening the file, in a process that has never read one.
const opening: number[] = [];
const opened = inStretches(LanguageDocument.readSteps(text), opening);
const knowledge = { schema };
// The schema's own first answer is measured with the metadata.
diagnosticsOf(LanguageDocument.read(text.slice(0, text.indexOf('### Query 1'))), knowledge);
inStretches(documentSymbolSteps(opened), opening);
inStretches(foldingSteps(opened), opening);
inStretches(
  semanticTokenBatches(opened, () => knowledge),
  opening,
);
inStretches(
  tableLinkSteps(opened, () => knowledge),
  opening,
);
inStretches(diagnosticSteps(opened, knowledge), opening);
inStretches(formatSteps(text, {}), opening);
const places = [0.02, 0.25, 0.5, 0.75, 0.98].map((share) =>
  text.indexOf(',statuscode\n', text.length * share - 400),
);
for (const place of places) typeAt(place);
const typing = places.map(typeAt);
const times = typing.flatMap((one) => one.times);

record({
  name: `opening and formatting a file of ${blocks} blocks, longest stretch`,
  value: Math.max(...opening),
  unit: 'ms',
  goal: '≤ 16',
});
record({
  name: `diagnostics of ${blocks} blocks after a keystroke, median`,
  value: median(times),
  unit: 'ms',
  goal: '≤ 5',
});
record({
  name: `diagnostics of ${blocks} blocks after a keystroke, p95`,
  value: percentile(times, 0.95),
  unit: 'ms',
  goal: '≤ 5',
});
record({
  name: `diagnostics of ${blocks} blocks after a keystroke, longest stretch`,
  value: Math.max(...typing.flatMap(({ stretches }) => stretches)),
  unit: 'ms',
  goal: '≤ 16',
});
