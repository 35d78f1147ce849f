import { decodeJwtClaims } from '../core/auth/jwt';
import { explainClaims, type ExplainedGroup } from '../core/diagnosis/claims';
import { diagnose } from '../core/diagnosis/diagnose';
import { openForCheck } from './checkConnection';
import type { CommandParts } from './connection';
import { tokenHelp } from './doctorHelp';
import { readTokenOptions, type TokenOptions } from './doctorOptions';
import { causesJson, causesText } from './doctorOutput';
import { placeFor } from './findPlace';
import type { CommandIo, ExitCode } from './io';
import { exitCodes } from './io';
import { neutral } from './output/terminalText';

/** `token`: signs in and explains the access token; shows it only where `--show-token` asks. Throws ProblemError. */
export async function tokenCommand(
  args: readonly string[],
  io: CommandIo,
  parts: CommandParts,
): Promise<ExitCode> {
  const options = readTokenOptions(args);
  if (options === 'help') {
    await io.out.write(tokenHelp);
    return exitCodes.done;
  }
  const place = await placeFor(options, parts, io.signal);
  const connection = await openForCheck(options, place, io, parts);
  try {
    const token = await connection.keeper.token(io.signal);
    await io.out.write(`${textOf(token.value, options, parts.clock.now())}\n`);
    return exitCodes.done;
  } finally {
    connection.dispose();
  }
}

function textOf(token: string, options: TokenOptions, now: number): string {
  const { url: origin, json, showToken, ...rest } = options;
  const claims = decodeJwtClaims(token) ?? {};
  const evidence = { environment: { origin, ...rest }, now };
  const explained = explainClaims(claims, evidence);
  const causes = diagnose({ ...evidence, claims });
  if (json) {
    const shown = showToken ? { token } : {};
    return JSON.stringify({ claims, explained, causes: causesJson(causes), ...shown });
  }
  const lines = [causesText(causes), '', ...explained.flatMap(groupLines)];
  return [...lines, ...(showToken ? ['Token', neutral(token)] : [])].join('\n').trimEnd();
}

function groupLines({ title, claims }: ExplainedGroup): string[] {
  const lines = claims.flatMap(({ claim, label, value, explanation, odd }) => [
    `  ${label} (${claim}): ${value}`,
    `      ${explanation}`,
    ...(odd === undefined ? [] : [`      Odd: ${odd}`]),
  ]);
  return [title, ...lines.map(neutral), ''];
}
