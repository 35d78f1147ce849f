import * as vscode from 'vscode';
import { timeLeft, type TokenStatus } from '../../core/auth/tokenStatus';
import type { Clock } from '../../core/base/clock';
import type { Disposable, Event } from '../../core/base/event';
import { commandIds } from '../platform/commands';
import { DisposableOwner } from '../platform/disposables';
import type { TreeContent } from '../platform/lateTree';
import { TimeOfDay } from '../../core/base/timeText';
import { environmentRow } from './environmentRow';
import type { EnvironmentStore } from './environmentStore';

/** States of the tokens, as the composition root hands them in. */
export interface EnvironmentStates {
  statusOf(environmentName: string): TokenStatus | undefined;
  /** Fires with the name of the environment whose status changed. */
  readonly onDidChange: Event<string>;
}

/** An entry of the settings that cannot be used. */
interface UnusableEntry {
  readonly unusable: string;
  readonly reason: string;
}

/** A usable environment stands for itself by its name: so menus hand the name to commands. */
export type EnvironmentElement = string | UnusableEntry;

/** The environments view. A line is drawn anew only where its text changed, and nothing ticks while nobody sees it. */
export class EnvironmentsView extends DisposableOwner implements TreeContent<EnvironmentElement> {
  readonly #store: EnvironmentStore;
  readonly #states: EnvironmentStates;
  readonly #clock: Clock;
  readonly #time = new TimeOfDay();
  readonly #changed = this.register(new vscode.EventEmitter<EnvironmentElement | undefined>());
  readonly #view: vscode.TreeView<EnvironmentElement>;
  /** The lines as they were drawn last. */
  readonly #drawn = new Map<string, string>();
  #timer: Disposable | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(
    view: vscode.TreeView<EnvironmentElement>,
    store: EnvironmentStore,
    states: EnvironmentStates,
    clock: Clock,
  ) {
    super();
    this.#view = view;
    this.#store = store;
    this.#states = states;
    this.#clock = clock;
    this.register({ dispose: () => this.#timer?.dispose() });
    this.register(store.onDidChange(() => this.#redraw()));
    this.register(states.onDidChange(() => this.#update()));
    this.register(this.#view.onDidChangeVisibility(() => this.#update()));
    this.#schedule();
  }

  getChildren(parent?: EnvironmentElement): EnvironmentElement[] {
    if (parent !== undefined) return [];
    const names = this.#store.environments.map(({ name }) => name);
    return [...names, ...this.#store.unusable.map(({ name, reason }) => ({ unusable: name, reason }))];
  }

  getTreeItem(element: EnvironmentElement): vscode.TreeItem {
    if (typeof element !== 'string') return unusableItem(element);
    const environment = this.#store.byName(element);
    const row = this.#row(element);
    if (environment === undefined || row === undefined) return new vscode.TreeItem(element);
    this.#drawn.set(element, JSON.stringify(row));
    const item = new vscode.TreeItem(element);
    item.id = element;
    item.description = row.description;
    item.iconPath = new vscode.ThemeIcon(
      row.icon,
      row.color === undefined ? undefined : new vscode.ThemeColor(row.color),
    );
    item.contextValue = row.context;
    item.accessibilityInformation = { label: row.label, role: 'treeitem' };
    item.tooltip = hover(element, row.facts);
    if (this.#store.current?.name !== element) {
      item.command = {
        command: commandIds.switchEnvironment,
        title: 'Make active',
        arguments: [element],
      };
    }
    return item;
  }

  #row(name: string): ReturnType<typeof environmentRow> | undefined {
    const environment = this.#store.byName(name);
    if (environment === undefined) return undefined;
    const current = this.#store.current?.name === name;
    return environmentRow(environment, current, this.#states.statusOf(name), this.#clock.now(), this.#time);
  }

  #redraw(): void {
    this.#drawn.clear();
    this.#changed.fire(undefined);
    this.#schedule();
  }

  /** Draws the lines whose text is another one now. */
  #update(): void {
    if (this.#view.visible) {
      for (const { name } of this.#store.environments) {
        if (this.#drawn.get(name) !== JSON.stringify(this.#row(name))) this.#changed.fire(name);
      }
    }
    this.#schedule();
  }

  #schedule(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    if (!this.#view.visible) return;
    const now = this.#clock.now();
    const waits = this.#store.environments.flatMap(({ name }) => {
      const status = this.#states.statusOf(name);
      if (status === undefined || this.#row(name)?.ticks !== true) return [];
      // A little after the second has passed, because timers may fire early.
      return [(timeLeft(status, now) % 1000) + 5];
    });
    if (waits.length > 0) this.#timer = this.#clock.setTimer(Math.min(...waits), () => this.#update());
  }
}

function unusableItem({ unusable, reason }: UnusableEntry): vscode.TreeItem {
  const item = new vscode.TreeItem(unusable);
  item.id = `unusable ${unusable} ${reason}`;
  item.description = 'cannot be used';
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'));
  item.tooltip = `This entry of your settings cannot be used: ${reason}.`;
  item.contextValue = 'unusable';
  item.accessibilityInformation = { label: `${unusable}, cannot be used: ${reason}`, role: 'treeitem' };
  item.command = { command: commandIds.openEnvironmentSettings, title: 'Open environment settings' };
  return item;
}

/** Appended as text, so that no name or reason of a server can be markup. */
function hover(
  name: string,
  facts: readonly (readonly [label: string, value: string])[],
): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendText(name);
  for (const [label, value] of facts) {
    text.appendMarkdown('\n\n');
    text.appendText(`${label}: ${value}`);
  }
  return text;
}
