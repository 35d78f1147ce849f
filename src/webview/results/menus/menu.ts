import { el } from '../dom';
import { icon } from '../icons';
import type { Anchor, Popups } from './popups';
import { popupBox } from './popups';

export type MenuEntry =
  | {
      readonly label: string;
      readonly keys?: string;
      readonly disabled?: boolean;
      /** One of several, and whether it is the one that holds. */
      readonly chosen?: boolean;
      readonly run: () => void;
    }
  /** Stays open when it is switched. */
  | { readonly check: string; readonly on: boolean; readonly run: (on: boolean) => void }
  | { readonly heading: string }
  | 'line';

/** A menu under an element or at a point (WAI-ARIA menu pattern). Opening it where it is open closes it. */
export function openMenu(popups: Popups, anchor: Anchor, label: string, entries: readonly MenuEntry[]): void {
  if (popups.isOpenAt(anchor)) {
    popups.close(true);
    return;
  }
  const menu = popupBox('', { role: 'menu', 'aria-label': label });
  for (const entry of entries) menu.append(entryElement(entry, popups));
  popups.open(menu, anchor);
  const items = [...menu.querySelectorAll<HTMLElement>('.mi')];
  menu.addEventListener('keydown', (event) => key(event, items, popups));
  // One of them is a stop of Tab: a menu that scrolls, in a low pane, has to be in reach.
  menu.addEventListener('focusin', ({ target }) => {
    for (const item of items) item.tabIndex = item === target ? 0 : -1;
  });
  menu.addEventListener('pointermove', ({ target }) => {
    const item = target instanceof Element ? target.closest<HTMLElement>('.mi') : null;
    if (item && item !== document.activeElement) item.focus();
  });
  menu.addEventListener('contextmenu', (event) => event.preventDefault());
  items.find((item) => item.getAttribute('aria-disabled') !== 'true')?.focus();
}

function entryElement(entry: MenuEntry, popups: Popups): HTMLElement {
  if (entry === 'line') return el('hr', '', { role: 'separator' });
  if ('heading' in entry) return el('div', 'mh', { role: 'presentation' }, entry.heading);
  if ('check' in entry) return checkElement(entry);
  const item = el('div', 'mi', { role: 'menuitem', tabindex: '-1' }, el('span', '', {}, entry.label));
  if (entry.keys !== undefined && entry.keys !== '') item.append(el('span', 'k', {}, entry.keys));
  if (entry.chosen !== undefined) {
    item.setAttribute('role', 'menuitemradio');
    item.setAttribute('aria-checked', String(entry.chosen));
    if (entry.chosen) item.prepend(icon('check', 'ck'));
  }
  if (entry.disabled) item.setAttribute('aria-disabled', 'true');
  item.addEventListener('click', () => {
    if (entry.disabled) return;
    popups.close(true);
    entry.run();
  });
  return item;
}

function checkElement(entry: Extract<MenuEntry, { readonly check: string }>): HTMLElement {
  const item = el('div', 'mi', { role: 'menuitemcheckbox', tabindex: '-1' });
  let { on } = entry;
  const show = (): void => {
    item.setAttribute('aria-checked', String(on));
    item.replaceChildren(...(on ? [icon('check', 'ck')] : []), el('span', '', {}, entry.check));
  };
  show();
  item.addEventListener('click', () => {
    on = !on;
    show();
    entry.run(on);
  });
  return item;
}

function key(event: KeyboardEvent, items: readonly HTMLElement[], popups: Popups): void {
  const at = items.findIndex((item) => item === document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) items[(at + step + items.length) % items.length]?.focus();
  else if (event.key === 'Home') items[0]?.focus();
  else if (event.key === 'End') items.at(-1)?.focus();
  else if (event.key === 'Enter' || event.key === ' ') items[at]?.click();
  else if (event.key === 'Tab') popups.close(true);
  else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
    byLetter(items, at, event.key.toLowerCase())?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The next entry behind `at` that begins with the letter. */
function byLetter(items: readonly HTMLElement[], at: number, letter: string): HTMLElement | undefined {
  const turned = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return turned.find((item) => item.textContent?.toLowerCase().startsWith(letter));
}
