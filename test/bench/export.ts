// How long it takes to write 100,000 rows of 30 columns to a file, beside libraries that write rows: every case in
// processes of its own, in turn with the others; medians.
import { cases, type Outcome } from './export/cases';
import { exportRows, preparePages } from './export/data';
import { inFreshProcess, report, wantedCase } from './support/freshProcess';
import { median, record } from './support/record';

const rounds = 3;

async function compare(): Promise<void> {
  await preparePages();
  const outcomes = measureAll();
  for (const [format, library] of [
    ['csv', 'fast-csv'],
    ['xlsx', 'exceljs'],
  ] as const) {
    recordBeside(format, library, outcomes);
  }
  for (const format of ['json', 'ndjson', 'parquet']) {
    record({
      name: `${format.toUpperCase()} of ${exportRows} rows`,
      value: of(outcomes, format).milliseconds,
      unit: 'ms',
    });
  }
}

function recordBeside(format: string, library: string, outcomes: ReadonlyMap<string, Outcome>): void {
  const own = of(outcomes, format);
  const other = of(outcomes, library);
  const name = format.toUpperCase();
  const beside = (value: number): { name: string; value: number } => ({ name: library, value });
  record({
    name: `${name} of ${exportRows} rows`,
    value: own.milliseconds,
    unit: 'ms',
    peer: beside(other.milliseconds),
  });
  record({
    name: `${name}, as a share of ${library}`,
    value: own.milliseconds / other.milliseconds,
    unit: '×',
    goal: '≤ 1',
  });
  record({
    name: `${name}: processor time, all threads`,
    value: own.processor,
    unit: 'ms',
    peer: beside(other.processor),
  });
  record({
    name: `${name}: longest block of the calling thread`,
    value: own.block,
    unit: 'ms',
    goal: '≤ 16',
    peer: beside(other.block),
  });
  record({
    name: `${name}: growth of the process`,
    value: own.megabytes,
    unit: 'MB',
    goal: '≤ 150',
    peer: beside(other.megabytes),
  });
}

function measureAll(): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome[]>(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, list] of outcomes) list.push(inFreshProcess(name, __filename) as Outcome);
  }
  return new Map([...outcomes].map(([name, list]) => [name, middleOf(list)]));
}

function middleOf(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.some(({ bytes }) => bytes < 1_000_000)) throw new Error('A case wrote nothing.');
  return {
    milliseconds: median(outcomes.map(({ milliseconds }) => milliseconds)),
    // What blocks does so in every round; what a busy machine adds does not.
    block: Math.min(...outcomes.map(({ block }) => block)),
    processor: median(outcomes.map(({ processor }) => processor)),
    megabytes: median(outcomes.map(({ megabytes }) => megabytes)),
    bytes: median(outcomes.map(({ bytes }) => bytes)),
  };
}

function of(outcomes: ReadonlyMap<string, Outcome>, name: string): Outcome {
  const outcome = outcomes.get(name);
  if (outcome === undefined) throw new Error(`There is no case ${name}.`);
  return outcome;
}

async function measureOne(name: string): Promise<void> {
  report(await cases[name]?.());
}

const wanted = wantedCase();
void (wanted === undefined ? compare() : measureOne(wanted));
