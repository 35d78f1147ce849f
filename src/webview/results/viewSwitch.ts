import { el } from './dom';
import { icon } from './icons';
import type { IconName } from './icons';
import type { PaneView } from './memory';

const views: readonly (readonly [view: PaneView | 'json', name: string, icon: IconName, title: string])[] = [
  ['grid', 'Grid', 'table', 'Rows in a grid'],
  ['json', 'JSON', 'braces', 'Open as a JSON document'],
  ['raw', 'Raw', 'raw', 'Request and answer as they were sent'],
  ['chart', 'Chart', 'chart', 'A chart of the loaded rows'],
];

/**
 * Which view the pane shows. JSON opens beside it as a document of its own, and the view stays. The radios are
 * single stops of the toolbar, as a toolbar wants it: arrows move the focus, Enter and Space choose.
 */
export class ViewSwitch {
  readonly element = el('div', 'seg', { role: 'radiogroup', 'aria-label': 'View' });
  readonly #buttons = new Map<string, HTMLButtonElement>();

  constructor(choose: (view: PaneView | 'json') => void) {
    for (const [view, name, iconName, title] of views) {
      const element = el(
        'button',
        '',
        { type: 'button', role: 'radio', 'aria-label': name, title, 'aria-checked': 'false' },
        icon(iconName),
        el('span', 'label', {}, name),
      );
      element.addEventListener('click', () => {
        if (element.getAttribute('aria-disabled') !== 'true') choose(view);
      });
      this.#buttons.set(view, element);
      this.element.append(element);
    }
  }

  /** As a click does; false where the view cannot be had now. */
  choose(view: PaneView): boolean {
    const element = this.#buttons.get(view);
    if (!element || element.getAttribute('aria-disabled') === 'true') return false;
    element.click();
    return true;
  }

  show(view: PaneView, possible: Readonly<Record<PaneView | 'json', boolean>>): void {
    for (const [name, element] of this.#buttons) {
      element.setAttribute('aria-checked', String(name === view));
      element.classList.toggle('on', name === view);
    }
    for (const [name] of views) {
      this.#buttons.get(name)?.setAttribute('aria-disabled', String(!possible[name]));
    }
  }
}
