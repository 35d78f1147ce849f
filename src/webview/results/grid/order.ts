/**
 * Puts elements that stand in `parent` already in this order; others of it come behind.
 * @param stays elements that are not moved where it can be helped: they would lose what is scrolled or focused in them
 */
export function putInOrder(
  parent: HTMLElement,
  elements: readonly HTMLElement[],
  stays: (element: HTMLElement) => boolean,
): void {
  let behind: ChildNode | null = parent.firstChild;
  for (const element of elements) {
    if (element !== behind && stays(element) && element.parentElement === parent) {
      while (behind && behind !== element) {
        const next: ChildNode | null = behind.nextSibling;
        parent.append(behind);
        behind = next;
      }
    }
    if (element === behind) behind = behind.nextSibling;
    else parent.insertBefore(element, behind);
  }
}
