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

/** Milliseconds of each keystroke at a place: the text is read, and everything that is wrong with it found. */
function typeAt(offset: number): number[] {
  let document = LanguageDocument.read(text);
  diagnosticsOf(document, { schema });
  return Array.from(typed, (_, count) => {
    const now = text.slice(0, offset) + typed.slice(0, count + 1) + text.slice(offset);
    const start = performance.now();
    document = LanguageDocument.read(now, document);
    diagnosticsOf(document, { schema });
    return performance.now() - start;
  });
}

/** How long others wait while the work is done as the editor does it: in slices, each up to the end of a step. */
const stretches: number[] = [];

function inStretches<R>(steps: Iterator<unknown, R>): R {
  for (;;) {
    const start = performance.now();
    let step = steps.next();
    while (step.done !== true && performance.now() - start < sliceMs) step = steps.next();
    stretches.push(performance.now() - start);
    if (step.done === true) return step.value;
  }
}

// Opening the file, in a process that has never read one.
const opened = inStretches(LanguageDocument.readSteps(text));
const knowledge = { schema };
// The schema's own first answer is measured with the metadata.
diagnosticsOf(LanguageDocument.read(text.slice(0, text.indexOf('### Query 1'))), knowledge);
inStretches(documentSymbolSteps(opened));
inStretches(foldingSteps(opened));
inStretches(semanticTokenBatches(opened, () => knowledge));
inStretches(tableLinkSteps(opened, () => knowledge));
inStretches(diagnosticSteps(opened, knowledge));
inStretches(formatSteps(text, {}));
const places = [0.02, 0.25, 0.5, 0.75, 0.98].map((share) =>
  text.indexOf(',statuscode\n', text.length * share - 400),
);
for (const place of places) typeAt(place);
const times = places.flatMap(typeAt);

record({
  name: `opening and formatting a file of ${blocks} blocks, longest stretch`,
  value: Math.max(...stretches),
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
  name: `diagnostics of ${blocks} blocks after a keystroke, longest`,
  value: Math.max(...times),
  unit: 'ms',
  goal: '≤ 16',
});
