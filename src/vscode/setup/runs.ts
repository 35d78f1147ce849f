import type * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import type { SetupLedger } from '../../core/setup/model';
import type { ApplicationInput } from '../../core/setup/registerApplication';
import type { ApplicationUserInput } from '../../core/setup/applicationUser';
import type { LifetimePolicy } from '../../core/setup/tokenLifetime';

/** What a plan is built from again, later. No secret. */
export type SetupTask =
  | { readonly kind: 'application'; readonly input: ApplicationInput; readonly certificateFile?: string }
  | { readonly kind: 'application-user'; readonly input: ApplicationUserInput }
  | { readonly kind: 'lifetime'; readonly before?: LifetimePolicy; readonly seconds?: number };

/** One plan on its way, or done and still to be undone. */
export interface SetupRun {
  readonly id: string;
  readonly environment: Environment;
  readonly task: SetupTask;
  readonly ledger: SetupLedger;
  readonly finished: boolean;
}

const key = 'setupRuns';
const most = 20;

/** What was set up from here, newest first, so that it can be gone on with and undone. */
export class SetupRuns {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  of(kind: SetupTask['kind']): readonly SetupRun[] {
    return this.#all().filter(({ task }) => task.kind === kind);
  }

  async save(run: SetupRun): Promise<void> {
    const others = this.#all().filter(({ id }) => id !== run.id);
    await this.#memento.update(key, [run, ...others].slice(0, most));
  }

  async remove({ id }: SetupRun): Promise<void> {
    await this.#memento.update(
      key,
      this.#all().filter((one) => one.id !== id),
    );
  }

  #all(): readonly SetupRun[] {
    // Nobody else writes under this key.
    return this.#memento.get<readonly SetupRun[]>(key) ?? [];
  }
}

/** True where something is there that undoing would take back. */
export function canUndo({ ledger }: SetupRun): boolean {
  return ledger.started !== undefined || ledger.entries.some(({ outcome }) => outcome === 'made');
}
