// How long a large schema takes until it answers: never seen, and from the cache. Every case in processes of its own,
// in turn with the others; medians.
import { cases, type Outcome } from './metadata/cases';
import { inFreshProcess, report, wantedCase } from './support/freshProcess';
import { median, record } from './support/record';

const rounds = 9;

function measureAll(): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome[]>(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, list] of outcomes) list.push(inFreshProcess(name, __filename) as Outcome);
  }
  return new Map([...outcomes].map(([name, list]) => [name, middleOf(list)]));
}

function middleOf(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.some(({ found }) => found === 0)) throw new Error('A case found nothing.');
  return {
    milliseconds: median(outcomes.map(({ milliseconds }) => milliseconds)),
    megabytes: median(outcomes.map(({ megabytes }) => megabytes ?? 0)),
    found: median(outcomes.map(({ found }) => found)),
  };
}

async function compare(): Promise<void> {
  // Loaded here only: it brings the sandbox's tables along.
  const { prepareFiles } = await import('./metadata/prepare');
  const { bytes, entityTypes } = prepareFiles();
  record({ name: 'size of the schema', value: bytes / 1e6, unit: 'MB', goal: '≥ 12' });
  record({ name: 'entity types of the schema', value: entityTypes, unit: 'types', goal: '≥ 1200' });
  const outcomes = measureAll();
  const of = (name: string): Outcome => outcomes.get(name) ?? { milliseconds: Number.NaN, found: 0 };
  const time = (name: string): number => of(name).milliseconds;
  const beside = (name: string): { name: string; value: number } => ({ name, value: time(name) });
  const first = time('first answer');
  record({
    name: 'first answer from a schema never seen: read, index, one type',
    value: first,
    unit: 'ms',
    goal: '≤ 40',
    peer: beside('fast-xml-parser'),
  });
  record({
    name: 'first answer, as a share of fast-xml-parser',
    value: first / time('fast-xml-parser'),
    unit: '×',
    goal: '≤ 0.0667',
  });
  record({
    name: 'first answer, as a share of a bare pass of saxes',
    value: first / time('saxes'),
    unit: '×',
    goal: '≤ 0.25',
    peer: beside('saxes'),
  });
  record({
    name: 'reopening from the cache',
    value: time('reopening'),
    unit: 'ms',
    goal: '≤ 5',
    peer: beside('JSON.parse'),
  });
  record({
    name: 'heap of a schema from the cache',
    value: of('reopening').megabytes ?? 0,
    unit: 'MB',
    goal: '≤ 10',
    peer: { name: 'JSON.parse', value: of('JSON.parse').megabytes ?? 0 },
  });
  record({ name: 'reopening, and one type', value: time('reopening and one type'), unit: 'ms' });
  record({ name: 'body of one type, median of all', value: time('one type, warm') * 1000, unit: 'µs' });
}

const wanted = wantedCase();
if (wanted === undefined) void compare();
else report(cases[wanted]?.());
