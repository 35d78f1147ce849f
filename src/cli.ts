import { version } from '../package.json';
import { MemorySecrets } from './adapters/auth/memorySecrets';
import { openConnection, secretBindingOf, transportFor } from './adapters/connection';
import { DirectProbe } from './adapters/http/networkProbe';
import { codeOf } from './adapters/http/networkProblem';
import { systemClock } from './adapters/node/systemClock';
import type { CommandParts } from './cli/connection';
import { main } from './cli/main';
import { processIo } from './cli/processIo';

const parts: CommandParts = {
  version,
  clock: systemClock,
  transportFor,
  probeFor: (caFile) => new DirectProbe(caFile),
  codeOf,
  bindingOf: secretBindingOf,
  secrets: () => new MemorySecrets(),
  open: (environment, secrets) =>
    openConnection({
      environment,
      secrets,
      openBrowser: () => Promise.reject(new Error('A client secret needs no browser.')),
    }),
};

// Not process.exit: what was written to a pipe has to get there first.
void main(process.argv.slice(2), processIo(process), parts).then((code) => {
  process.exitCode = code;
});
