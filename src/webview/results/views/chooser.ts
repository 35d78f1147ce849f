import { el } from '../dom';

/** A choice among a few names: the browser's own list, which every reader and keyboard knows. */
export interface Chooser {
  readonly element: HTMLSelectElement;
  show(options: readonly (readonly [value: string, label: string])[], chosen: string): void;
}

export function chooser(label: string, choose: (value: string) => void): Chooser {
  const element = el('select', 'pickone', { 'aria-label': label, title: label });
  element.addEventListener('change', () => choose(element.value));
  let shown = '';
  return {
    element,
    show(options, chosen) {
      const key = JSON.stringify(options);
      if (key !== shown) {
        shown = key;
        element.replaceChildren(...options.map(([value, name]) => el('option', '', { value }, name)));
      }
      element.value = chosen;
    },
  };
}
