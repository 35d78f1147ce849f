import type { PaneCommand } from '../../protocol/paneCommands';
import { commandIds } from '../platform/commands';
import type { CommandId } from '../platform/commands';

/** Which command of VS Code stands for what the pane does. */
export const paneCommandIds: Readonly<Record<PaneCommand, CommandId>> = {
  runAgain: commandIds.resultsRunAgain,
  nextPage: commandIds.resultsLoadNextPage,
  loadAll: commandIds.resultsLoadAllPages,
  grid: commandIds.resultsShowGrid,
  raw: commandIds.resultsShowRaw,
  chart: commandIds.resultsShowChart,
  toggleFormatted: commandIds.resultsToggleFormatted,
  toggleFilterRow: commandIds.resultsToggleFilterRow,
  find: commandIds.resultsFind,
  findNext: commandIds.resultsFindNext,
  findPrevious: commandIds.resultsFindPrevious,
  columns: commandIds.resultsChooseColumns,
  copyAs: commandIds.resultsCopyAs,
  export: commandIds.exportResult,
  pin: commandIds.resultsPin,
  nextPart: commandIds.resultsFocusNextPart,
  previousPart: commandIds.resultsFocusPreviousPart,
};
