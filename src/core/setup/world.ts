import type { CancelSignal } from '../base/cancel';
import type { WaitNotice } from '../dataverse/api';
import type { SetupLedger, SetupServiceId } from './model';
import type { SetupService } from './service';

/** Where the one secret of a plan goes; nothing else ever sees it. */
export interface SecretSink {
  /** `owner`: the application (client) id that it belongs to. */
  keep(owner: string, value: string): Promise<void>;
  has(owner: string): Promise<boolean>;
  forget(owner: string): Promise<void>;
}

/** What a run needs of the world. */
export interface SetupWorld {
  readonly services: Readonly<Partial<Record<SetupServiceId, SetupService>>>;
  readonly secret: SecretSink;
  /** Called before and after every step that changes something; resolves when it will be found again. */
  save(ledger: SetupLedger): Promise<void>;
  readonly signal: CancelSignal;
  readonly onProgress?: (progress: SetupProgress) => void;
  readonly onWait?: (notice: WaitNotice) => void;
}

export interface SetupProgress {
  readonly title: string;
  /** 1 for the first. */
  readonly step: number;
  readonly of: number;
}
