// Every method that the headless command takes, as a process of its own, against the sandbox and the named stand-ins.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../support/sandbox';
import { RawClient } from '../../support/sandboxHttp';
import { installAzureCli } from '../../support/standIns/azureCli';
import { ManagedIdentityStandIn } from '../../support/standIns/managedIdentity';
import { bundleCommand, type CommandBundle, type Finished, type RunOptions } from './support/commandBundle';

let sandbox: Sandbox;
let command: CommandBundle;
let file = '';

beforeAll(async () => {
  [command, sandbox] = await Promise.all([bundleCommand(), startSandbox()]);
  file = path.join(command.folder, 'who.odata');
  await writeFile(file, 'WhoAmI()');
}, 240_000);

afterAll(async () => {
  await sandbox?.stop();
  await command?.remove();
});

function run(method: string, more: readonly string[] = [], options: RunOptions = {}): Promise<Finished> {
  const { environmentUrl, authority, caFile } = sandbox;
  const place = ['--resource', `${environmentUrl}/`, '--authority', authority, '--ca-file', caFile];
  return command.run(['run', file, '--method', method, ...place, ...more], options);
}

function expectUser(done: Finished): void {
  expect(done.code, done.err).toBe(0);
  expect(JSON.parse(done.out)).toHaveProperty('UserId');
}

const of = (clientId: string): string[] => ['--tenant', sandbox.tenantId, '--client-id', clientId];

describe('the headless command signs in', () => {
  it('with a client secret', async () => {
    expectUser(await run('client-secret', of(sandbox.clientId), { secret: sandbox.clientSecret }));
  });

  it('with a certificate, PEM and PFX', async () => {
    const { certificate } = await sandbox.control.details();
    const flags = of(sandbox.clientId);
    expectUser(await run('client-certificate', [...flags, '--certificate', certificate.pemFile]));
    expectUser(
      await run('client-certificate', [...flags, '--certificate', certificate.pfxFile], {
        env: { DATAVERSE_CERTIFICATE_PASSWORD: certificate.passphrase },
      }),
    );
  });

  it('with user name and password', async () => {
    const { publicClientId } = await sandbox.control.details();
    const flags = [...of(publicClientId), '--user', sandbox.userName];
    expectUser(await run('password', flags, { env: { DATAVERSE_PASSWORD: sandbox.password } }));
  });

  it('with a device code, which it shows on standard error', async () => {
    const { publicClientId } = await sandbox.control.details();
    await sandbox.control.change({ deviceCodeIntervalSeconds: 0 });
    const browser = new RawClient(sandbox.ca);
    let said = '';
    let entered = false;
    const done = await run('device-code', of(publicClientId), {
      onNote: (text) => {
        said += text;
        const [, otc, page] = /the code (\S+) at (\S+) to sign in/.exec(said) ?? [];
        if (otc === undefined || page === undefined || entered) return false;
        entered = true;
        const { userName, password } = sandbox;
        void browser.post(page, { otc, loginfmt: userName, passwd: password, action: 'signin' });
        return false;
      },
    });
    expectUser(done);
  });

  it('with the Azure CLI', async () => {
    const az = await installAzureCli(sandbox);
    expectUser(await run('azure-cli', [], { env: { PATH: az.searchPath } }));
    await az.remove();
  });

  it('with a managed identity', async () => {
    const machine = await ManagedIdentityStandIn.start({
      ...(await sandbox.control.details()),
      control: sandbox.control,
    });
    expectUser(await run('managed-identity', [], { env: machine.appServiceEnvironment }));
    await machine.stop();
  });

  it('with a token', async () => {
    const { accessToken } = await sandbox.control.mintToken();
    expectUser(await run('token', [], { env: { DATAVERSE_ACCESS_TOKEN: accessToken } }));
  });
});

describe('the headless command refuses, before anything is sent,', () => {
  it.each([
    ['magic', [], /none of interactive, device-code/],
    ['vscode-account', [], /inside VS Code only/],
    ['password', ['--tenant', 't', '--client-id', 'c'], /--user is missing/],
    ['client-certificate', ['--tenant', 't', '--client-id', 'c'], /--certificate is missing/],
    ['token', [], /There is no access token/],
    ['azure-cli', ['--url', 'other.crm.dynamics.com'], /Give the environment once/],
    ['azure-cli', ['--scope', 'openid'], /names no environment/],
  ])('%s with %j', async (method, more, said) => {
    const done = await run(method, more);
    expect(done.code).toBe(2);
    expect(done.err).toMatch(said);
  });
});
