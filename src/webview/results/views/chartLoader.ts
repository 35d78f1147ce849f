import { ProblemError } from '../../../core/base/problem';
import type { ChartColours, DrawChart } from '../../chart/contract';

const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined;
let loading: Promise<DrawChart> | undefined;

/**
 * Loads `chart.js`, which lies beside this script, when the first chart is wanted. The policy of the page lets it in
 * by the nonce that this script has.
 * @throws ProblemError where it cannot be loaded
 */
export function loadChart(): Promise<DrawChart> {
  loading ??= new Promise<DrawChart>((resolve, reject) => {
    const script = document.createElement('script');
    script.nonce = own?.nonce ?? '';
    script.src = new URL('chart.js', own?.src ?? document.baseURI).href;
    const fail = (): void =>
      reject(
        new ProblemError({
          kind: 'network',
          title: 'The chart could not be loaded.',
          remedy: 'Close the result and run the query again.',
        }),
      );
    script.addEventListener('load', () => {
      const draw = globalThis.dataverseWorkbenchChart;
      if (draw) resolve(draw);
      else fail();
    });
    script.addEventListener('error', fail);
    document.head.append(script);
  });
  return loading;
}

/** Colours of charts, and what stands in for one that a theme does not name. */
const series = [
  ['blue', '#3794ff'],
  ['orange', '#d18616'],
  ['green', '#89d185'],
  ['purple', '#b180d7'],
  ['red', '#f14c4c'],
  ['yellow', '#cca700'],
] as const;

/** Some themes take a colour from what lies over text, where it is half transparent: no colour for an area. */
function opaque(colour: string): string {
  const [, rgb] = /^(#[\da-f]{6})[\da-f]{2}$/i.exec(colour) ?? [];
  return rgb ?? colour.replace(/^rgba\((.+),[^,]+\)$/, 'rgb($1)');
}

/** The colours of the theme as they are now: a picture that is saved knows no variables. */
export function themeColours(): ChartColours {
  const style = getComputedStyle(document.body);
  const variable = (name: string): string => style.getPropertyValue(`--vscode-${name}`).trim();
  const text = variable('foreground') || style.color;
  const contrast = document.body.className.includes('high-contrast');
  return {
    text,
    muted: variable('descriptionForeground') || text,
    line: variable('charts-lines') || text,
    background: variable('editor-background') || 'transparent',
    series: series.map(([name, fallback]) => opaque(variable(`charts-${name}`)) || fallback),
    ...(contrast ? { outline: variable('contrastBorder') || text } : {}),
  };
}
