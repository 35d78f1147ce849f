import { readFileSync } from 'node:fs';
import { createContext, runInContext, type Context } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { artifact } from './artifacts';

/** As much of a document as drawings need. */
class Drawn {
  readonly children: unknown[] = [];
  readonly attributes: Record<string, string> = {};

  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }

  append(...nodes: unknown[]): void {
    this.children.push(...nodes);
  }

  /** Of itself and all below it. */
  get texts(): string[] {
    const below = this.children.flatMap((one) => (one instanceof Drawn ? one.texts : [String(one)]));
    return [...Object.values(this.attributes), ...below];
  }
}

const order = {
  groups: [
    { label: 'Contoso', value: 12.5, text: '12.5' },
    { label: 'Fabrikam', value: 70_000, text: '70,000' },
  ],
  title: 'Revenue by account',
  width: 640,
  height: 400,
  font: 'sans-serif',
  colours: { text: '#000', muted: '#444', line: '#ccc', background: '#fff', series: ['#111', '#222'] },
  format: String,
};

/** Its libraries are in it without what charts of ours do not reach, so each shape is drawn once. */
describe('the file with the charts', () => {
  it.each(['bar', 'line', 'pie'])('draws a %s chart', (shape) => {
    const chart: unknown = runInContext('dataverseWorkbenchChart(order)', createPage({ ...order, shape }));
    const texts = chart instanceof Drawn ? chart.texts : [];
    expect(texts.join(' ')).toContain('Contoso');
    expect(texts.join(' ')).not.toContain('NaN');
    expect(texts.some((text) => /^M[\d.,-]|^#111$/.test(text))).toBe(true);
  });
});

function createPage(wanted: object): Context {
  const page = createContext({ document: { createElementNS: () => new Drawn() }, order: wanted });
  runInContext(readFileSync(artifact('dist/webview/chart.js'), 'utf8'), page);
  return page;
}
