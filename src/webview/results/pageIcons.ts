/** Outlines on a grid of 16, drawn with the text's colour; by the name of the icon. */
export type Outlines<Name extends string> = Readonly<Record<Name, readonly string[]>>;

/** Those of every page. The others are the results' own: no other page carries them. */
export const pageOutlines = {
  copy: [
    'M6.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z',
    'M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2',
  ],
  sync: ['M13.3 7A5.4 5.4 0 0 0 3.6 4.9M2.7 9a5.4 5.4 0 0 0 9.7 2.1', 'M3.5 2v3h3M12.5 14v-3h-3'],
  error: ['M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0z', 'm6 6 4 4M10 6l-4 4'],
  warning: ['M8 2.6 14 13.4H2z', 'M8 6.5v3.4M8 11.2v.9'],
  info: ['M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0z', 'M8 7.3v3.8M8 4.9v1'],
  pass: ['M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0z', 'm5.4 8.2 1.8 1.8 3.4-3.7'],
  chevron: ['m6 4 4 4-4 4'],
} as const satisfies Outlines<string>;

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Gives icons by their names. Of each it makes one, which is copied: a grid has hundreds of them. */
export function iconsOf<Name extends string>(outlines: Outlines<Name>) {
  const made = new Map<Name, SVGSVGElement>();
  return (name: Name, className = ''): SVGSVGElement => {
    const known = made.get(name) ?? drawn(outlines[name]);
    made.set(name, known);
    const svg = known.cloneNode(true);
    if (!(svg instanceof SVGSVGElement)) return known;
    svg.setAttribute('class', `i ${className}`.trim());
    return svg;
  };
}

function drawn(outlines: readonly string[]): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  for (const outline of outlines) {
    const path = document.createElementNS(svgNamespace, 'path');
    path.setAttribute('d', outline);
    svg.append(path);
  }
  return svg;
}

export type PageIconName = keyof typeof pageOutlines;

export const pageIcon = iconsOf<PageIconName>(pageOutlines);
