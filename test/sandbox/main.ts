// `node out/sandbox.js`: a local Entra and Dataverse over https on loopback, until it is told to stop.
import {
  commandLineOptions,
  readCommandLine,
  usage,
  UsageError,
  type CommandLine,
} from './server/commandLine';
import { disabledUser, readerUser, roleLessUser } from './principals';
import { startSandboxServer, type SandboxServer } from './server/sandboxServer';
import { createWebApi } from './webapi/index';

async function main(): Promise<void> {
  const line = readLine();
  if (!line) return;
  if (line.help) {
    process.stdout.write(usage(commandLineOptions));
    return;
  }
  // Listened for from here on: who tells it to stop while it starts must find nothing left behind.
  const told = toldToStop(line.exitWithParent);
  const server = await start(line);
  if (server) await serve(server, line, told);
  process.stdin.destroy();
}

async function serve(server: SandboxServer, line: CommandLine, told: Promise<void>): Promise<void> {
  process.stdout.write(line.json ? `${JSON.stringify(server.info)}\n` : describe(server));
  await told;
  await server.close();
}

async function toldToStop(withParent: boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    if (!withParent) return;
    // A parent that dies without a word leaves a closed pipe behind.
    process.stdin.once('close', () => resolve());
    process.stdin.resume();
  });
}

function readLine(): CommandLine | undefined {
  try {
    return readCommandLine(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    fail(2, `${error.message}\n\n${usage(commandLineOptions)}`);
    return undefined;
  }
}

async function start(line: CommandLine): Promise<SandboxServer | undefined> {
  try {
    return await startSandboxServer(line.server, createWebApi);
  } catch (error) {
    fail(1, `The sandbox could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

function fail(code: number, message: string): void {
  process.stderr.write(message);
  process.exitCode = code;
}

function describe({ info, details }: SandboxServer): string {
  return `Dataverse sandbox: a local environment and its sign-in, for tests and trials.

  Environment URL    ${info.environmentUrl}
  Authority          ${info.authority}
  CA file            ${info.caFile}
  Second environment ${details.secondEnvironmentUrl}
  Discovery service  ${details.discoveryUrl}
  Microsoft Graph    ${details.graphUrl}
  Tenant             ${info.tenantId}

  With a secret      client id ${info.clientId}
                     secret    ${info.clientSecret}
  With a certificate PEM       ${details.certificate.pemFile}
                     PFX       ${details.certificate.pfxFile}
                     its password ${details.certificate.passphrase}
  In the browser     client id ${details.publicClientId}
                     user      ${info.userName}
                     password  ${info.password}
  Without access     user      ${details.outsiderUserName} (same password)
  Reads only         user      ${readerUser.userPrincipalName}
  Without a role     user      ${roleLessUser.userPrincipalName}
  Disabled           user      ${disabledUser.userPrincipalName}

  Control API        ${info.controlUrl}

Press Ctrl+C to stop.
`;
}

void main();
