import { CancelSource } from '../../core/base/cancel';
import type { Environment } from '../../core/base/environment';
import type { ProblemAction } from '../../core/base/problem';
import type { ChainStep } from '../../core/diagnosis/chain';
import { stepIds } from '../../core/diagnosis/chainSteps';
import type { ChainResult } from '../../core/diagnosis/runChain';
import type { DiagnosisPage } from '../../protocol/diagnosisMessages';
import type { DiagnosisServices } from './ports';

/** One walk along the chain, and the page for each moment of it. */
export class DiagnosisRun {
  readonly #cancel = new CancelSource();
  readonly #steps = new Map<string, ChainStep>();
  #result: ChainResult | undefined;
  #ended = false;

  constructor(
    private readonly environment: Environment,
    private readonly changed: () => void,
    private readonly labelOf: (action: ProblemAction) => string,
  ) {}

  /** Throws what is no outcome of the chain: a fault of the program. */
  async start(services: DiagnosisServices): Promise<void> {
    const onStep = (step: ChainStep): void => {
      this.#steps.set(step.id, step);
      this.changed();
    };
    try {
      this.#result = await services.diagnose(this.environment, onStep, this.#cancel.signal);
    } catch (error) {
      if (!this.#cancel.cancelled) throw error;
    } finally {
      this.#ended = true;
      this.changed();
    }
  }

  stop(): void {
    this.#cancel.cancel();
  }

  /** The way out of the likeliest cause. */
  get action(): ProblemAction | undefined {
    return this.#result?.causes[0]?.action;
  }

  get page(): DiagnosisPage {
    const result = this.#result;
    return {
      environment: this.environment.name,
      origin: this.environment.url,
      running: !this.#ended,
      steps: [...this.#steps.values()].map(({ title, state, detail }) => ({
        title,
        state: this.#ended && state === 'running' ? 'skipped' : state,
        detail: this.#ended && state === 'running' ? 'Stopped.' : detail,
      })),
      causes: (result?.causes ?? []).map(({ cause, title, explanation, remedy, source, action }) => ({
        cause,
        title,
        explanation,
        remedy,
        source,
        ...(action === undefined ? {} : { fix: this.labelOf(action) }),
      })),
      healthy: result?.healthy ?? false,
      total: stepIds.length,
    };
  }

  /** For the clipboard: every step and cause, free of secrets. */
  get text(): string {
    const { environment, origin, steps, causes } = this.page;
    return [
      `${environment} (${origin})`,
      ...steps.map(({ state, title, detail }) => `${state}: ${title}: ${detail}`),
      ...causes.map(({ cause, title, explanation, remedy, source }) =>
        [`${title} (${cause}; ${source})`, explanation, remedy].filter((line) => line !== '').join('\n  '),
      ),
    ].join('\n');
  }
}
