import * as vscode from 'vscode';
import type { TokenStatus } from '../../core/auth/tokenStatus';
import type { Clock } from '../../core/base/clock';
import type { Disposable, Event } from '../../core/base/event';
import { once } from '../../core/base/once';
import { commandIds } from '../platform/commands';
import { DisposableOwner } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import { statusText, type ShownEnvironment, type StatusClick, type StatusText } from './statusText';
import type { TooltipPart } from './tooltipPart';

/** What the item shows; fed by the composition root. */
export interface StatusFeed {
  /** The current environment of this window. */
  readonly environment: ShownEnvironment | undefined;
  /** Of the current environment; `undefined` while it has no keeper. */
  readonly status: TokenStatus | undefined;
  /** Another environment, a changed one, or another status. */
  readonly onDidChange: Event<unknown>;
}

/** Left of the branch, as the countdown is looked at often. */
const priority = 10_001;

const clickCommands: Readonly<Record<StatusClick, string>> = {
  connect: commandIds.connect,
  menu: commandIds.tokenMenu,
  'sign-in': commandIds.signIn,
  renew: commandIds.renewToken,
  why: commandIds.showProblem,
};

/** The status bar item: environment, state of its token, and how long it lasts. */
export class TokenStatusItem extends DisposableOwner {
  readonly #feed: StatusFeed;
  readonly #clock: Clock;
  readonly #item: vscode.StatusBarItem;
  #timer: Disposable | undefined;
  #tooltip: TooltipPart | undefined;
  #hover = '';
  #label = '';
  #isShown = false;
  #ended = false;

  /** The item does not wait for it. */
  readonly #loadTooltip = once(async () => {
    const part = await import('./tooltipPart');
    this.#tooltip = new part.TooltipPart();
    if (!this.#ended) this.#update();
  });

  constructor(feed: StatusFeed, clock: Clock) {
    super();
    this.#feed = feed;
    this.#clock = clock;
    this.#item = this.register(
      vscode.window.createStatusBarItem('dataverseWorkbench.token', vscode.StatusBarAlignment.Left, priority),
    );
    this.#item.name = 'Dataverse token';
    this.register({ dispose: () => this.#end() });
    const update = (): void => this.#update();
    this.register(feed.onDidChange(update));
    this.register(vscode.window.tabGroups.onDidChangeTabs(update));
    this.register(vscode.window.onDidChangeActiveTextEditor(update));
    this.register(vscode.window.onDidChangeWindowState(update));
    this.#update();
  }

  #update(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    const { environment, status } = this.#feed;
    const idle = environment === undefined || status === undefined || status.state === 'signed-out';
    if (idle && !isQueryOpen()) {
      this.#item.hide();
      this.#isShown = false;
      return;
    }
    const now = this.#clock.now();
    const view = statusText(environment, status, now);
    this.#show(view);
    if (this.#tooltip === undefined) this.#loadTooltip().catch((error: unknown) => void showProblem(error));
    else this.#showHover(this.#tooltip, this.#tooltip.text(environment, status, now));
    if (view.ticks) this.#timer = this.#clock.setTimer(untilNextSecond(status, now), () => this.#update());
  }

  /** Sets what has changed only: each assignment goes to the window, and so does each call of `show`. */
  #show(view: StatusText): void {
    const item = this.#item;
    if (item.text !== view.text) item.text = view.text;
    const command = clickCommands[view.click];
    if (item.command !== command) item.command = command;
    if (view.label !== this.#label) {
      this.#label = view.label;
      item.accessibilityInformation = { label: view.label, role: 'button' };
    }
    const background = view.background && `statusBarItem.${view.background}Background`;
    if (colorId(item.backgroundColor) !== background) {
      item.backgroundColor = background === undefined ? undefined : new vscode.ThemeColor(background);
    }
    if (!this.#isShown) item.show();
    this.#isShown = true;
  }

  #end(): void {
    this.#ended = true;
    this.#timer?.dispose();
  }

  #showHover(tooltip: TooltipPart, text: string): void {
    if (text === this.#hover) return;
    this.#hover = text;
    this.#item.tooltip = tooltip.markdown(text);
  }
}

function colorId(color: vscode.ThemeColor | undefined): string | undefined {
  return color?.id;
}

/** The text changes when the time left passes a whole second; a little later, because timers may fire early. */
function untilNextSecond(status: TokenStatus | undefined, now: number): number {
  const expiresAt = status !== undefined && 'token' in status ? status.token?.expiresAt : undefined;
  return (expiresAt === undefined ? 1000 : ((expiresAt - now) % 1000) + 1) + 4;
}

function isQueryOpen(): boolean {
  return (
    vscode.window.activeTextEditor?.document.languageId === 'odata' ||
    vscode.window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.path.endsWith('.odata')),
    )
  );
}
