import { findAzureCli } from '../adapters/auth/runAzureCli';
import { openConnection, secretBindingOf, transportFor } from '../adapters/connection';
import type { SecretStore } from '../core/auth/ports';
import { signInFace } from '../vscode/auth/signInFace';
import { ConnectOverNetwork } from '../vscode/environments/connectServices';
import type { NetworkServices } from '../vscode/environments/ports';
import { discoveryServices } from './discovery';

/** How questions about environments reach the network. */
export function networkServices(secrets: SecretStore): NetworkServices {
  return {
    connect: new ConnectOverNetwork({
      secrets,
      transportFor,
      bindingOf: secretBindingOf,
      hasAzureCli: async () => (await findAzureCli()) !== undefined,
      open: (environment, staged) => openConnection({ environment, secrets: staged, ...signInFace }),
    }),
    discovery: discoveryServices,
  };
}
