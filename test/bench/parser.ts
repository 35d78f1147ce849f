// Reading one query: our parser and those of npm, in turn in one process; the median of many batches.
import { existsSync } from 'node:fs';
import { parseODataUrl } from '../../src/core/odata';
import { readCases } from '../conformance/cases';
import { runCases } from '../conformance/run';
import { accepts, peers, read, reads } from './parser/peers';
import { queries } from './parser/queries';
import { median, record } from './support/record';

const batches = 60;
const repetitions = 40;

/** Microseconds for one query, of one batch. */
function batch(parse: (query: string) => unknown, all: readonly string[] = queries): number {
  const started = performance.now();
  for (let round = 0; round < repetitions; round++) {
    for (const query of all) parse(query);
  }
  return ((performance.now() - started) * 1000) / (repetitions * all.length);
}

/** Not every parser reads every query: each is measured on those that it reads. */
const readable = peers.map((peer) => queries.filter((query) => reads(peer, query)));

/** In turn, so that what else the machine does falls on all of them. */
function compare(): void {
  const ours: number[] = [];
  const theirs = peers.map((): number[] => []);
  for (let round = -10; round < batches; round++) {
    const own = batch(parseODataUrl);
    const others = peers.map((peer, i) => batch((query) => read(peer, query), readable[i]));
    // The first ones are for the compiler to warm up.
    if (round < 0) continue;
    ours.push(own);
    others.forEach((microseconds, i) => theirs[i]?.push(microseconds));
  }
  const length = queries.reduce((sum, query) => sum + query.length, 0) / queries.length;
  record({ name: 'length of the queries', value: length, unit: 'characters' });
  for (const [i, { name }] of peers.entries()) {
    record({
      name: `parse of a query, beside ${name}`,
      value: median(ours),
      unit: 'µs',
      goal: '≤ 8',
      peer: {
        name: `${name}, ${readable[i]?.length ?? 0} of ${queries.length} queries`,
        value: median(theirs[i] ?? []),
      },
    });
  }
}

/** Whatever a person has typed so far has a tree. */
function prefixes(): void {
  let count = 0;
  let trees = 0;
  for (const query of queries) {
    for (let length = 0; length < query.length; length++) {
      count++;
      if (parseODataUrl(query.slice(0, length)).end === length) trees++;
    }
  }
  record({
    name: 'truncated queries that have a tree',
    value: (100 * trees) / count,
    unit: '%',
    goal: '≥ 100',
  });
}

const folder = '../shared/data/abnf';

function conformance(): void {
  const cases = `${folder}/cases.json`;
  if (!existsSync(cases)) {
    console.log(`The OASIS cases are not at ${folder}: not measured.`);
    return;
  }
  const { outcomes, misses } = runCases(cases, folder);
  const passed = (100 * (outcomes.length - misses.length)) / outcomes.length;
  // Of the peers only what they have rules for, and only the valid ones.
  const valid = readCases(cases).filter(({ shouldFail }) => !shouldFail);
  for (const peer of peers) {
    const known = valid.flatMap(({ rule, input }) => accepts(peer, rule, input) ?? []);
    const share = (100 * known.filter(Boolean).length) / known.length;
    const name = `${peer.name}, of the valid ones that it has a rule for`;
    record({ name: 'OASIS cases', value: passed, unit: '%', goal: '≥ 100', peer: { name, value: share } });
  }
}

compare();
prefixes();
conformance();
