import * as vscode from 'vscode';
import { CancelSource, type CancelSignal } from '../../core/base/cancel';
import { DisposableStore } from './disposables';

/** Where one question stands in a row of questions. */
export interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

export type StepAnswer<T> =
  { readonly kind: 'answered'; readonly value: T } | { readonly kind: 'back' } | { readonly kind: 'closed' };

export interface TextQuestion extends StepPlace {
  readonly prompt: string;
  readonly placeholder?: string;
  /** Filled in and selected, so that typing replaces it. */
  readonly value: string;
  readonly password?: boolean;
  /** True where what is filled in is the answer, and is only shown again where it will not do. */
  readonly submitAtOnce?: boolean;
  /** Message to show under the box, or `undefined` when the answer will do. May take its time. */
  readonly check: (value: string, signal: CancelSignal) => Promise<string | undefined> | string | undefined;
  readonly buttons?: readonly StepButton[];
}

export interface StepButton {
  readonly icon: string;
  readonly tooltip: string;
  /** A text that it gives takes the place of what was typed. */
  readonly run: () => Promise<string | undefined>;
  /** True where the text is an answer that needs no key press. */
  readonly submits?: boolean;
}

/** Asks for a line of text. Stays open, with what was typed, until the answer passes its check. */
export async function askText(question: TextQuestion): Promise<StepAnswer<string>> {
  const input = vscode.window.createInputBox();
  input.value = question.value;
  input.prompt = question.prompt;
  input.password = question.password ?? false;
  if (question.placeholder !== undefined) input.placeholder = question.placeholder;
  const extras = (question.buttons ?? []).map(({ icon, tooltip, run, submits }) => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
    run,
    submits: submits === true,
  }));
  placeInput(input, question, extras);
  return new Promise((resolve) => {
    const session = new QuestionSession(input, resolve);
    const submit = async (): Promise<void> => {
      if (!input.enabled) return;
      const message = await session.whileBusy((signal) => question.check(input.value, signal));
      if (message === undefined) session.finish({ kind: 'answered', value: input.value });
      else input.validationMessage = message;
    };
    session.listen(input.onDidChangeValue(() => (input.validationMessage = undefined)));
    session.listen(
      input.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) session.finish({ kind: 'back' });
        const extra = extras.find((one) => one === button);
        if (extra !== undefined) {
          void askAside(session, input, extra, submit);
        }
      }),
    );
    session.listen(input.onDidAccept(submit));
    input.show();
    if (question.submitAtOnce === true) void submit();
  });
}

/** What a button gives takes the place of what was typed, and may be the answer at once. */
async function askAside(
  session: QuestionSession<string>,
  input: vscode.InputBox,
  button: Pick<StepButton, 'run' | 'submits'>,
  submit: () => Promise<void>,
): Promise<void> {
  let given: string | undefined;
  await session.aside(async () => {
    given = await button.run();
    if (given !== undefined) input.value = given;
    // What stood there may be mended now; the next answer tells.
    input.validationMessage = undefined;
  });
  if (given !== undefined && button.submits === true) await submit();
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export interface ChoiceQuestion<T> extends StepPlace {
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
  readonly active: T | undefined;
}

/** Asks to choose one of a few. */
export async function askChoice<T>(question: ChoiceQuestion<T>): Promise<StepAnswer<T>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.items = question.choices;
  pick.placeholder = question.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const active = question.choices.find((choice) => choice.value === question.active);
  if (active !== undefined) pick.activeItems = [active];
  placeInput(pick, question, []);
  return new Promise((resolve) => {
    const session = new QuestionSession(pick, resolve);
    session.listen(
      pick.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) session.finish({ kind: 'back' });
      }),
    );
    session.listen(
      pick.onDidAccept(() => {
        const chosen = pick.selectedItems[0] ?? pick.activeItems[0];
        if (chosen !== undefined) session.finish({ kind: 'answered', value: chosen.value });
      }),
    );
    pick.show();
  });
}

function placeInput(
  input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
  place: StepPlace,
  extras: readonly vscode.QuickInputButton[],
): void {
  input.title = place.title;
  input.step = place.step;
  input.totalSteps = place.totalSteps;
  // People leave to copy a value from elsewhere; what they typed must still be there.
  input.ignoreFocusOut = true;
  input.buttons = [...(place.step > 1 ? [vscode.QuickInputButtons.Back] : []), ...extras];
}

/** Ends a question exactly once, whichever way it ends. */
class QuestionSession<T> {
  readonly #store = new DisposableStore();
  readonly #cancel = new CancelSource();
  readonly #input: vscode.QuickInput;
  readonly #resolve: (answer: StepAnswer<T>) => void;
  #finished = false;
  #aside = false;

  constructor(input: vscode.QuickInput, resolve: (answer: StepAnswer<T>) => void) {
    this.#input = input;
    this.#resolve = resolve;
    this.#store.add(input);
    this.listen(input.onDidHide(() => (this.#aside ? undefined : this.finish({ kind: 'closed' }))));
  }

  listen(subscription: vscode.Disposable): void {
    this.#store.add(subscription);
  }

  /** Does something in between. A dialog may take the place of the question, which then comes back as it was. */
  async aside(work: () => Promise<void>): Promise<void> {
    this.#aside = true;
    try {
      await work();
    } finally {
      this.#aside = false;
      if (!this.#finished) this.#input.show();
    }
  }

  async whileBusy<R>(work: (signal: CancelSignal) => Promise<R> | R): Promise<R> {
    this.#input.busy = true;
    this.#input.enabled = false;
    try {
      return await work(this.#cancel.signal);
    } finally {
      this.#input.busy = false;
      this.#input.enabled = true;
    }
  }

  finish(answer: StepAnswer<T>): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#cancel.cancel();
    this.#resolve(answer);
    this.#store.dispose();
  }
}
