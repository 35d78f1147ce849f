import { arc, pie as pieShape } from 'd3-shape';
import type { PieArcDatum } from 'd3-shape';
import type { ChartGroup, ChartOrder } from './contract';
import type { Drawing } from './svg';
import { clipped, colourOf, svg, title } from './svg';

const rowHeight = 22;
/** A radius with which a pie is a picture beside its words, in pixels. */
const largest = 220;

/** Shares of the whole, with a legend that tells label, value and share. */
export function pie(order: ChartOrder): Drawing {
  const { groups, width, height, colours } = order;
  // A share is never less than nothing.
  const shares = groups.filter(({ value }) => value > 0);
  const total = shares.reduce((sum, { value }) => sum + value, 0);
  const high = Math.max(height, groups.length * rowHeight + 16);
  const radius = Math.max(40, Math.min(width * 0.26, height / 2 - 8, largest));
  const slice = arc<PieArcDatum<ChartGroup>>().innerRadius(0).outerRadius(radius);
  const slices = pieShape<ChartGroup>()
    .sort(null)
    .value(({ value }) => value)([...shares]);
  const share = ({ value }: ChartGroup): string => `${((100 * value) / total).toFixed(1)} %`;
  const paths = slices.map((datum, i) =>
    svg(
      'path',
      {
        d: slice(datum) ?? '',
        fill: colourOf(colours, i),
        stroke: colours.outline ?? colours.background,
        'stroke-width': 1,
      },
      title(`${datum.data.label}: ${datum.data.text}, ${share(datum.data)}`),
    ),
  );
  const centre = svg('g', { transform: `translate(${radius + 8} ${radius + 8})` }, ...paths);
  if (shares.length === 0) return { height: high, parts: [remark('No value is above zero.', 0, order)] };
  const left = 2 * radius + 40;
  const parts = [centre, ...legend(shares, share, order, left)];
  const out = groups.length - shares.length;
  if (out > 0) parts.push(remark(`Not drawn: ${out} of zero or less`, left, order, shares.length));
  return { height: high, parts };
}

function legend(
  shares: readonly ChartGroup[],
  share: (group: ChartGroup) => string,
  { width, colours }: ChartOrder,
  left: number,
): readonly SVGElement[] {
  return shares.map((group, i) => {
    const numbers = `: ${group.text}, ${share(group)}`;
    // However long the label is, the numbers stay; from right to left, too.
    const room = width - left - 20 - 7.4 * numbers.length;
    const label = svg('tspan', { 'unicode-bidi': 'isolate' }, clipped(group.label, Math.max(60, room)));
    return svg(
      'g',
      { transform: `translate(${left} ${8 + i * rowHeight})` },
      svg('rect', {
        y: 4,
        width: 12,
        height: 12,
        rx: 2,
        fill: colourOf(colours, i),
        stroke: colours.outline,
      }),
      svg('text', { x: 20, y: 15 }, label, numbers),
    );
  });
}

function remark(text: string, left: number, { colours }: ChartOrder, row = 0): SVGElement {
  return svg('text', { x: left, y: 23 + row * rowHeight, fill: colours.muted }, text);
}
