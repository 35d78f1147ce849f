import type { CancelSignal } from '../../core/base/cancel';
import type { Environment } from '../../core/base/environment';
import type { ChainStep } from '../../core/diagnosis/chain';
import type { ChainResult } from '../../core/diagnosis/runChain';

/** What the diagnosis needs; handed in by the composition root. */
export interface DiagnosisServices {
  /** The environment of that name, or the current one; `undefined` where there is none. */
  environment(name: string | undefined): Environment | undefined;
  /** The whole chain, asking nobody. Throws `cancelled` alone. */
  diagnose(
    environment: Environment,
    onStep: (step: ChainStep) => void,
    signal: CancelSignal,
  ): Promise<ChainResult>;
}
