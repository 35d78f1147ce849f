import { isProblemError } from '../../core/base/problem';
import { joinPages } from '../../core/results/joinPages';
import { prettyJson } from '../../core/results/prettyJson';

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The pages of a result as one document, made without holding up the extension host. */
export async function layOut(texts: readonly string[]): Promise<string> {
  const pieces: string[] = [];
  for (const piece of prettyJson(join(texts))) {
    pieces.push(piece);
    if (pieces.length % 16 === 0) await breathe();
  }
  return pieces.join('');
}

function join(texts: readonly string[]): string {
  try {
    return joinPages(texts);
  } catch (error) {
    // A page that is no JSON is shown as it came: that is what one wants to look at then.
    if (isProblemError(error)) return texts.join('\n');
    throw error;
  }
}
