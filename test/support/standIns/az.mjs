// What stands in for the Azure CLI: `node az.mjs CONFIG account get-access-token …` prints what `az` prints, with a
// token of the sandbox. CONFIG is a file that ./azureCli.ts writes.
import { appendFileSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { parseArgs } from 'node:util';

const azureCliApplicationId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const subscription = '6f1c9d52-3ab8-4e07-95c4-d08e27b61fa3';

const [configFile = '', ...argv] = process.argv.slice(2);
const config = JSON.parse(readFileSync(configFile, 'utf8'));
appendFileSync(config.callsFile, `${JSON.stringify(argv)}\n`);

const refusals = {
  'not-logged-in': "ERROR: Please run 'az login' to setup account.",
  'login-expired': `ERROR: AADSTS700082: The refresh token has expired due to inactivity. The token was issued on 2026-07-02T03:54:33.8043551Z and was inactive for 90.00:00:00.
Trace ID: 4b0e6a0c-7a51-4c1d-8f0e-3d1f8a5d2b00
Correlation ID: 0c1a7b6f-2f0e-4f0a-9f39-5f8c3a1d7e42
Timestamp: 2026-11-20 09:14:02Z
Interactive authentication is needed. Please run:
az logout
az login`,
  'multi-factor': `ERROR: AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '00000007-0000-0000-c000-000000000000'.
Trace ID: 4b0e6a0c-7a51-4c1d-8f0e-3d1f8a5d2b01
Correlation ID: 0c1a7b6f-2f0e-4f0a-9f39-5f8c3a1d7e43
Timestamp: 2026-11-20 09:14:02Z
Interactive authentication is needed. Please run:
az login`,
};

await main();

async function main() {
  const read = readArguments();
  if (!read) return fail(2, `az: error: unrecognized arguments: ${argv.join(' ')}`);
  const { positionals, values } = read;
  const command = positionals.join(' ');
  if (config.behaviour === 'hangs') {
    setInterval(() => undefined, 60_000);
    return;
  }
  if (values.version || command === 'version') {
    return print({ 'azure-cli': config.behaviour === 'too-old' ? '2.0.80' : '2.79.0' });
  }
  if (command !== 'account get-access-token' || config.behaviour === 'unknown-command') {
    const [group = '', name = command] = positionals;
    return fail(
      2,
      `ERROR: '${name}' is misspelled or not recognized by the system.\nSee 'az ${group} --help'.`,
    );
  }
  const refusal = refusals[config.behaviour];
  if (refusal !== undefined) return fail(1, refusal);
  if (values.scope && config.behaviour === 'too-old') {
    return fail(2, `az: error: unrecognized arguments: --scope ${values.scope}`);
  }
  await printToken(values);
}

function readArguments() {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        resource: { type: 'string' },
        scope: { type: 'string' },
        tenant: { type: 'string', short: 't' },
        subscription: { type: 'string', short: 's' },
        output: { type: 'string', short: 'o' },
        'only-show-errors': { type: 'boolean' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch {
    return undefined;
  }
}

async function printToken({ resource, scope, tenant }) {
  if (tenant !== undefined && tenant !== config.tenantId) {
    return fail(
      1,
      `ERROR: AADSTS90002: Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    );
  }
  const asked = resource ?? scope?.slice(0, scope.lastIndexOf('/')) ?? 'https://management.core.windows.net/';
  const { status, body } = await mint({
    subject: 'member',
    applicationId: azureCliApplicationId,
    resource: asked,
  });
  if (status !== 200) return fail(1, `ERROR: ${body.problem}`);
  print({
    accessToken: body.accessToken,
    expiresOn: localTime(body.expiresOn),
    // Versions before 2.54.0 gave the local time alone.
    ...(config.behaviour === 'too-old' ? {} : { expires_on: body.expiresOn }),
    subscription,
    tenant: body.tenantId,
    tokenType: 'Bearer',
  });
}

/** `2026-11-21 15:50:46.000000`, in the machine's own time zone. */
function localTime(seconds) {
  const at = new Date(seconds * 1000);
  const two = (number) => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.000000`;
}

function mint(order) {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', ca: readFileSync(config.caFile), agent: false };
    const outgoing = request(`${config.controlUrl}/tokens`, options, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk) => (text += chunk));
      incoming.on('error', reject);
      incoming.on('end', () => resolve({ status: incoming.statusCode, body: JSON.parse(text) }));
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(order));
  });
}

function print(value) {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

function fail(code, message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
