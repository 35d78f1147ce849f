import { scaleLinear, scalePoint } from 'd3-scale';
import { line as lineShape } from 'd3-shape';
import type { ChartColours, ChartGroup, ChartOrder } from './contract';
import type { Drawing } from './svg';
import { clipped, colourOf, svg, title } from './svg';

const bottom = 28;
const top = 10;
const right = 44;
/** A label of the lower axis takes so many pixels. */
const labelWidth = 84;
/** Beyond, points would only thicken the line. */
const mostPoints = 120;

/** A line from group to group, with an axis on the left and labels where there is room for them. */
export function line({ groups, width, height, colours, format }: ChartOrder): Drawing {
  const all = groups.map(({ value }) => value);
  const y = scaleLinear()
    .domain([Math.min(0, ...all), Math.max(0, ...all)])
    .nice(5)
    .range([height - bottom, top]);
  const ticks = y.ticks(5);
  const left = 12 + 7 * Math.max(2, ...ticks.map((tick) => format(tick).length));
  const x = scalePoint<number>()
    .domain(groups.map((_, i) => i))
    .range([left + 8, width - right]);
  const place = (i: number): number => x(i) ?? 0;
  const shape = lineShape<ChartGroup>(
    (_, i) => place(i),
    ({ value }) => y(value),
  );
  const colour = colourOf(colours, 0);
  const path = svg('path', { d: shape([...groups]) ?? '', fill: 'none', stroke: colour, 'stroke-width': 2 });
  const points =
    groups.length > mostPoints
      ? []
      : groups.map((group, i) => point(group, place(i), y(group.value), colour));
  const every = Math.max(1, Math.ceil(labelWidth / x.step()));
  // Neither into the next one nor over the edge.
  const room = (i: number): number => Math.min(every * x.step() - 8, 2 * place(i), 2 * (width - place(i)));
  const labels = groups.flatMap(({ label }, i) =>
    i % every === 0
      ? [
          svg(
            'text',
            { x: place(i), y: height - 8, 'text-anchor': 'middle', fill: colours.muted },
            clipped(label, room(i)),
          ),
        ]
      : [],
  );
  const axis = ticks.map((tick) => axisLine(format(tick), y(tick), left, width - right, colours));
  return { height, parts: [...axis, path, ...points, ...labels] };
}

function point({ label, text }: ChartGroup, x: number, y: number, colour: string): SVGElement {
  return svg('circle', { cx: x, cy: y, r: 3, fill: colour }, title(`${label}: ${text}`));
}

function axisLine(text: string, y: number, left: number, end: number, colours: ChartColours): SVGElement {
  return svg(
    'g',
    { transform: `translate(0 ${y})` },
    svg('line', { x1: left, x2: end, stroke: colours.line, 'stroke-opacity': 0.4 }),
    svg('text', { x: left - 6, y: 4, 'text-anchor': 'end', fill: colours.muted }, text),
  );
}
