import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComparisonSummary } from '../../../src/core/results/questions';
import { pageBody } from '../grid/rowsJson';
import { theme } from '../grid/themes';
import type { Theme } from '../grid/themes';
import { exchange } from './exchange';
import { PaneStage } from './stage';
import type { StagedPane } from './stage';

const pictures = path.resolve(import.meta.dirname, '../../../out/ui/pane');

interface Face {
  /** What is looked into for findings; the whole pane where it says nothing. */
  readonly part?: string;
  readonly width?: number;
  readonly height?: number;
  readonly prepare?: (pane: StagedPane) => Promise<void>;
}

const faces: Readonly<Record<string, Face>> = {
  wide: {
    prepare: async (pane) => {
      await pane.page.getByRole('button', { name: 'Filter row' }).click();
      await pane.page.getByLabel('Filter revenue', { exact: true }).fill('>=90,000,000');
      await pane.page.getByText(/rows pass the filter/).waitFor();
      await pane.page.getByRole('gridcell').nth(10).click();
      await pane.press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight', 'Alt+ArrowDown');
      await pane.page.getByRole('menu').waitFor();
    },
  },
  medium: { part: '.tb', width: 670, height: 360 },
  find: {
    part: '.find',
    width: 440,
    height: 300,
    prepare: async (pane) => {
      await pane.page.getByRole('grid').focus();
      await pane.press('Control+f');
      await pane.page.keyboard.type('ship');
      await pane.page
        .locator('.find')
        .getByText(/\d of \d/)
        .waitFor();
    },
  },
  copy: {
    part: '.menu',
    width: 700,
    height: 420,
    prepare: (pane) => pane.page.getByRole('button', { name: 'Copy as' }).click(),
  },
  // A zoomed window: the menu has no room, and scrolls.
  low: {
    part: '.menu',
    width: 360,
    height: 220,
    prepare: async (pane) => {
      await pane.page.getByRole('grid').focus();
      await pane.press('Alt+ArrowDown', 'End');
      await pane.page
        .getByRole('menuitem', { name: 'About this column' })
        .and(pane.page.locator(':focus'))
        .waitFor();
    },
  },
  columns: {
    part: '.menu',
    width: 700,
    height: 480,
    prepare: (pane) => pane.page.getByRole('button', { name: 'Columns' }).click(),
  },
  values: {
    part: '.menu',
    width: 700,
    height: 420,
    prepare: async (pane) => {
      await pane.page.getByRole('button', { name: 'Filter row' }).click();
      await pane.page.getByRole('button', { name: /^Filter industrycode/ }).click();
      await pane.page.getByRole('option').first().waitFor();
      await pane.press('ArrowDown', 'Space');
    },
  },
  record: {
    part: '.record',
    prepare: async (pane) => {
      await pane.page.getByRole('grid').focus();
      await pane.press('Enter');
      await pane.page.getByRole('heading', { level: 2 }).waitFor();
    },
  },
  raw: {
    width: 760,
    height: 520,
    prepare: async (pane) => {
      await pane.page.getByRole('radio', { name: 'Raw' }).click();
      await pane.host('exchanges', [exchange], 1);
    },
  },
  chart: {
    width: 760,
    height: 420,
    prepare: async (pane) => {
      await pane.page.getByRole('radio', { name: 'Chart' }).click();
      await pane.page.locator('.chartstage svg').waitFor();
    },
  },
};

/** Colours differ from theme to theme, what is there does not: one theme shows all, the others what is rich in them. */
const rich = ['wide', 'values', 'record', 'raw', 'chart'];
const shown = (['light', 'dark', 'hc'] as const).flatMap((name) =>
  (name === 'light' ? Object.keys(faces) : rich).map((face) => [name, face] as const),
);

describe('the pane', () => {
  let stage: PaneStage;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    stage = await PaneStage.start();
  });
  afterAll(() => stage.dispose());

  it.each(shown)('in the %s theme shows %s without a serious finding', async (name: Theme['name'], face) => {
    const { part = 'main', width = 1260, height = 560, prepare } = faces[face] ?? {};
    const pane = await stage.open(theme(name), { width, height });
    await pane.run(pageBody(0, 500, 5000, true), { more: true, countLimitExceeded: true });
    await pane.page.getByRole('gridcell').first().waitFor();
    await prepare?.(pane);
    await pane.frames();
    await pane.page.screenshot({ path: path.join(pictures, `${face}.${name}.png`) });
    const { violations } = await new AxeBuilder({ page: pane.page }).include(part).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    expect(pane.errors).toEqual([]);
    await pane.close();
  });

  it('hides and cuts off nothing of its lines where it is as narrow as a side bar', async () => {
    const pane = await stage.open(theme('dark'), { width: 300, height: 560 });
    const waiting = 'The server asked for a pause of 37 s.';
    await pane.run(pageBody(0, 500, 5000, true), { more: true, phase: 'loading-all', waiting });
    await pane.host('comparison', { pinned: true, summary });
    await pane.page.getByRole('grid').focus();
    await pane.press('Control+f');
    await pane.page.keyboard.type('ship');
    await pane.page.locator('.find .count').getByText(/of/).waitFor();
    expect(await pane.page.getByText(waiting).isVisible()).toBe(true);
    // Figures beside each other, and a sentence in a few lines.
    const words = await pane.page.locator('.compare .words').boundingBox();
    expect(words?.width).toBeGreaterThan(150);
    expect(await tooWide(pane, '.find', '.compare > .line', '[aria-label="Loaded rows"]')).toEqual([]);
    await pane.press('Escape', 'Enter');
    await pane.page.getByRole('heading', { level: 2 }).waitFor();
    expect(await tooWide(pane, '.crumb', '.rectools', '.rec', '.record .ft')).toEqual([]);
    await pane.press('Escape');
    await pane.page.getByRole('radio', { name: 'Raw' }).click();
    await pane.host('exchanges', [exchange], 1);
    const value = await pane.page.getByText('application/json; odata.metadata=minimal').boundingBox();
    expect(value?.width).toBeGreaterThan(200);
    await pane.close();
  });
});

const summary: ComparisonSummary = {
  key: 'accountid',
  added: 3,
  removed: 2,
  changedRows: 14,
  changedCells: 40,
  onlyBefore: ['new_old'],
  onlyAfter: ['new_fresh'],
};

/** Which of them hold something that goes beyond their edge. */
function tooWide(pane: StagedPane, ...parts: readonly string[]): Promise<unknown> {
  return pane.page.evaluate(
    `${JSON.stringify(parts)}.filter((part) => {
      const { scrollWidth, clientWidth } = document.querySelector(part);
      return scrollWidth > clientWidth;
    })`,
  );
}
