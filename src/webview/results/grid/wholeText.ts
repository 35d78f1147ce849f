import { el } from '../dom';
import { visibleLines } from './visibleText';

/** UTF-16 code units that are put into the document at once: megabytes in one piece would block it for seconds. */
const piece = 20_000;
/** Pixels before the end at which the next piece is put. */
const ahead = 600;

/** A long text, all of it, in a box that scrolls; it is put into the document as far as one reads. */
export function wholeText(text: string, label: string): HTMLElement {
  const box = el('pre', 'whole', { tabindex: '0', role: 'textbox', 'aria-readonly': 'true' });
  box.setAttribute('aria-multiline', 'true');
  box.setAttribute('aria-label', label);
  let shown = 0;
  const more = (): void => {
    const end = endOfPiece(text, shown + piece);
    box.append(visibleLines(text.slice(shown, end)));
    shown = end;
  };
  more();
  box.addEventListener(
    'scroll',
    () => {
      if (shown < text.length && box.scrollTop + box.clientHeight > box.scrollHeight - ahead) more();
    },
    { passive: true },
  );
  return box;
}

/** Not between the two halves of one character. */
function endOfPiece(text: string, end: number): number {
  if (end >= text.length) return text.length;
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xd800 && unit < 0xdc00 ? end + 1 : end;
}
