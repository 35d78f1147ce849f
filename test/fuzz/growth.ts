import { parseODataUrl, encodeRequestTarget } from '../../src/core/odata';

/** Texts that are as bad as can be, of about a length. */
export const hostile: Readonly<Record<string, (length: number) => string>> = {
  parentheses: repeat('a?$filter=', '('),
  nots: repeat('a?$filter=', 'not '),
  minuses: repeat('a?$filter=', '-'),
  calls: repeat('a?$filter=', 'f('),
  'call after call': repeat('a?$filter=', 'f()/'),
  lambdas: repeat('a?$filter=', 'a/any(x:'),
  arrays: repeat('a?@p=', '['),
  objects: repeat('a?@p=', '{"a":'),
  'nested expand': repeat('a?$expand=', 'a($expand='),
  'nested select': repeat('a?$select=', 'a('),
  quotes: repeat('a?$filter=', "'"),
  'double quotes': repeat('a?$filter=', '"'),
  options: repeat('a?', '$top=1&'),
  'open texts': repeat('a?', "a='&"),
  'open elements': repeat('a?f=', '<a>'),
  'open attributes': repeat('a?f=<', "a'"),
  'many fetches': repeat('a?', 'f=<a>&'),
  'encoded blanks': repeat('a?$filter=', '%20'),
  'bad encoding': repeat('a?$filter=', '%FF'),
  slashes: repeat('a', '/'),
  keys: repeat('', 'a(1)/'),
  'closing brackets': repeat('a?$filter=', ')'),
  semicolons: repeat('a?$expand=a(', ';'),
  commas: repeat('a?$select=', ','),
  blanks: (length) => `a?$filter=a${' '.repeat(length)}eq 1`,
  conditions: repeat('a?$filter=', 'a eq 1 and '),
  sums: repeat('a?$filter=', '1 add '),
  transformations: repeat('a?$apply=', 'concat('),
  rollups: repeat('a?$apply=groupby((', 'rolluprecursive('),
  words: repeat('a?$search=', 'a NOT '),
  'search parentheses': repeat('a?$search=', '('),
  backslashes: repeat('a?@p="', '\\'),
  'open calls': repeat('a?$filter=', "f('a' b"),
  letters: repeat('a?$filter=', 'é'),
  hashes: repeat('', '#'),
};

function repeat(before: string, unit: string): (length: number) => string {
  return (length) => before + unit.repeat(Math.ceil(length / unit.length));
}

export interface Growth {
  readonly name: string;
  /** Milliseconds of the processor for 128 KB and for 1 MB, the best of several. */
  readonly small: number;
  readonly large: number;
}

/** How the time grows when a text becomes eight times as long. */
export function growthOf(name: string, make: (length: number) => string): Growth {
  return { name, small: best(make(131_072)), large: best(make(1_048_576)) };
}

/** Milliseconds that this process has used: others on the machine do not count. */
export function processorTime(): number {
  return process.cpuUsage().user / 1000;
}

function best(text: string): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const started = processorTime();
    parseODataUrl(text);
    parseODataUrl(text, 'odata-4.01');
    encodeRequestTarget(text);
    least = Math.min(least, processorTime() - started);
  }
  return least;
}
