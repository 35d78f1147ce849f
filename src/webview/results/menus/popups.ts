import { el, holdsFocus } from '../dom';
import type { Anchor as Place } from '../grid/contract';

/** Where a popup opens: under an element, or at a place of the window. */
export type Anchor = Element | Place;

/** Space that stays between a popup and the edge of the pane, in pixels. */
const margin = 4;

/**
 * What opens over the pane: menus, lists, pickers. One at a time; it closes with Escape, with a click elsewhere and
 * when the focus leaves it, and gives the focus back to where it was.
 */
export class Popups {
  readonly #host: HTMLElement;
  #open:
    { readonly element: HTMLElement; readonly opener: Element | null; readonly anchor: Anchor } | undefined;
  #closed: (() => void) | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
    document.addEventListener('pointerdown', ({ target }) => {
      const { element, anchor } = this.#open ?? {};
      if (!element || !(target instanceof Node) || element.contains(target)) return;
      // The button that opened it closes it by its own click.
      if (!(anchor instanceof Element && anchor.contains(target))) this.close(false);
    });
    window.addEventListener('blur', () => this.close(false));
    window.addEventListener('resize', () => this.close(true));
  }

  isOpenAt(anchor: Anchor): boolean {
    return this.#open?.anchor === anchor;
  }

  open(element: HTMLElement, anchor: Anchor, closed?: () => void): void {
    this.close(false);
    this.#open = { element, anchor, opener: document.activeElement };
    this.#closed = closed;
    this.#host.append(element);
    this.#place(element, anchor);
    if (anchor instanceof Element) anchor.setAttribute('aria-expanded', 'true');
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      this.close(true);
    });
    element.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !element.contains(relatedTarget)) this.close(false);
    });
  }

  /** @param refocus the focus goes back to where it was before */
  close(refocus: boolean): void {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    if (open.anchor instanceof Element) open.anchor.removeAttribute('aria-expanded');
    const focused = holdsFocus(open.element);
    open.element.remove();
    if ((refocus || focused) && open.opener instanceof HTMLElement) open.opener.focus();
    this.#closed?.();
  }

  #place(element: HTMLElement, anchor: Anchor): void {
    const host = this.#host.getBoundingClientRect();
    const box = anchor instanceof Element ? anchor.getBoundingClientRect() : anchor;
    const { style } = element;
    style.maxWidth = `${host.width - 2 * margin}px`;
    const { width, height } = element.getBoundingClientRect();
    const left = box.left - host.left;
    const below = host.bottom - box.bottom - 2 * margin;
    const above = box.top - host.top - 2 * margin;
    const up = height > below && above > below;
    style.left = `${Math.max(margin, Math.min(left, host.width - width - margin))}px`;
    style.maxHeight = `${Math.max(80, up ? above : below)}px`;
    const room = Math.min(height, up ? above : below);
    style.top = `${up ? box.top - host.top - room - 2 : box.bottom - host.top + 2}px`;
  }
}

export function popupBox(className: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  return el('div', `menu ${className}`.trim(), attributes);
}
