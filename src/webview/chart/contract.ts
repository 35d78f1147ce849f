/** What the file with the charts takes; it is loaded when the first chart is wanted. */

export type ChartShape = 'bar' | 'line' | 'pie';

export interface ChartGroup {
  readonly label: string;
  readonly value: number;
  /** As it reads: `437M`. */
  readonly text: string;
}

export interface ChartColours {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly background: string;
  /** For the shapes, in their order. */
  readonly series: readonly string[];
  /** High contrast: shapes are outlined in it. */
  readonly outline?: string;
}

export interface ChartOrder {
  readonly shape: ChartShape;
  readonly groups: readonly ChartGroup[];
  /** One sentence for whoever cannot see it. */
  readonly title: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly font: string;
  readonly colours: ChartColours;
  /** How a value of the axis reads. */
  format(value: number): string;
}

/** Draws an SVG that needs no style sheet, so that it can be saved as it is. */
export type DrawChart = (order: ChartOrder) => SVGSVGElement;

declare global {
  /** Set by `chart.js`. */
  var dataverseWorkbenchChart: DrawChart | undefined;
}
