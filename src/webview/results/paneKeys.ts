import type { PaneCommand } from '../../protocol/paneCommands';

type Keys = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/**
 * What a key does anywhere in the pane where nothing nearer takes it. The manifest binds the same keys: here they work at
 * once, and whatever is typed next goes where they lead.
 */
export function paneCommand({
  key,
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
}: Keys): PaneCommand | 'escape' | undefined {
  const control = ctrlKey || metaKey;
  const letter = key.toLowerCase();
  if (control && altKey && letter === 'v') return 'toggleFormatted';
  if (altKey) return undefined;
  if (control && shiftKey && letter === 'l') return 'toggleFilterRow';
  if (control && !shiftKey && letter === 'f') return 'find';
  if (control) return undefined;
  if (key === 'F3') return shiftKey ? 'findPrevious' : 'findNext';
  if (key === 'F6') return shiftKey ? 'previousPart' : 'nextPart';
  if (shiftKey) return undefined;
  return key === 'F5' ? 'runAgain' : key === 'Escape' ? 'escape' : undefined;
}
