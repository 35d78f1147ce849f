import * as vscode from 'vscode';
import { ManagedIdentityStandIn } from '../../support/standIns/managedIdentity';
import { sandboxControl, sandboxEnvironment, sandboxInfo } from './sandboxInfo';

/** The sandbox as an environment of the extension under test, signed in to without a person. */
export class SignedInSandbox {
  readonly control = sandboxControl(sandboxInfo());

  private constructor(private readonly machine: ManagedIdentityStandIn) {}

  static async start(): Promise<SignedInSandbox> {
    const control = sandboxControl(sandboxInfo());
    const machine = await ManagedIdentityStandIn.start({ ...(await control.details()), control });
    Object.assign(process.env, machine.appServiceEnvironment);
    const sandbox = new SignedInSandbox(machine);
    await sandbox.configure({});
    await vscode.commands.executeCommand('dataverseWorkbench.signIn', 'sandbox');
    return sandbox;
  }

  /** Writes the entry anew: the extension then starts over with it. */
  async configure(change: Readonly<Record<string, unknown>>): Promise<void> {
    const { name, url, authority, caFile, tenantId } = sandboxEnvironment(sandboxInfo());
    const entry = { name, url, authority, caFile, tenantId, method: 'managed-identity', ...change };
    await vscode.workspace
      .getConfiguration('dataverseWorkbench')
      .update('environments', [entry], vscode.ConfigurationTarget.Global);
  }

  /** There is no identity to be had any longer. */
  async stopIdentity(): Promise<void> {
    delete process.env['IDENTITY_ENDPOINT'];
    delete process.env['IDENTITY_HEADER'];
    await this.machine.stop();
  }

  async stop(): Promise<void> {
    await this.stopIdentity();
    await vscode.workspace
      .getConfiguration('dataverseWorkbench')
      .update('environments', undefined, vscode.ConfigurationTarget.Global);
  }
}
