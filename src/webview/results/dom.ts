type Attributes = Readonly<Record<string, string>>;

/** Makes an element. Text goes in as text, never as markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Writes a text only where it differs, so that a live region speaks of changes alone. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function toggleAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * The focus is in it and seen there. In a page that has lost the focus an element is still the active one, and what would
 * take over from it would draw the focus from the editor into which somebody writes.
 */
export function holdsFocus(element: Element | undefined): boolean {
  return element?.contains(document.activeElement) === true && document.hasFocus();
}
