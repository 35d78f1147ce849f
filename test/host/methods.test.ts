import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { DeviceCode } from '../../src/core/auth/ports';
import { neverCancelled } from '../../src/core/base/cancel';
import { problemOf } from '../../src/core/base/problem';
import type { SandboxDetails } from '../sandbox/server/details';
import { RawClient } from '../support/sandboxHttp';
import { approveDeviceCode } from '../support/sandboxSignIn';
import { installAzureCli } from '../support/standIns/azureCli';
import { ManagedIdentityStandIn } from '../support/standIns/managedIdentity';
import { visit } from '../unit/auth/support/browser';
import { MethodBench, type MethodCase } from './harness/methodBench';
import { sandboxControl, sandboxInfo } from './harness/sandboxInfo';
import { before, describe, it } from './harness/suite';

// Inside the extension host, where VS Code has patched http, https and fetch. `vscode-account` needs a person's consent,
// which VS Code asks of nobody in a host test: test/ui/methods.test.ts runs it.
describe('inside the extension host', () => {
  const info = sandboxInfo();
  const control = sandboxControl(info);
  let details: SandboxDetails;
  let ca = '';

  before(async () => {
    details = await control.details();
    ca = readFileSync(info.caFile, 'utf8');
  });

  /** Signs in, renews and signs out; returns who it was. */
  async function wholeWay(one: MethodCase): Promise<string | undefined> {
    const bench = await MethodBench.open(info, one);
    const account = await bench.signIn();
    await bench.renew();
    await bench.signOut();
    return account;
  }

  for (const kind of ['pemFile', 'encryptedPemFile', 'pfxFile'] as const) {
    it(`client-certificate signs in with the ${kind}, renews and signs out`, async () => {
      const { certificate } = details;
      const account = await wholeWay({
        environment: {
          method: 'client-certificate',
          clientId: info.clientId,
          certificateFile: certificate[kind],
        },
        secrets: kind === 'pemFile' ? {} : { 'certificate-pass-phrase': certificate.passphrase },
      });
      assert.equal(account, info.clientId);
    });
  }

  it('interactive signs in over the page of the token service, renews and signs out', async () => {
    const pages: Promise<string>[] = [];
    const account = await wholeWay({
      environment: { method: 'interactive', clientId: details.publicClientId },
      face: {
        openBrowser: (url) => {
          pages.push(visit(ca, url, info));
          return Promise.resolve();
        },
      },
    });
    assert.equal(account, info.userName);
    assert.equal(pages.length, 1);
    assert.match((await pages[0]) ?? '', /^200 [^]*You are signed in/);
  });

  it('device-code shows a code that is entered elsewhere, renews and signs out', async () => {
    const shown: DeviceCode[] = [];
    const entered: Promise<unknown>[] = [];
    const account = await wholeWay({
      environment: { method: 'device-code', clientId: details.publicClientId },
      face: {
        showDeviceCode: (code, over) => {
          shown.push(code);
          const { verificationUri: address, userCode } = code;
          entered.push(approveDeviceCode(new RawClient(ca), { ...info, address, userCode }));
          return new Promise((resolve) => {
            over.onCancel(() => resolve());
          });
        },
      },
    });
    await Promise.all(entered);
    assert.equal(account, info.userName);
    assert.deepEqual(
      shown.map(({ resource, verificationUri }) => [resource, verificationUri]),
      [[info.environmentUrl, details.verificationUrl]],
    );
  });

  it('password signs in, renews with the refresh token and signs out', async () => {
    const after = (await control.log()).at(-1)?.sequence ?? 0;
    const account = await wholeWay({
      environment: { method: 'password', clientId: details.publicClientId, userName: info.userName },
      secrets: { password: info.password },
    });
    assert.equal(account, info.userName);
    assert.deepEqual(await control.tokenRequestCounts(after), { password: 1, refresh_token: 1 });
  });

  it('azure-cli takes the tokens of the az on the PATH (a stand-in), and others later', async () => {
    const root = vscode.extensions.getExtension('dataverse-workbench.dataverse-workbench')?.extensionPath;
    assert.ok(root);
    const az = await installAzureCli({ ...info, root });
    try {
      await withEnvironment({ PATH: az.searchPath }, async () => {
        assert.equal(await wholeWay({ environment: { method: 'azure-cli' } }), info.userName);
      });
      assert.equal((await az.calls()).length, 2);
    } finally {
      await az.remove();
    }
  });

  for (const shape of ['appServiceEnvironment', 'imdsEnvironment'] as const) {
    it(`managed-identity signs in by ${shape} (a stand-in), renews and signs out`, async () => {
      const machine = await ManagedIdentityStandIn.start({ ...details, control });
      try {
        const places = { IDENTITY_ENDPOINT: undefined, IDENTITY_HEADER: undefined, ...machine[shape] };
        await withEnvironment(places, async () => {
          const account = await wholeWay({ environment: { method: 'managed-identity' } });
          assert.equal(account, details.managedIdentityClientId);
        });
      } finally {
        await machine.stop();
      }
    });
  }

  it('token is used as pasted, says that it cannot be renewed, and is gone after signing out', async () => {
    const { accessToken } = await control.mintToken({ subject: 'member' });
    const bench = await MethodBench.open(info, {
      environment: { method: 'token' },
      secrets: { 'pasted-token': accessToken },
    });
    assert.equal(await bench.signIn(), info.userName);
    await assert.rejects(bench.connection.keeper.renew(neverCancelled), (error) => {
      assert.equal(problemOf(error)?.action, 'enter-token');
      return true;
    });
    // It goes on serving until it ends.
    assert.equal((await bench.connection.keeper.token(neverCancelled)).value, accessToken);
    await bench.signOut();
  });
});

/** With these variables of the extension host's process, as they were afterwards. */
async function withEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  work: () => Promise<void>,
): Promise<void> {
  const saved = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  const set = ([name, value]: readonly [string, string | undefined]): void => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  Object.entries(variables).forEach(set);
  try {
    await work();
  } finally {
    saved.forEach(set);
  }
}
