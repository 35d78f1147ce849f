/** What a command of VS Code has a results pane do: chosen in the palette, or by whatever key the user gave it. */
export const paneCommands = [
  'runAgain',
  'nextPage',
  'loadAll',
  'grid',
  'raw',
  'chart',
  'toggleFormatted',
  'toggleFilterRow',
  'find',
  'findNext',
  'findPrevious',
  'columns',
  'copyAs',
  'export',
  'pin',
  'nextPart',
  'previousPart',
] as const;

export type PaneCommand = (typeof paneCommands)[number];
