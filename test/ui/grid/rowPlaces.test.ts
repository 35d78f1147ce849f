import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GridStage } from './gridStage';
import type { StagedGrid } from './gridStage';
import { theme } from './themes';

const rowHeight = 22;

/** A row on screen: its number from 0, pixels below the headings, what its first cell says, whether it is striped. */
interface DrawnRow {
  readonly row: number;
  readonly top: number;
  readonly text: string;
  readonly striped: boolean;
}

/** In the order in which they stand on screen: the document follows a moment later. */
const drawnRows = `(() => {
  const under = document.querySelector('.ghead').getBoundingClientRect().bottom;
  return [...document.querySelectorAll('.rows > .gr')].map((row) => ({
    row: Number(row.getAttribute('aria-rowindex')) - 2,
    top: Math.round(row.getBoundingClientRect().top - under),
    text: row.querySelector('[aria-colindex="2"]').textContent,
    striped: row.classList.contains('alt'),
  })).sort((a, b) => a.row - b.row);
})()`;

let stage: GridStage;
let grid: StagedGrid;
beforeAll(async () => {
  stage = await GridStage.start();
  grid = await stage.open(theme('dark'));
  await grid.made('endless', 200_000, 4);
});
afterAll(() => stage.dispose());

describe('rows', () => {
  it('stand where the bar says, after steps and jumps of any length', async () => {
    const view = await grid.run<number>(
      "document.querySelector('.grid').clientHeight - document.querySelector('.ghead').clientHeight",
    );
    for (const step of [0, 66, 22_022, 120, 1_234_567, -22, -700, 2_000_003, -3_000_000, 45, 1_100_000]) {
      const top = await grid.run<number>(`(document.querySelector('.grid').scrollTop += ${step})`);
      const expected = Math.floor(top / rowHeight);
      await expect
        .poll(async () => {
          const rows = await grid.run<DrawnRow[]>(drawnRows);
          return rows.some(({ row, text }) => row === expected && text === `row ${expected}`);
        })
        .toBe(true);
      await grid.settled();
      const rows = await grid.run<DrawnRow[]>(drawnRows);
      for (const { row, top: at, text, striped } of rows) {
        expect({ row, at, text, striped }).toEqual({
          row,
          at: Math.round(row * rowHeight - top),
          text: `row ${row}`,
          striped: row % 2 === 1,
        });
      }
      expect(rows.at(0)?.top).toBeLessThanOrEqual(0);
      expect((rows.at(-1)?.top ?? 0) + rowHeight).toBeGreaterThanOrEqual(view);
    }
  });

  it('that come when there is more room are not selected as those are that were there', async () => {
    await grid.run("document.querySelector('.grid').scrollTop = 0");
    await expect.poll(async () => (await grid.run<DrawnRow[]>(drawnRows)).at(0)?.text).toBe('row 0');
    await grid.settled();
    const before = (await grid.run<DrawnRow[]>(drawnRows)).length;
    await grid.page.locator('.rows > .gr').first().locator('[aria-colindex="3"]').click();
    expect((await grid.active()).slice(0, 2)).toEqual([2, 3]);
    await grid.page.setViewportSize({ width: 1260, height: 900 });
    await expect.poll(async () => (await grid.run<DrawnRow[]>(drawnRows)).length).toBeGreaterThan(before + 8);
    const rows = await grid.run<DrawnRow[]>(drawnRows);
    expect(rows.map(({ text }) => text)).toEqual(rows.map((_, i) => `row ${i}`));
    expect(await grid.page.locator('.rows [aria-selected]').count()).toBe(1);
    expect(await grid.page.locator('#active-cell').count()).toBe(1);
    expect(await grid.page.locator('.rows .insel').count()).toBe(1);
    expect(grid.errors).toEqual([]);
  });
});
