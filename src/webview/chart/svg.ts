import type { ChartColours } from './contract';

const namespace = 'http://www.w3.org/2000/svg';

/** Makes an SVG element; text goes in as text. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

export function title(text: string): SVGTitleElement {
  return svg('title', {}, text);
}

/** What is drawn, and how high it came out. */
export interface Drawing {
  readonly height: number;
  readonly parts: readonly SVGElement[];
}

/** A text of at most so many pixels: a character is taken for 7.4, the wider ones of 12 pixels. */
export function clipped(text: string, width: number): string {
  const most = Math.max(2, Math.floor(width / 7.4));
  if (text.length <= most) return text;
  // Not between the two halves of one character: no image can be made of a half.
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

export function colourOf({ series, text }: ChartColours, index: number): string {
  return series[index % Math.max(1, series.length)] ?? text;
}

export function outlineOf({ outline }: ChartColours): Readonly<Record<string, string | number>> {
  return outline === undefined ? {} : { stroke: outline, 'stroke-width': 1 };
}
