// `npm run conformance -- CASES.json --constraints DIR [--json OUT]`: the cases of the OASIS suite, or others of that
// form, through the parser of the editor. Prints each miss; ends with 1 where there is one, with 2 on a wrong command.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCases } from './run';

const usage = 'npm run conformance -- CASES.json --constraints DIR [--json OUT]';

interface Command {
  readonly cases: string;
  readonly constraints: string;
  readonly json: string | undefined;
}

function commandOf(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { constraints: { type: 'string' }, json: { type: 'string' } },
  });
  const [cases] = positionals;
  if (cases === undefined || positionals.length > 1) throw new Error('One file of cases is needed.');
  if (values.constraints === undefined) throw new Error('The folder of the constraints is missing.');
  const { json } = values;
  return {
    cases: absolute(cases),
    constraints: absolute(values.constraints),
    json: json === undefined ? undefined : absolute(json),
  };
}

/** npm runs scripts in the project's root; paths are meant from where the person stands. */
function absolute(file: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? process.cwd(), file);
}

function main(): number {
  let command: Command;
  try {
    command = commandOf(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n${usage}\n`);
    return 2;
  }
  try {
    const { outcomes, misses } = runCases(command.cases, command.constraints);
    for (const { one, message } of misses) {
      process.stdout.write(
        `${one.suite} ${one.index} ${one.rule}: ${message}: ${JSON.stringify(one.input)}\n`,
      );
    }
    const { json } = command;
    if (json !== undefined) writeFileSync(json, `${JSON.stringify(outcomes, undefined, 2)}\n`);
    process.stdout.write(`${outcomes.length - misses.length} passed, ${misses.length} failed\n`);
    return misses.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return 2;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = main();
