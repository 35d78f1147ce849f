// A test runner for the extension host, where vitest cannot run: groups, hooks, time limits, results as data.

export type Status = 'passed' | 'failed';

export interface TestResult {
  /** Names of the groups and of the test. */
  readonly name: string;
  readonly status: Status;
  readonly milliseconds: number;
  /** Stack and message where it failed. */
  readonly error?: string;
}

type Work = () => void | Promise<void>;

interface Test {
  readonly name: string;
  readonly work: Work;
  readonly timeoutMs: number;
}

interface Group {
  readonly name: string;
  readonly tests: Test[];
  readonly groups: Group[];
  readonly before: Work[];
}

const hookTimeoutMs = 60_000;
const root = newGroup('');
let current = root;

/** Declares a group; `declare` runs at once. */
export function describe(name: string, declare: () => void): void {
  const group = newGroup(name);
  const outer = current;
  outer.groups.push(group);
  current = group;
  try {
    declare();
  } finally {
    current = outer;
  }
}

export function it(name: string, work: Work, timeoutMs = 30_000): void {
  current.tests.push({ name, work, timeoutMs });
}

/** Runs once before the tests of the group; where it fails, they all fail. */
export function before(work: Work): void {
  current.before.push(work);
}

/** Runs all that was declared, one after the other, in the order of declaration. */
export async function runAll(report: (result: TestResult) => void): Promise<void> {
  await runGroup(root, [], undefined, report);
}

async function runGroup(
  group: Group,
  path: readonly string[],
  outerFailure: unknown,
  report: (result: TestResult) => void,
): Promise<void> {
  const failure = outerFailure ?? (await failureOf(group.before));
  for (const test of group.tests) {
    const start = performance.now();
    const error = failure ?? (await failureOf([test.work], test.timeoutMs));
    report(resultOf([...path, test.name].join(' › '), performance.now() - start, error));
  }
  for (const inner of group.groups) await runGroup(inner, [...path, inner.name], failure, report);
}

async function failureOf(work: readonly Work[], timeoutMs = hookTimeoutMs): Promise<unknown> {
  try {
    for (const one of work) await within(timeoutMs, one);
    return undefined;
  } catch (error) {
    return error ?? new Error('Something empty was thrown.');
  }
}

async function within(timeoutMs: number, work: Work): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Not done after ${timeoutMs / 1000} s.`)), timeoutMs);
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function resultOf(name: string, elapsed: number, error: unknown): TestResult {
  const milliseconds = Math.round(elapsed);
  if (error === undefined) return { name, status: 'passed', milliseconds };
  return { name, status: 'failed', milliseconds, error: textOf(error) };
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  return error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack ?? ''}`;
}

function newGroup(name: string): Group {
  return { name, tests: [], groups: [], before: [] };
}
