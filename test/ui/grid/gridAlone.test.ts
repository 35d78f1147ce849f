import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GridStage } from './gridStage';
import type { StagedGrid } from './gridStage';
import { hostile, longText, richPage } from './richRows';
import { theme } from './themes';

const pictures = path.resolve(import.meta.dirname, '../../../out/screenshots/grid');

let stage: GridStage;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  stage = await GridStage.start();
});
afterAll(() => stage.dispose());

async function press(grid: StagedGrid, key: string): Promise<readonly [number, number, string]> {
  await grid.page.keyboard.press(key);
  await expect.poll(async () => (await grid.active())[0]).toBeGreaterThan(0);
  return grid.active();
}

describe('30,000 rows of 300 columns', () => {
  let grid: StagedGrid;
  beforeAll(async () => {
    grid = await stage.open(theme('dark'));
    await grid.made('made', 30_000, 300);
    await grid.page.getByRole('grid').focus();
  });
  afterAll(() => grid.close());

  it('are as wide as what is in them, those out of view too', async () => {
    const measured = (): Promise<number> =>
      grid.run('Object.keys(gridPage.grid.columns.state.widths).length');
    await expect.poll(measured).toBe(300);
  });

  it('are walked through with keys, and only what is in view is drawn', async () => {
    const element = grid.page.getByRole('grid');
    expect(await element.getAttribute('aria-rowcount')).toBe('30001');
    expect(await element.getAttribute('aria-colcount')).toBe('301');
    expect((await press(grid, 'Control+End')).slice(0, 2)).toEqual([30_001, 301]);
    expect((await press(grid, 'Home')).slice(0, 2)).toEqual([30_001, 2]);
    expect((await press(grid, 'Control+Home')).slice(0, 2)).toEqual([2, 2]);
    expect((await press(grid, 'PageDown'))[0]).toBeGreaterThan(20);
    expect((await press(grid, 'Control+ArrowRight'))[1]).toBe(301);
    const drawn = (): Promise<number[]> =>
      grid.run(
        `[...document.querySelectorAll('.rows > .gr:first-child [role=gridcell]')].map((cell) => Number(cell.getAttribute('aria-colindex')))`,
      );
    await expect.poll(async () => (await drawn()).at(-1)).toBe(301);
    const columns = await drawn();
    expect(columns).toEqual(columns.toSorted((a, b) => a - b));
    const besideNumbers = `document.querySelector('.rows .gut').getBoundingClientRect().left - document.querySelector('.grid').getBoundingClientRect().left`;
    expect(await grid.run(besideNumbers)).toBe(0);
    expect(await grid.page.locator('.rows [role=gridcell]').count()).toBeLessThan(40 * 20);
    expect(grid.errors).toEqual([]);
  });

  it('show the same value wherever one comes from', async () => {
    await press(grid, 'Control+Home');
    for (let i = 0; i < 7; i++) await press(grid, 'PageDown');
    await press(grid, 'ArrowRight');
    await grid.settled();
    const [row, , text] = await grid.active();
    await press(grid, 'Control+End');
    await grid.run(`gridPage.grid.goTo({ row: ${row - 2}, column: 1 })`);
    await expect.poll(() => grid.active()).toEqual([row, 3, text]);
  });

  it('are sorted by the thread of the rows, and stay in view until the sorted ones are there', async () => {
    await press(grid, 'Control+Home');
    await grid.run(`(async () => {
      const view = { sort: [{ column: 2, descending: true }], filters: [{ column: 5, test: { kind: 'oneOf', values: ['true'] } }], formatted: true };
      await gridPage.windows.arrange(await gridPage.ask('arrange', view));
    })()`);
    await grid.settled();
    const cells = await grid.page.locator('.rows .gc.num[aria-colindex="4"]').allInnerTexts();
    const numbers = cells.map(Number);
    expect(numbers.length).toBeGreaterThan(20);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    expect(Number(await grid.page.getByRole('grid').getAttribute('aria-rowcount'))).toBeLessThan(15_000);
    await grid.run(`(async () => {
      const natural = { sort: [], filters: [], formatted: true };
      await gridPage.windows.arrange(await gridPage.ask('arrange', natural));
    })()`);
    await expect.poll(() => grid.page.getByRole('grid').getAttribute('aria-rowcount')).toBe('30001');
  });
});

describe('5,000,000 rows', () => {
  it('are in reach to the last one, by bar, wheel and keys', async () => {
    const grid = await stage.open(theme('light'));
    await grid.made('endless', 5_000_000, 4);
    const texts = (): Promise<string[]> => grid.page.locator('.rows .gc[aria-colindex="2"]').allInnerTexts();
    await grid.run("document.querySelector('.grid').scrollTop = 1e9");
    await expect.poll(texts).toContain('row 4999999');
    await grid.page.mouse.move(600, 300);
    await grid.page.mouse.wheel(0, -220);
    await expect.poll(async () => (await texts()).includes('row 4999999')).toBe(false);
    await grid.page.getByRole('grid').focus();
    await grid.page.keyboard.press('Control+Home');
    await expect.poll(async () => (await grid.active())[2]).toBe('row 0');
    await grid.page.keyboard.press('Control+End');
    await expect.poll(async () => (await grid.active())[0]).toBe(5_000_001);
    await grid.page.keyboard.press('Home');
    await expect.poll(async () => (await grid.active())[2]).toBe('row 4999999');
    expect(grid.errors).toEqual([]);
    await grid.close();
  });
});

describe('columns', () => {
  it('are sorted, selected, moved, resized, pinned and folded with pointer and keys', async () => {
    const grid = await stage.open(theme('dark'));
    await grid.body(richPage(60));
    const { page } = grid;
    const heading = (name: string) => page.locator('.hc', { has: page.locator('.nm', { hasText: name }) });
    await grid.told();
    await heading('revenue').click();
    await heading('opendeals').click({ modifiers: ['Shift'] });
    await heading('opendeals').click({ button: 'right' });
    await heading('name')
      .first()
      .click({ modifiers: ['Control'] });
    expect(
      (await grid.told()).map(([name, column, add]) => [name, column, typeof add === 'boolean' && add]),
    ).toEqual([
      ['sort', 4, false],
      ['sort', 5, true],
      ['openColumnMenu', 5, false],
    ]);
    expect(await grid.run('gridPage.grid.selected')).toMatchObject({ top: 0, bottom: 59, columns: [0] });
    await grid.run(
      'gridPage.grid.setSort([{ column: 4, descending: true }, { column: 5, descending: false }])',
    );
    await expect.poll(() => heading('revenue').getAttribute('aria-sort')).toBe('descending');

    const from = await heading('opendeals').boundingBox();
    const to = await heading('industrycode').boundingBox();
    if (!from || !to) throw new Error('A heading is missing.');
    await page.mouse.move(from.x + 30, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(to.x + 10, to.y + 20, { steps: 5 });
    await page.mouse.up();
    await expect
      .poll(async () => (await grid.headings()).slice(0, 3))
      .toEqual(['name', 'opendeals', 'industrycode']);
    await grid.run('gridPage.grid.goTo({ row: 0, column: 5 }); gridPage.grid.focus()');
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await expect
      .poll(async () => (await grid.headings()).slice(0, 3))
      .toEqual(['name', 'industrycode', 'opendeals']);
    const said: unknown[] = [];
    const last = async (): Promise<unknown> => {
      said.push(...(await grid.told()));
      return said.at(-1);
    };
    await expect.poll(last).toEqual(['say', 'opendeals: column 3 of 13.']);
    const width = async (): Promise<number> => (await heading('opendeals').boundingBox())?.width ?? 0;
    const before = await width();
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(width).toBe(before + 16);
    await expect.poll(last).toEqual(['say', `${Math.round(before) + 16} pixels wide.`]);

    await grid.run('gridPage.grid.columns.pin(8, true)');
    await grid.run("document.querySelector('.grid').scrollLeft = 5000");
    await expect.poll(async () => (await grid.headings())[0]).toBe('modifiedon');
    const pinned = page.locator('.rows .gr').first().locator('[aria-colindex="2"]');
    await expect.poll(async () => (await pinned.boundingBox())?.x ?? 1000).toBeLessThan(100);
    await grid.run("document.querySelector('.grid').scrollLeft = 0");
    await page.locator('.band', { hasText: 'primarycontactid' }).click();
    await expect.poll(() => grid.headings()).not.toContain('emailaddress1');
    await grid.run('gridPage.grid.goTo({ row: 0, column: 2 }); gridPage.grid.focus()');
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => grid.headings()).toContain('emailaddress1');
    expect(grid.errors).toEqual([]);
    await grid.close();
  });
});

describe('cells', () => {
  let grid: StagedGrid;
  beforeAll(async () => {
    grid = await stage.open(theme('dark'));
    await grid.body(richPage(60));
  });
  afterAll(() => grid.close());

  it('hold hostile text that is text and nothing else', async () => {
    const texts = await grid.page.locator('.rows .gc[aria-colindex="2"]').allInnerTexts();
    for (const text of hostile.filter((one) => !/[\p{Cc}\u202e]/u.test(one))) expect(texts).toContain(text);
    expect(texts).toContain('␛]0;title␇␛[31mred');
    expect(texts).toContain('[U+202E]detrever');
    expect(await grid.run('window.hit')).toBeUndefined();
    expect(await grid.page.locator('.rows :is(script, a, img[src="x"])').count()).toBe(0);
  });

  it('open their collections and their whole text under the row', async () => {
    const { page } = grid;
    await grid.run('gridPage.grid.goTo({ row: 2, column: 0 }); gridPage.grid.focus()');
    await page.keyboard.press('Space');
    await page.locator('.sub').getByText('150 records').waitFor();
    const table = page.getByRole('table', { name: 'contact_customer_accounts' });
    expect(await table.getAttribute('aria-rowcount')).toBe('151');
    await grid.run("document.querySelector('.sg').scrollTop = 1e6");
    await table.getByText('Child 149 of 2').waitFor();
    await page.getByRole('button', { name: 'Open as query' }).click();
    expect((await grid.told()).at(-1)).toEqual(['follow', { row: 2, column: 12 }, 'nested-query']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowUp');
    await grid.run('gridPage.grid.goTo({ row: 1, column: 9 })');
    await page.keyboard.press('F2');
    const whole = page.getByRole('textbox', { name: 'description' });
    await whole.waitFor();
    await page.getByRole('button', { name: 'Copy' }).click();
    expect((await grid.told()).at(-1)).toEqual(['copyText', longText, 'Copied description.']);
    expect((await whole.innerText()).length).toBeLessThan(longText.length);
    const tops = await grid.run<number[]>(
      `[...document.querySelectorAll('.rows > .gr')].map((row) => row.getBoundingClientRect().top)`,
    );
    expect(new Set(tops).size).toBe(tops.length);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.sub').count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect.poll(() => page.locator('.sub').count()).toBe(0);
  });

  it('lead elsewhere by key, click and the buttons over them', async () => {
    const { page } = grid;
    await grid.run('gridPage.grid.goTo({ row: 0, column: 6 }); gridPage.grid.focus()');
    await grid.told();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const owner = page.locator('.rows .gr').nth(3).locator('.lk');
    await owner.locator('.to').click();
    await owner.hover();
    await owner.locator('.act .b').nth(1).click();
    expect(await grid.told()).toEqual([
      ['follow', { row: 0, column: 6 }, 'record-query'],
      ['follow', { row: 0, column: 6 }, 'browser'],
      ['openRecord', 0],
      ['follow', { row: 3, column: 6 }, 'record-query'],
      ['follow', { row: 3, column: 6 }, 'browser'],
    ]);
  });

  it('are selected by dragging over the edge', async () => {
    const { page } = grid;
    await grid.run('gridPage.grid.goTo({ row: 0, column: 1 }); gridPage.grid.focus()');
    await grid.settled();
    const first = await page.locator('.rows .gr').nth(1).locator('[aria-colindex="3"]').boundingBox();
    if (!first) throw new Error('There is no cell.');
    await page.mouse.move(first.x + 20, first.y + 10);
    await page.mouse.down();
    await page.mouse.move(first.x + 40, 900, { steps: 4 });
    await expect
      .poll(async () => (await grid.run<{ bottom: number }>('gridPage.grid.selected')).bottom)
      .toBe(59);
    await page.mouse.up();
    await page.keyboard.press('Control+Shift+C');
    expect((await grid.told()).at(-1)).toMatchObject(['copy', { top: 1, bottom: 59, columns: [1] }, true]);
  });
});

describe.each(['light', 'dark', 'hc'] as const)('the grid in the %s theme', (name) => {
  it('has no serious finding, whatever is open, pinned, marked and filtered', async () => {
    const grid = await stage.open(theme(name));
    await grid.body(richPage(60));
    await grid.run(`(() => {
      const { grid } = gridPage;
      grid.columns.pin(0, true);
      grid.setSort([{ column: 4, descending: true }, { column: 0, descending: false }]);
      grid.setFiltered([4]);
      grid.setFilterRow({ cell: (column) => Object.assign(document.createElement('input'), { ariaLabel: 'Filter ' + column }) });
      grid.setFound({ text: 'an', matchCase: false, wholeWord: false, regex: false });
      grid.goTo({ row: 2, column: 5 });
      grid.focus();
    })()`);
    await grid.page.keyboard.press('Space');
    await grid.page.getByRole('table').waitFor();
    await grid.run('gridPage.grid.toggleDetail({ row: 4, column: 9 })');
    await grid.page.getByRole('textbox', { name: 'description' }).waitFor();
    await grid.run('gridPage.grid.goTo({ row: 6, column: 4 })');
    for (const key of ['Shift+ArrowDown', 'Shift+ArrowRight']) await grid.page.keyboard.press(key);
    await grid.settled();
    await grid.page.screenshot({ path: path.join(pictures, `alone.${name}.png`) });
    const { violations } = await new AxeBuilder({ page: grid.page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    await grid.run('gridPage.grid.focusFilter(12)');
    expect(await grid.run('document.activeElement.ariaLabel')).toBe('Filter 12');
    await grid.page.keyboard.press('Escape');
    expect(await grid.run('document.activeElement.getAttribute("role")')).toBe('grid');
    expect(grid.errors).toEqual([]);
    await grid.close();
  });
});
