// One window: the extension's own token source, keeper, lease and notes in a process of its own, over shared secrets.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { LazyTokenSource } from '../../../../src/adapters/auth/lazyTokenSource';
import { AxiosTransport } from '../../../../src/adapters/http/axiosTransport';
import { LeaseFile } from '../../../../src/adapters/node/leaseFile';
import { SignInNotesFile } from '../../../../src/adapters/node/signInNotesFile';
import { TokenKeeper } from '../../../../src/core/auth/keeper';
import { TokenSharing } from '../../../../src/core/auth/leaseSharing';
import type { SignInMethod } from '../../../../src/core/auth/ports';
import { tokenOf, type TokenStatus } from '../../../../src/core/auth/tokenStatus';
import { neverCancelled } from '../../../../src/core/base/cancel';
import type { Clock } from '../../../../src/core/base/clock';
import { problemOf, type Problem } from '../../../../src/core/base/problem';
import { visit } from '../../auth/support/browser';
import { FolderSecrets } from './folderSecrets';

export interface WindowSetup {
  readonly method: Extract<SignInMethod, 'client-secret' | 'interactive'>;
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly resource: string;
  readonly caFile: string;
  readonly ca: string;
  readonly userName: string;
  readonly password: string;
  readonly secretsFolder: string;
  readonly storageFolder: string;
  /** Time passes so much faster for the window. */
  readonly speed: number;
  /** Real time at which the windows' time began, the same for all. */
  readonly epoch: number;
}

export type WindowCommand = 'sign-in' | 'sign-out' | 'start' | 'token' | 'renew' | 'status';

/** What a window tells; a hash stands for the token. */
export interface WindowAnswer {
  readonly token?: string;
  readonly problem?: Problem;
  readonly status: TokenStatus;
  /** How often it wanted to ask the user, and was the one to do so. */
  readonly asked: number;
  readonly unhandled: number;
  /** When each token that it held was issued: one entry a token. */
  readonly held: readonly number[];
}

let asked = 0;
let unhandled = 0;
const held = new Set<number>();
process.on('unhandledRejection', () => (unhandled += 1));

function clockOf({ speed, epoch }: WindowSetup): Clock {
  return {
    now: () => Math.round(epoch + (Date.now() - epoch) * speed),
    setTimer(ms, callback) {
      const timer = setTimeout(callback, Math.max(0, ms) / speed);
      return { dispose: () => clearTimeout(timer) };
    },
  };
}

function keep(setup: WindowSetup): TokenKeeper {
  const { method, authority, tenantId, clientId, resource } = setup;
  const binding = { authority, tenantId, clientId, resource };
  const clock = clockOf(setup);
  const secrets = new FolderSecrets(setup.secretsFolder);
  const source = new LazyTokenSource({
    ...binding,
    method,
    clock,
    secrets,
    http: new AxiosTransport({ caFile: setup.caFile }),
    openBrowser: (url) => {
      void visit(setup.ca, url, setup);
      return Promise.resolve();
    },
  });
  const sharing = new TokenSharing({
    secrets,
    binding,
    clock,
    lease: new LeaseFile(path.join(setup.storageFolder, 'environment.lease')),
    notes: new SignInNotesFile(path.join(setup.storageFolder, 'environment.json')),
  });
  const subject = { environment: 'sandbox', origin: resource, method, tenantId };
  const keeper = new TokenKeeper({ subject, source, clock, sharing });
  keeper.onDidChangeStatus((status) => {
    const token = tokenOf(status);
    if (token !== undefined) held.add(token.issuedAt);
  });
  keeper.onDidNeedUser(() => void sharing.claimQuestion().then((mine) => (asked += mine ? 1 : 0)));
  return keeper;
}

async function obey(keeper: TokenKeeper, command: WindowCommand): Promise<{ value: string } | undefined> {
  switch (command) {
    case 'sign-in':
      return keeper.signIn(neverCancelled);
    case 'sign-out':
      await keeper.signOut();
      return undefined;
    case 'start':
      keeper.start();
      return undefined;
    case 'token':
      return keeper.token(neverCancelled);
    case 'renew':
      return keeper.renew(neverCancelled);
    case 'status':
      break;
  }
  return undefined;
}

const keeper = keep(JSON.parse(process.argv[2] ?? '') as WindowSetup);

process.on('message', ({ id, command }: { id: number; command: WindowCommand }) => {
  void obey(keeper, command)
    .then(
      (token) =>
        token === undefined ? {} : { token: createHash('sha256').update(token.value).digest('hex') },
      (error: unknown) => ({ problem: problemOf(error) ?? { kind: 'none', title: String(error) } }),
    )
    .then((answer) =>
      process.send?.({ id, ...answer, status: keeper.status, asked, unhandled, held: [...held] }),
    );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ id: 0 });
