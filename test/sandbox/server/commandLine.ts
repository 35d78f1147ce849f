import { parseArgs } from 'node:util';
import { tokenLifetimeLimits } from '../control/settings';
import type { SandboxServerOptions } from './sandboxServer';

export interface CommandLine {
  readonly json: boolean;
  readonly help: boolean;
  readonly exitWithParent: boolean;
  readonly server: SandboxServerOptions;
}

export class UsageError extends Error {}

interface Option {
  readonly type: 'boolean' | 'string';
  /** What stands for the value in the usage text. */
  readonly value?: string;
  readonly text: string;
}

const { least, most } = tokenLifetimeLimits;

export const commandLineOptions = {
  json: { type: 'boolean', text: 'print one line of JSON in place of text' },
  port: { type: 'string', value: 'N', text: 'port of the environment; any free one where absent' },
  'identity-port': {
    type: 'string',
    value: 'N',
    text: 'port of the token service; any free one where absent',
  },
  'second-port': {
    type: 'string',
    value: 'N',
    text: 'port of the second environment; any free one where absent',
  },
  'graph-port': {
    type: 'string',
    value: 'N',
    text: 'port of Microsoft Graph; any free one where absent',
  },
  'discovery-port': {
    type: 'string',
    value: 'N',
    text: 'port of the discovery service; any free one where absent',
  },
  'token-lifetime': {
    type: 'string',
    value: 'SECONDS',
    text: `how long access tokens live, ${least} to ${most}; 3599 where absent`,
  },
  'ca-dir': { type: 'string', value: 'DIR', text: 'keep the certificate authority here between starts' },
  'client-secret': { type: 'string', value: 'TEXT', text: 'secret of the application; random where absent' },
  password: { type: 'string', value: 'TEXT', text: 'password of the users; random where absent' },
  rows: { type: 'string', value: 'N', text: 'rows of the large table; 50000 where absent' },
  'extra-tables': { type: 'string', value: 'N', text: 'tables more than usual, all empty; 0 where absent' },
  'organization-type': { type: 'string', value: 'NAME', text: 'type that the environment says it has' },
  'exit-with-parent': { type: 'boolean', text: 'stop when standard input closes' },
  help: { type: 'boolean', text: 'print this' },
} as const satisfies Readonly<Record<string, Option>>;

/** @throws UsageError */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const values = parse(argv);
  const server: SandboxServerOptions = {
    ...whole('port', values.port, 0, 65_535, (port) => ({ port })),
    ...whole('identity-port', values['identity-port'], 0, 65_535, (identityPort) => ({ identityPort })),
    ...whole('second-port', values['second-port'], 0, 65_535, (secondPort) => ({ secondPort })),
    ...whole('graph-port', values['graph-port'], 0, 65_535, (graphPort) => ({ graphPort })),
    ...whole('discovery-port', values['discovery-port'], 0, 65_535, (discoveryPort) => ({ discoveryPort })),
    ...whole('token-lifetime', values['token-lifetime'], least, most, (tokenLifetimeSeconds) => ({
      tokenLifetimeSeconds,
    })),
    ...whole('rows', values.rows, 0, 10_000_000, (largeTableRows) => ({ largeTableRows })),
    ...whole('extra-tables', values['extra-tables'], 0, 5000, (extraTables) => ({ extraTables })),
    ...(values['ca-dir'] === undefined ? {} : { caFolder: values['ca-dir'] }),
    ...(values['client-secret'] === undefined ? {} : { clientSecret: values['client-secret'] }),
    ...(values.password === undefined ? {} : { password: values.password }),
    ...(values['organization-type'] === undefined ? {} : { organizationType: values['organization-type'] }),
  };
  return {
    json: values.json ?? false,
    help: values.help ?? false,
    exitWithParent: values['exit-with-parent'] ?? false,
    server,
  };
}

export function usage(options: Readonly<Record<string, Option>>): string {
  const lines = Object.entries(options).map(([name, { value, text }]) => {
    const flag = value === undefined ? `--${name}` : `--${name} ${value}`;
    return `  ${flag.padEnd(26)} ${text}`;
  });
  return `Usage: node out/sandbox.js [options]\n\n${lines.join('\n')}\n`;
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: commandLineOptions, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function whole<T>(
  name: string,
  text: string | undefined,
  from: number,
  to: number,
  wrap: (value: number) => T,
): T | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < from || value > to) {
    throw new UsageError(`--${name} takes a whole number from ${from} to ${to}, not "${text}".`);
  }
  return wrap(value);
}
