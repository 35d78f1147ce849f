import type { FindAnswer, FindAsk } from '../../core/results/questions';
import { iconButton, press } from './controls';
import { el, setText } from './dom';
import type { CellPlace, FoundText } from './grid/contract';
import { count } from './words';

/** A text has to stand so long before it is looked for, in milliseconds. */
const pause = 150;

export interface FindActions {
  find(
    ask: Pick<FindAsk, 'text' | 'matchCase' | 'wholeWord' | 'regex' | 'from' | 'backwards' | 'including'>,
  ): Promise<FindAnswer>;
  active(): CellPlace;
  goTo(place: CellPlace): void;
  mark(found: FoundText | undefined): void;
  /** Shows only rows that hold the text; all of them again for an empty one. */
  only(text: string): void;
  closed(): void;
  failed(error: unknown): void;
  say(text: string): void;
}

type Option = 'matchCase' | 'wholeWord' | 'regex';

const options: readonly (readonly [option: Option, sign: string, label: string, key: string])[] = [
  ['matchCase', 'Aa', 'Match case', 'c'],
  ['wholeWord', 'ab', 'Match whole word', 'w'],
  ['regex', '.*', 'Use regular expression', 'r'],
];

/** Looks for a text in the rows on view, as shown. */
export class FindBox {
  readonly element = el('div', 'find', { role: 'search', 'aria-label': 'Find in loaded rows', hidden: '' });
  readonly #actions: FindActions;
  readonly #input = el('input', '', {
    type: 'text',
    'aria-label': 'Find',
    placeholder: 'Find in loaded rows',
    spellcheck: 'false',
    autocomplete: 'off',
  });
  readonly #result = el('span', 'count');
  readonly #on: Record<Option, boolean> = { matchCase: false, wholeWord: false, regex: false };
  readonly #only: HTMLButtonElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #steps: Promise<void> = Promise.resolve();

  constructor(actions: FindActions) {
    this.#actions = actions;
    const field = el('span', 'inp', {}, this.#input);
    for (const [option, sign, label, key] of options) {
      const title = `${label} (Alt+${key.toUpperCase()})`;
      const element = el('button', `opt ${option}`, { type: 'button', title, 'aria-label': label }, sign);
      press(element, false);
      element.addEventListener('click', () => this.#toggle(option, element));
      field.append(element);
    }
    this.#only = iconButton('filter', 'Only rows that hold it', 'Show only rows that hold it (Alt+L)', () =>
      this.showOnly(this.#only.getAttribute('aria-pressed') !== 'true'),
    );
    press(this.#only, false);
    this.element.append(
      field,
      this.#result,
      this.#only,
      iconButton('up', 'Previous match', 'Previous match (Shift+F3)', () => this.#step(true)),
      iconButton('down', 'Next match', 'Next match (F3)', () => this.#step(false)),
      iconButton('close', 'Close', 'Close (Escape)', () => this.close()),
    );
    this.#input.addEventListener('input', () => this.#changed(pause));
    this.element.addEventListener('keydown', (event) => this.#key(event));
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(): void {
    this.element.hidden = false;
    this.#input.focus();
    this.#input.select();
    if (this.#input.value !== '') this.#changed(0);
  }

  /** @param tell false where the rows are shown so already */
  showOnly(on: boolean, tell = true): void {
    press(this.#only, on);
    if (tell) this.#actions.only(on ? this.#input.value : '');
  }

  close(): void {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.#asked++;
    this.#actions.mark(undefined);
    this.#actions.closed();
  }

  /** F3, wherever the focus is; opens the box where nothing is looked for yet. */
  next(backwards: boolean): void {
    if (this.#input.value === '' || !this.isOpen) this.open();
    if (this.#input.value !== '') this.#step(backwards);
  }

  /** Other rows are on view: matches are counted anew where the box is open. */
  refresh(): void {
    if (this.isOpen && this.#input.value !== '') void this.#find(false, true, false);
  }

  #toggle(option: Option, element: HTMLElement): void {
    this.#on[option] = !this.#on[option];
    press(element, this.#on[option]);
    this.#changed(0);
  }

  #changed(wait: number): void {
    clearTimeout(this.#timer);
    if (this.#only.getAttribute('aria-pressed') === 'true') this.#actions.only(this.#input.value);
    if (this.#input.value === '') {
      this.#asked++;
      this.#actions.mark(undefined);
      this.#show(undefined);
    } else this.#timer = setTimeout(() => void this.#find(false, true), wait);
  }

  /** To the next match from where the step before leads, however fast they follow each other. */
  #step(backwards: boolean): void {
    this.#steps = this.#steps.then(() => this.#find(backwards, false));
  }

  async #find(backwards: boolean, including: boolean, move = true): Promise<void> {
    clearTimeout(this.#timer);
    const text = this.#input.value;
    if (text === '') return;
    const mine = ++this.#asked;
    const what = { text, ...this.#on };
    try {
      const answer = await this.#actions.find({
        ...what,
        from: this.#actions.active(),
        backwards,
        including,
      });
      if (mine !== this.#asked) return;
      this.#actions.mark(answer.error === undefined ? what : undefined);
      this.#show(answer);
      if (move && answer.at) this.#actions.goTo(answer.at);
    } catch (error) {
      this.#actions.failed(error);
    }
  }

  #show(answer: FindAnswer | undefined): void {
    const { error, total = 0, position = 0 } = answer ?? {};
    const text = !answer
      ? ''
      : error !== undefined
        ? 'Not a pattern'
        : total === 0
          ? 'No match'
          : `${count(position)} of ${count(total)}`;
    setText(this.#result, text);
    if (text !== '') this.#actions.say(text);
    this.#result.title = error ?? '';
    this.#result.classList.toggle('bad', answer !== undefined && total === 0);
  }

  #key(event: KeyboardEvent): void {
    const option = event.altKey && options.find(([, , , key]) => key === event.key.toLowerCase());
    if (event.key === 'Escape') this.close();
    else if (event.altKey && event.key.toLowerCase() === 'l') this.#only.click();
    else if (event.key === 'Enter' && event.target === this.#input) this.#step(event.shiftKey);
    else if (option) this.element.querySelector<HTMLElement>(`.${option[0]}`)?.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
