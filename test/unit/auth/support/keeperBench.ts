import { TokenKeeper } from '../../../../src/core/auth/keeper';
import type { TokenStatus } from '../../../../src/core/auth/tokenStatus';
import { Emitter } from '../../../../src/core/base/event';
import { problemOf } from '../../../../src/core/base/problem';
import { FakeClock } from './fakeClock';
import { FakeSource } from './fakeSource';

export interface KeeperBench {
  readonly clock: FakeClock;
  readonly source: FakeSource;
  readonly keeper: TokenKeeper;
  readonly secretsChanged: Emitter<string>;
  /** States in the order in which they were told. */
  readonly shown: TokenStatus['state'][];
}

/** A keeper over a clock and a source that the test drives. */
export function keeperBench(lifetimeMs: number): KeeperBench {
  const clock = new FakeClock();
  const source = new FakeSource(clock, lifetimeMs);
  const secretsChanged = new Emitter<string>();
  const keeper = new TokenKeeper({
    subject: {
      environment: 'contoso-dev',
      origin: 'https://contoso.crm4.dynamics.com',
      method: 'interactive',
      tenantId: 'contoso.com',
    },
    source,
    clock,
    onDidChangeSecrets: secretsChanged.event,
  });
  const shown: TokenStatus['state'][] = [];
  keeper.onDidChangeStatus((status) => shown.push(status.state));
  return { clock, source, keeper, secretsChanged, shown };
}

/** How a promise ended: the kind of its problem, or that there was none. */
export async function kindOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => 'no error',
    (error: unknown) => problemOf(error)?.kind,
  );
}
