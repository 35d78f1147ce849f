import { ProblemError } from '../../../core/base/problem';

/** Pixels of the picture for one of the screen, so that it stays sharp in a document. */
const scale = 2;

/**
 * A drawing as a file: the text of an SVG, or the bytes of a PNG in base64.
 * @throws ProblemError where the browser cannot paint it
 */
export async function pictureOf(drawing: SVGSVGElement, format: 'svg' | 'png'): Promise<string> {
  const text = new XMLSerializer().serializeToString(drawing);
  if (format === 'svg') return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
  const image = await painted(text);
  const canvas = document.createElement('canvas');
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

/** What XML cannot hold: control characters, lone surrogates and two that are no characters. */
export function forXml(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD');
}

function painted(svg: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.addEventListener('load', () => resolve(image));
    image.addEventListener('error', () =>
      reject(
        new ProblemError({
          kind: 'malformed-answer',
          title: 'The chart could not be painted as PNG.',
          remedy: 'Save it as SVG instead.',
        }),
      ),
    );
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  });
}
