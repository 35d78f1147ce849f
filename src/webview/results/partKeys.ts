/**
 * What F6 goes through: the parts of the pane from top to bottom, those that are on view. False where nothing in them
 * takes the focus.
 */
export function focusNextPart(parts: readonly HTMLElement[], backwards: boolean): boolean {
  const shown = parts.filter((part) => part.offsetParent !== null);
  const at = shown.findIndex((part) => part.contains(document.activeElement));
  const step = backwards ? -1 : 1;
  const start = at < 0 ? (backwards ? 0 : -1) : at;
  for (let i = 1; i <= shown.length; i++) {
    const part = shown[(start + step * i + shown.length * 2) % shown.length];
    const stop = part && tabStop(part);
    if (stop) {
      stop.focus();
      return true;
    }
  }
  return false;
}

function tabStop(part: HTMLElement): HTMLElement | undefined {
  const candidates = [
    part,
    ...part.querySelectorAll<HTMLElement>('button, input, select, summary, [tabindex]'),
  ];
  return candidates.find((one) => one.tabIndex >= 0 && one.offsetParent !== null && isFocusable(one));
}

function isFocusable(element: HTMLElement): boolean {
  return element.hasAttribute('tabindex') || /^(?:BUTTON|INPUT|SELECT|SUMMARY)$/.test(element.tagName);
}
