import { problemOf } from '../core/base/problem';
import { checkCommand } from './checkCommand';
import { completeCommand } from './completeCommand';
import type { CommandParts } from './connection';
import { doctorCommand } from './doctorCommand';
import { formatCommand } from './formatCommand';
import { helpText } from './help';
import type { CommandIo, ExitCode } from './io';
import { OutputClosed, exitCodes } from './io';
import { exitCodeOf, problemText } from './messages';
import { readCommandLine } from './options';
import { requestCommand } from './requestCommand';
import { runCommand } from './runCommand';
import { tokenCommand } from './tokenCommand';

/** The headless command. Never throws: what went wrong is told on standard error, and in the exit code. */
export async function main(args: readonly string[], io: CommandIo, parts: CommandParts): Promise<ExitCode> {
  try {
    const [command, ...rest] = args;
    if (command === 'doctor') return await doctorCommand(rest, io, parts);
    if (command === 'token') return await tokenCommand(rest, io, parts);
    if (command === 'check') return await checkCommand(rest, io, parts);
    if (command === 'format') return await formatCommand(rest, io);
    if (command === 'complete') return await completeCommand(rest, io, parts);
    if (command === 'request') return await requestCommand(rest, io);
    const line = readCommandLine(args);
    if (line.kind === 'run') await runCommand(line.options, io, parts);
    else await io.out.write(line.kind === 'help' ? helpText : `${parts.version}\n`);
    return exitCodes.done;
  } catch (error) {
    if (error instanceof OutputClosed) return exitCodes.done;
    const problem = problemOf(error);
    if (problem) {
      io.note(problemText(problem));
      return exitCodeOf(problem);
    }
    // A fault of the program. Its message alone: a dump of the error could hold a request's headers.
    io.note(
      `Error: Something unexpected went wrong: ${error instanceof Error ? error.message : 'no reason given'}`,
    );
    io.note('  Run it again; if it stays, report it with the command line, without the secret.');
    return exitCodes.refused;
  }
}
