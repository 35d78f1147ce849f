import type { ColumnKind } from '../../core/results/model';

/** Outlines on a grid of 16, drawn with the text's colour. */
const paths = {
  play: ['M4.5 2.9v10.2L12.7 8z'],
  stop: ['M5 4h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z'],
  braces: [
    'M6 2.5H5A1.5 1.5 0 0 0 3.5 4v2.5L2.2 8l1.3 1.5V12A1.5 1.5 0 0 0 5 13.5h1M10 2.5h1A1.5 1.5 0 0 1 12.5 4v2.5L13.8 8l-1.3 1.5V12a1.5 1.5 0 0 1-1.5 1.5h-1',
  ],
  tag: ['M2.5 8.3V3.5a1 1 0 0 1 1-1h4.8l5.4 5.4-5.8 5.8z', 'M6.6 5.6a1 1 0 1 1-2 0 1 1 0 0 1 2 0z'],
  copy: [
    'M6.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z',
    'M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2',
  ],
  sync: ['M13.3 7A5.4 5.4 0 0 0 3.6 4.9M2.7 9a5.4 5.4 0 0 0 9.7 2.1', 'M3.5 2v3h3M12.5 14v-3h-3'],
  lock: [
    'M4.5 7h7a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1z',
    'M5.5 7V4.75a2.5 2.5 0 0 1 5 0V7M8 9.5v1.5',
  ],
  table: [
    'M3.5 2.5h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1z',
    'M2.5 6h11M2.5 9.5h11M6.5 2.5v11',
  ],
  raw: ['M2.5 5.5h10.5M10.5 3 13 5.5 10.5 8M13.5 10.5H3M5.5 8 3 10.5 5.5 13'],
  chart: ['M2.5 2.5v11h11M5.5 11.5v-3M8.5 11.5V5M11.5 11.5V7'],
  search: ['M11.25 7a4.25 4.25 0 1 1-8.5 0 4.25 4.25 0 0 1 8.5 0z', 'm10.1 10.1 3.6 3.6'],
  filter: ['M2.5 3h11L9.5 8.2v4.3l-3 1.2V8.2z'],
  columns: [
    'M3.5 2.5h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1z',
    'M6.2 2.5v11M9.8 2.5v11',
  ],
  export: ['M8 2v7.5M5 6.5l3 3 3-3M2.5 11v1.5a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1V11'],
  more: ['M3.5 7.5v1M3 8h1M8 7.5v1M7.5 8h1M12.5 7.5v1M12 8h1'],
  up: ['M8 13V3.2M4 7l4-4 4 4'],
  left: ['M13 8H3.2M7 4 3 8l4 4'],
  close: ['m3.8 3.8 8.4 8.4M12.2 3.8l-8.4 8.4'],
  check: ['m3 8.4 3.2 3.2L13 4.6'],
  pin: ['M5.5 2.5h5M6.5 2.5V6L4.5 8.5v1h7v-1L9.5 6V2.5M8 9.5V14'],
  external: ['M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13.3 2.7 7.5 8.5'],
  query: ['M3.5 2.5h6l3 3v8h-9zM9.5 2.5v3h3M6.5 7.2v4.3l3.4-2.1z'],
  collection: [
    'M3.5 6h6a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1z',
    'M5.5 3.5h7a1 1 0 0 1 1 1V11',
  ],
  plug: ['M6 2v3M10 2v3M4.5 5h7v2.5a3.5 3.5 0 0 1-7 0zM8 11v3'],
  down: ['M8 3v9.8M4 9l4 4 4-4'],
  error: ['M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0z', 'm6 6 4 4M10 6l-4 4'],
  warning: ['M8 2.6 14 13.4H2z', 'M8 6.5v3.4M8 11.2v.9'],
  info: ['M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0z', 'M8 7.3v3.8M8 4.9v1'],
  pass: ['M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0z', 'm5.4 8.2 1.8 1.8 3.4-3.7'],
  chevron: ['m6 4 4 4-4 4'],
  chevronDown: ['m4 6 4 4 4-4'],
  person: ['M10.7 5.2a2.7 2.7 0 1 1-5.4 0 2.7 2.7 0 0 1 5.4 0z', 'M3 13.5a5 5 0 0 1 10 0'],
  team: [
    'M8.2 5.500a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0z',
    'M2 12.8a4 4 0 0 1 8 0M10 3.5a2.2 2.2 0 0 1 0 4.1M11.6 9.2a4 4 0 0 1 2.4 3.6',
  ],
  text: ['M3.5 12.5 8 3.5l4.5 9M5.2 9.3h5.6'],
  number: ['M6.6 2.8 5.2 13.2M10.8 2.8 9.4 13.2M3 6h10.4M2.6 10H13'],
  money: [
    'M2.8 4.2h10.4a1 1 0 0 1 1 1v5.6a1 1 0 0 1-1 1H2.8a1 1 0 0 1-1-1V5.2a1 1 0 0 1 1-1z',
    'M9.8 8a1.8 1.8 0 1 1-3.6 0 1.8 1.8 0 0 1 3.6 0zM4 6.2v.2M12 9.6v.2',
  ],
  date: [
    'M3.5 3.5h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1z',
    'M2.5 6.8h11M5.5 2v3M10.5 2v3',
  ],
  boolean: [
    'M3.5 2.500h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1z',
    'm5 8.2 2 2 4-4.4',
  ],
  choice: [
    'M5.9 4.5a1.7 1.7 0 1 1-3.4 0 1.7 1.7 0 0 1 3.4 0z',
    'M5.9 11.5a1.7 1.7 0 1 1-3.4 0 1.7 1.7 0 0 1 3.4 0zM3.6 11.500h1.200M8 4.5h5.5M8 11.5h5.5',
  ],
  lookup: ['M8.5 2.5h4a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-4M2 8h7.5M7 5.5 9.5 8 7 10.5'],
  guid: ['M7.5 11.250a2.75 2.75 0 1 1-5.5 0 2.75 2.75 0 0 1 5.5 0z', 'M6.7 9.3 13.5 2.5M10.4 5.6l2.2 2.2'],
  rows: [
    'M3.5 2.5h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1z',
    'M2.5 6h11M2.5 9.5h11',
  ],
  image: [
    'M3.5 3.5h9a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1z',
    'm3 11 3.2-3.2 2.3 2.3 1.6-1.6 3 2.8M11 6.2v.1',
  ],
} as const satisfies Record<string, readonly string[]>;

export type IconName = keyof typeof paths;

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Of each icon one, which is copied: a grid has hundreds of them. */
const made = new Map<IconName, SVGSVGElement>();

export function icon(name: IconName, className = ''): SVGSVGElement {
  const known = made.get(name) ?? drawn(name);
  made.set(name, known);
  const svg = known.cloneNode(true);
  if (!(svg instanceof SVGSVGElement)) return known;
  svg.setAttribute('class', `i ${className}`.trim());
  return svg;
}

function drawn(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  for (const outline of paths[name]) {
    const path = document.createElementNS(svgNamespace, 'path');
    path.setAttribute('d', outline);
    svg.append(path);
  }
  return svg;
}

export function kindIcon(kind: ColumnKind, className: string): SVGSVGElement {
  return icon(kind === 'json' ? 'braces' : kind, className);
}
