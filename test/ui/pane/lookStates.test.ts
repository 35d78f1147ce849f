import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { pageBody } from '../grid/rowsJson';
import { exchange } from './exchange';
import { eachPane } from './stage';
import type { StagedPane } from './stage';

// What is seen where the system or the data are not as usual: by what the browser computes, not by pictures.

let pane: StagedPane;
eachPane((opened) => (pane = opened), { width: 760, height: 420 });

describe('under the colours of the system', () => {
  it('shows what is on, chosen and found in colours that belong together', async () => {
    const { page } = pane;
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
    await pane.run(pageBody(0, 50, 50, false));
    await page.getByRole('grid').focus();
    await pane.press('Control+f');
    await page.keyboard.type('nord');
    await page
      .locator('.find')
      .getByText(/\d of \d/)
      .waitFor();
    const [chosen, found] = [await system('Highlight', 'HighlightText'), await system('Mark', 'MarkText')];
    expect(await colours('.gc.cur mark')).toEqual(chosen);
    expect(await colours('.gc:not(.cur) mark')).toEqual(found);
    expect(await colours('.seg > [aria-checked="true"]')).toEqual(chosen);
    expect(await colours('.btn[aria-pressed="true"]')).toEqual(chosen);
    await pane.press('Escape', 'Alt+ArrowDown');
    expect(await colours('.mi:focus')).toEqual(chosen);
    await pane.press('Escape', 'Enter');
    await page.getByRole('region', { name: 'Record' }).getByRole('heading').waitFor();
    await page.locator('.rec').focus();
    expect(await colours('.rec .rr.cur')).toEqual(chosen);
  });
});

describe('a page of a workbench', () => {
  it('is named by a heading, with those of its parts below', async () => {
    const { page } = pane;
    await pane.run(pageBody(0, 50, 50, false));
    await page.getByRole('grid').focus();
    await pane.press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Nordhavn Shipping A/S' }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual([
      'Largest active accounts',
    ]);
    expect(await outline()).toEqual([]);
    await pane.press('Escape');
    await page.getByRole('radio', { name: 'Raw' }).click();
    await pane.host('exchanges', [exchange], 1);
    await page.getByRole('heading', { name: '200 OK' }).waitFor();
    expect(await outline()).toEqual([]);
  });

  it('stands still where VS Code is told to reduce motion, whatever the system says', async () => {
    const { page } = pane;
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await pane.host('begin');
    const moves = (): Promise<string> => style('.topprog.on > i', 'animationName');
    expect(await moves()).toBe('dw-slide');
    await page.evaluate("document.body.classList.add('vscode-reduce-motion')");
    expect(await moves()).toBe('none');
  });

  it('keeps the ways out of an empty answer apart', async () => {
    await pane.run('{"@odata.context":"x","value":[]}');
    const [request, filter] = await boxes('.msg .acts > button');
    expect(request && filter && filter.left - request.right).toBeGreaterThan(8);
  });
});

describe('a chart', () => {
  it('draws no others beside single groups, and tells of them', async () => {
    await chartOf(Array.from({ length: 1000 }, (_, i) => ({ name: `Category ${i}`, revenue: 1000 + i })));
    const bars = await boxes('.chartstage g > rect');
    expect(bars).toHaveLength(24);
    expect(Math.min(...bars.map(({ left, right }) => right - left))).toBeGreaterThan(100);
    await pane.page.getByText('; 976 smaller ones, together 1.5M, are in the table alone').waitFor();
    await pane.page.getByRole('button', { name: 'Show as table' }).click();
    await pane.page.getByRole('rowheader', { name: 'Others' }).waitFor();
  });

  it('has each label of a line in a place of its own, within the picture', async () => {
    await chartOf(
      Array.from({ length: 60 }, (_, i) => ({ name: `A label without an end ${i}`, revenue: i })),
      'line',
    );
    const labels = await boxes('.chartstage svg > text');
    expect(labels.length).toBeGreaterThan(3);
    const overlaps = labels.filter(({ left }, i) => i > 0 && left < (labels[i - 1]?.right ?? 0));
    expect(overlaps).toEqual([]);
    const [picture] = await boxes('.chartstage > svg');
    expect(labels.every(({ left, right }) => left >= picture!.left && right <= picture!.right)).toBe(true);
  });

  it('keeps the numbers of a pie whole beside labels of any length and direction', async () => {
    const arabic = 'شركة النور للتجارة والمقاولات العامة المحدودة في الشرق الأوسط';
    await chartOf(
      [
        { name: arabic.repeat(3), revenue: 3 },
        { name: 'x'.repeat(200), revenue: 1 },
      ],
      'pie',
    );
    await pane.page.locator('.chartstage tspan').first().waitFor();
    const texts = await pane.page.locator('.chartstage g > text').allTextContents();
    expect(texts.map((text) => text.replace(/^.*…/, '…'))).toEqual(['…: 3, 75.0 %', '…: 1, 25.0 %']);
    expect(await style('.chartstage tspan', 'unicodeBidi')).toBe('isolate');
  });

  it('says why there is no pie, and what is left out of one', async () => {
    await chartOf(
      [0, -2].map((revenue) => ({ name: `n${revenue}`, revenue })),
      'pie',
    );
    await pane.page.getByText('No value is above zero.').waitFor();
    await chartOf(
      [0, -2, 5].map((revenue) => ({ name: `n${revenue}`, revenue })),
      'pie',
    );
    await pane.page.getByText('Not drawn: 2 of zero or less').waitFor();
  });
});

/** What each shape alone has. */
const drawn = { bar: 'g > rect', line: 'path[fill="none"]', pie: 'text' } as const;

async function chartOf(rows: readonly object[], shape: keyof typeof drawn = 'bar'): Promise<void> {
  const { page } = pane;
  await pane.run(JSON.stringify({ '@odata.context': 'x', value: rows }));
  await page.getByRole('radio', { name: 'Chart' }).click();
  await page.getByLabel('Shape').selectOption(shape);
  await page.getByLabel('Column of the groups').selectOption('name');
  await page.locator('.chartnote').getByText('Sum of revenue by name').waitFor();
  await page.locator(`.chartstage ${drawn[shape]}`).first().waitFor();
}

type Colours = readonly [background: string, text: string];

function colours(selector: string): Promise<Colours> {
  return pane.page.evaluate(
    `(() => { const { backgroundColor, color } = getComputedStyle(document.querySelector(${JSON.stringify(selector)}));
      return [backgroundColor, color]; })()`,
  );
}

/** What the system's names stand for. */
async function system(background: string, text: string): Promise<Colours> {
  await pane.page.evaluate(
    `(() => { const probe = document.createElement('i'); probe.id = 'probe';
      probe.style.cssText = 'background: ${background}; color: ${text}; forced-color-adjust: none';
      document.querySelector('#probe')?.remove(); document.body.append(probe); })()`,
  );
  return colours('#probe');
}

function style(selector: string, property: string): Promise<string> {
  return pane.page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${property}`);
}

function boxes(selector: string): Promise<readonly { readonly left: number; readonly right: number }[]> {
  return pane.page.evaluate(
    `[...document.querySelectorAll('${selector}')].map((one) => one.getBoundingClientRect().toJSON())`,
  );
}

/** What axe finds to be wrong with the headings. */
async function outline(): Promise<readonly string[]> {
  const rules = ['page-has-heading-one', 'heading-order', 'empty-heading'];
  const { violations } = await new AxeBuilder({ page: pane.page }).withRules(rules).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
