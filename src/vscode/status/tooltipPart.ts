import * as vscode from 'vscode';
import type { TokenStatus } from '../../core/auth/tokenStatus';
import type { EpochMs } from '../../core/base/clock';
import { TimeOfDay } from '../../core/base/timeText';
import type { ShownEnvironment } from './statusText';
import { statusTooltip, tooltipCommands } from './statusTooltip';

/** The tooltip of the status bar item; loaded when the item is first shown. */
export class TooltipPart {
  readonly #time = new TimeOfDay();

  text(environment: ShownEnvironment | undefined, status: TokenStatus | undefined, now: EpochMs): string {
    return statusTooltip(environment, status, now, this.#time);
  }

  markdown(text: string): vscode.MarkdownString {
    const tooltip = new vscode.MarkdownString(text, true);
    tooltip.isTrusted = { enabledCommands: tooltipCommands };
    return tooltip;
  }
}
