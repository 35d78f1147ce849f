import { el } from './dom';
import { icon } from './icons';
import type { IconName } from './icons';

/** A button with an icon and a label; where the pane is narrow, the label gives way. */
export function button(
  iconName: IconName,
  label: string,
  title: string,
  action: () => void,
): HTMLButtonElement {
  const element = el('button', 'btn t', { type: 'button', title, 'aria-label': label });
  element.append(icon(iconName), el('span', 'label', {}, label));
  onPress(element, action);
  return element;
}

/** A button that is an icon at any width. */
export function iconButton(
  iconName: IconName,
  label: string,
  title: string,
  action: () => void,
): HTMLButtonElement {
  const element = el('button', 'btn', { type: 'button', title, 'aria-label': label }, icon(iconName));
  onPress(element, action);
  return element;
}

/** An icon with the arrow of a menu. */
export function menuButton(
  iconName: IconName,
  label: string,
  title: string,
  open: () => void,
): HTMLButtonElement {
  const element = iconButton(iconName, label, title, open);
  element.setAttribute('aria-haspopup', 'menu');
  element.append(icon('chevronDown', 'chev'));
  return element;
}

export function linkButton(label: string, action: () => void): HTMLButtonElement {
  const element = el('button', 'link', { type: 'button' }, label);
  onPress(element, action);
  return element;
}

function onPress(element: HTMLButtonElement, action: () => void): void {
  element.addEventListener('click', () => {
    if (element.getAttribute('aria-disabled') !== 'true') action();
  });
}

/** `aria-disabled` leaves the button reachable, so that the focus is never lost when it is switched off. */
export function enable(element: HTMLElement, enabled: boolean): void {
  element.setAttribute('aria-disabled', String(!enabled));
}

export function press(element: HTMLElement, pressed: boolean): void {
  element.setAttribute('aria-pressed', String(pressed));
  element.classList.toggle('on', pressed);
}

const sideways: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
/** Both ways lead on, where controls stand under each other. */
export const allWays: Readonly<Record<string, number>> = { ...sideways, ArrowDown: 1, ArrowUp: -1 };

/**
 * Makes the controls of a bar one tab stop (WAI-ARIA toolbar pattern); those out of view are passed over, and others
 * may come and go.
 */
export function rove(bar: HTMLElement, steps: Readonly<Record<string, number>> = sideways): void {
  const all = (): HTMLElement[] => [...bar.querySelectorAll<HTMLElement>('button')];
  const seen = (): HTMLElement[] => all().filter((element) => element.offsetParent !== null);
  const mark = (stop: HTMLElement | undefined): void => {
    for (const element of all()) element.tabIndex = element === stop ? 0 : -1;
  };
  const focus = (element: HTMLElement | undefined): void => {
    mark(element);
    element?.focus();
  };
  const settle = (): void => {
    const shown = seen();
    const stops = shown.filter(({ tabIndex }) => tabIndex === 0);
    if (stops.length !== 1) mark(stops[0] ?? shown[0] ?? all()[0]);
  };
  mark(all()[0]);
  new MutationObserver(settle).observe(bar, { subtree: true, childList: true, attributeFilter: ['hidden'] });
  new ResizeObserver(settle).observe(bar);
  bar.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && all().includes(target)) mark(target);
  });
  bar.addEventListener('keydown', (event) => {
    const shown = seen();
    const at = shown.findIndex((element) => element === document.activeElement);
    const step = steps[event.key];
    if (at < 0) return;
    if (step !== undefined) focus(shown[(at + step + shown.length) % shown.length]);
    else if (event.key === 'Home') focus(shown[0]);
    else if (event.key === 'End') focus(shown.at(-1));
    else return;
    event.preventDefault();
  });
}
