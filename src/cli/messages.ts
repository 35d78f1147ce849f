import type { Problem } from '../core/base/problem';
import type { WaitNotice } from '../core/dataverse/api';
import type { ExitCode } from './io';
import { exitCodes } from './io';
import { neutralLines } from './output/terminalText';

/** What happened, why and what to do, for standard error. A server's words cannot steer the terminal. */
export function problemText(problem: Problem): string {
  const facts = [
    problem.code === undefined ? undefined : `code ${problem.code}`,
    problem.status === undefined ? undefined : `status ${problem.status}`,
    problem.correlationId === undefined ? undefined : `request id ${problem.correlationId}`,
  ].filter((fact) => fact !== undefined);
  const lines = [problem.title, problem.cause, problem.remedy].filter((line) => line !== undefined);
  const said = problem.details !== undefined && !lines.some((line) => line.includes(problem.details ?? ''));
  return neutralLines(
    [
      `Error: ${lines[0] ?? ''}`,
      ...lines.slice(1).map((line) => `  ${line}`),
      ...(said ? [`  The server said: ${oneLine(problem.details ?? '')}`] : []),
      ...(facts.length > 0 ? [`  (${facts.join(', ')})`] : []),
    ].join('\n'),
  );
}

/** 2 where nothing of the server's was to blame, 1 for every refusal. */
export function exitCodeOf(problem: Problem): ExitCode {
  if (problem.kind === 'cancelled') return exitCodes.cancelled;
  return problem.kind === 'bad-input' ? exitCodes.usage : exitCodes.refused;
}

export function waitText(notice: WaitNotice): string {
  const seconds = Math.max(1, Math.round(notice.ms / 1000));
  const reason =
    notice.reason === 'throttled' ? 'The server asks for a pause' : 'The connection broke, trying again';
  return `${reason}: waiting ${seconds} s.`;
}

export function countText(rows: number): string {
  return rows === 1 ? '1 row' : `${rows.toLocaleString('en-US')} rows`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 1000 ? `${line.slice(0, 1000)}…` : line;
}
