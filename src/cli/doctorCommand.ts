import type { ChainServices } from '../core/diagnosis/chain';
import { diagnose } from '../core/diagnosis/diagnose';
import { runChain } from '../core/diagnosis/runChain';
import { openForCheck } from './checkConnection';
import type { CommandParts, Connection } from './connection';
import { readEvidence } from './doctorEvidence';
import { doctorHelp } from './doctorHelp';
import { readDoctorOptions, type DoctorOptions, type EvidenceOptions } from './doctorOptions';
import { causesJson, causesText, stepJson, stepText } from './doctorOutput';
import type { CommandIo, ExitCode } from './io';
import { exitCodes } from './io';

/** `doctor`: why a connection or a request is refused. Throws ProblemError. */
export async function doctorCommand(
  args: readonly string[],
  io: CommandIo,
  parts: CommandParts,
): Promise<ExitCode> {
  const options = readDoctorOptions(args);
  if (options === 'help') {
    await io.out.write(doctorHelp);
    return exitCodes.done;
  }
  const { evidence } = options;
  return evidence === undefined
    ? await runLive(options, io, parts)
    : await judge(options, evidence, io, parts);
}

/** Nothing is sent. The judging succeeded, whatever it found: the exit code is 0. */
async function judge(
  options: DoctorOptions,
  evidence: EvidenceOptions,
  io: CommandIo,
  parts: CommandParts,
): Promise<ExitCode> {
  const causes = diagnose(await readEvidence(options, evidence, parts.clock.now()));
  // For programs, where nobody reads along: the answer is JSON then.
  const json = options.json || !io.out.isTerminal;
  await io.out.write(`${json ? JSON.stringify({ causes: causesJson(causes) }) : causesText(causes)}\n`);
  return exitCodes.done;
}

async function runLive(options: DoctorOptions, io: CommandIo, parts: CommandParts): Promise<ExitCode> {
  const transport = parts.transportFor(options.caFile);
  let connection: Connection | undefined;
  const { url: origin, json, evidence: _, ...rest } = options;
  const services: ChainServices = {
    environment: { origin, ...rest },
    apiVersion: options.apiVersion,
    probe: parts.probeFor(options.caFile),
    transport,
    clock: parts.clock,
    codeOf: (error) => parts.codeOf(error),
    async signIn(found) {
      connection = await openForCheck(options, found, io, parts);
      const { keeper, api } = connection;
      return { api, token: (signal) => keeper.token(signal) };
    },
  };
  try {
    // Each step is told as it ends; the writes keep their order.
    let told = Promise.resolve();
    const { steps, causes, healthy } = await runChain(
      services,
      (step) => {
        if (step.state === 'running') io.progress(`${step.title}…`);
        else if (!json) told = told.then(() => io.out.write(`${stepText(step)}\n`));
      },
      io.signal,
    );
    await told;
    const text = json
      ? JSON.stringify({ healthy, steps: steps.map(stepJson), causes: causesJson(causes) })
      : `\n${causesText(causes)}`;
    await io.out.write(`${text}\n`);
    return healthy ? exitCodes.done : exitCodes.refused;
  } finally {
    connection?.dispose();
    transport.dispose();
  }
}
