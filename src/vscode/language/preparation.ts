import { prepareCompletion } from '../../core/language/completion';
import type { Schema } from '../../core/metadata/model';
import { DisposableOwner } from '../platform/disposables';
import type { LanguageContext } from './context';
import { inSlices } from './slices';

/**
 * Reads what the first list of suggestions needs as soon as a schema is there, or another environment is current, a few
 * milliseconds at a stretch.
 */
export class CompletionPreparation extends DisposableOwner {
  readonly #context: LanguageContext;
  readonly #prepared = new WeakSet<Schema>();
  #isDisposed = false;

  constructor(context: LanguageContext) {
    super();
    this.#context = context;
    this.register(context.services.onDidChangeSchema(() => this.#prepare()));
    this.register(context.services.onDidChangeEnvironment(() => this.#prepare()));
    this.#prepare();
  }

  override dispose(): void {
    this.#isDisposed = true;
    super.dispose();
  }

  #prepare(): void {
    const { schema } = this.#context.knowledgeOf(undefined);
    if (schema === undefined || this.#prepared.has(schema)) return;
    this.#prepared.add(schema);
    void inSlices(
      prepareCompletion(schema),
      () => undefined,
      () => this.#isDisposed,
    );
  }
}
