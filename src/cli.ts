import { version } from '../package.json';
import { LazyTokenSource } from './adapters/auth/lazyTokenSource';
import { MemorySecrets } from './adapters/auth/memorySecrets';
import { LazyTransport } from './adapters/http/lazyTransport';
import { systemClock } from './adapters/node/systemClock';
import type { CommandParts } from './cli/connection';
import { main } from './cli/main';
import { processIo } from './cli/processIo';

const parts: CommandParts = {
  version,
  clock: systemClock,
  transport: (options) => new LazyTransport(options),
  tokenSource: (config) => new LazyTokenSource(config),
  secrets: () => new MemorySecrets(),
};

// Not process.exit: what was written to a pipe has to get there first.
void main(process.argv.slice(2), processIo(process), parts).then((code) => {
  process.exitCode = code;
});
