import * as vscode from 'vscode';
import type { TokenStatus } from '../../core/auth/tokenStatus';
import type { EpochMs } from '../../core/base/clock';
import { TimeOfDay } from '../../core/base/timeText';
import type { ShownEnvironment } from './statusText';
import { statusTooltip } from './statusTooltip';

/** The tooltip of the status bar item; loaded when the item is first shown. */
export class TooltipPart {
  readonly #time = new TimeOfDay();

  text(environment: ShownEnvironment | undefined, status: TokenStatus | undefined, now: EpochMs): string {
    return statusTooltip(environment, status, now, this.#time);
  }

  markdown(text: string): vscode.MarkdownString {
    const tooltip = new vscode.MarkdownString(text, true);
    // Not a list of commands: VS Code takes a list for another one each time that the text of the item changes, and would
    // close the hover every second. Whatever is not ours is escaped, so that no link but ours can stand in it.
    tooltip.isTrusted = true;
    return tooltip;
  }
}
