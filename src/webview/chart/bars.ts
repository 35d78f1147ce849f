import { scaleLinear } from 'd3-scale';
import type { ChartOrder } from './contract';
import type { Drawing } from './svg';
import { clipped, colourOf, outlineOf, svg, title } from './svg';

const rowHeight = 22;
const barHeight = 12;
const gap = 8;

/** Bars under each other: labels left, values right, so that neither is turned round or left out. */
export function bars({ groups, width, colours }: ChartOrder): Drawing {
  const labels = Math.min(width * 0.35, 8 + 7.4 * Math.max(4, ...groups.map(({ label }) => label.length)));
  const values = 16 + 7 * Math.max(3, ...groups.map(({ text }) => text.length));
  const room = Math.max(40, width - labels - values - 2 * gap);
  const all = groups.map(({ value }) => value);
  const scale = scaleLinear()
    .domain([Math.min(0, ...all), Math.max(0, ...all)])
    .range([0, room]);
  const zero = scale(0);
  const parts = groups.map(({ label, value, text }, i) => {
    const y = i * rowHeight;
    const end = scale(value);
    return svg(
      'g',
      { transform: `translate(0 ${y})` },
      title(`${label}: ${text}`),
      svg('text', { x: labels, y: 15, 'text-anchor': 'end' }, clipped(label, labels)),
      svg('rect', {
        x: labels + gap + Math.min(zero, end),
        y: (rowHeight - barHeight) / 2,
        width: Math.max(1, Math.abs(end - zero)),
        height: barHeight,
        rx: 2,
        fill: colourOf(colours, 0),
        ...outlineOf(colours),
      }),
      svg('text', { x: width, y: 15, 'text-anchor': 'end', fill: colours.text }, text),
    );
  });
  return { height: Math.max(1, groups.length) * rowHeight + 4, parts };
}
