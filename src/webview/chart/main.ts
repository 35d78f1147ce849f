import { bars } from './bars';
import type { ChartOrder, DrawChart } from './contract';
import { line } from './line';
import { pie } from './pie';
import { svg, title } from './svg';

const drawings = { bar: bars, line, pie } as const;

const draw: DrawChart = (order: ChartOrder) => {
  const { height, parts } = drawings[order.shape](order);
  const chart = svg('svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    width: order.width,
    height,
    viewBox: `0 0 ${order.width} ${height}`,
    'font-family': order.font,
    'font-size': 12,
    fill: order.colours.text,
    role: 'img',
    'aria-label': order.title,
  });
  const background = svg('rect', { width: '100%', height: '100%', fill: order.colours.background });
  chart.append(title(order.title), background, ...parts);
  return chart;
};

globalThis.dataverseWorkbenchChart = draw;
