import { version } from '../package.json';
import { MemorySecrets } from './adapters/auth/memorySecrets';
import { openConnection, secretBindingOf, transportFor } from './adapters/connection';
import { DirectProbe } from './adapters/http/networkProbe';
import { codeOf } from './adapters/http/networkProblem';
import { readSchemaFile } from './adapters/metadata/schemaFile';
import { systemClock } from './adapters/node/systemClock';
import type { CommandParts } from './cli/connection';
import { main } from './cli/main';
import { processIo } from './cli/processIo';

const io = processIo(process);

const parts: CommandParts = {
  version,
  clock: systemClock,
  transportFor,
  probeFor: (caFile) => new DirectProbe(caFile),
  codeOf,
  bindingOf: secretBindingOf,
  secrets: () => new MemorySecrets(),
  readSchemaFile,
  open: (environment, secrets) =>
    openConnection({
      environment,
      secrets,
      openBrowser: (url) => {
        io.note(`Open this page in a browser of this machine to sign in:\n${url}`);
        return Promise.resolve();
      },
      showDeviceCode: ({ userCode, verificationUri }, over) => {
        io.note(`Enter the code ${userCode} at ${verificationUri} to sign in.`);
        return new Promise((resolve) => over.onCancel(resolve));
      },
    }),
};

// Not process.exit: what was written to a pipe has to get there first.
void main(process.argv.slice(2), io, parts).then((code) => {
  process.exitCode = code;
});
