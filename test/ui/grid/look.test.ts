import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResultRun } from '../../../src/core/results/resultRun';
import { pageBody } from './rowsJson';
import { Stage } from './stage';
import type { Answer, StagedPane } from './stage';
import { theme } from './themes';
import type { Theme } from './themes';

// Every face of the pane in every theme: pictures to look at (out/screenshots/grid) and an audit by axe.

const pictures = path.resolve(import.meta.dirname, '../../../out/screenshots/grid');

interface Face {
  readonly answers: readonly Answer[];
  readonly run?: Partial<ResultRun>;
  readonly width?: number;
  readonly prepare?: (pane: StagedPane) => Promise<void>;
}

const page = (first: number, total?: number): Answer => ({ body: pageBody(first, 500, total, true) });
const refusal = {
  kind: 'service-refused',
  title: 'The table accounts has no column nam.',
  cause: 'The name is misspelt, or the column was removed.',
  remedy: 'Correct the name. The nearest names are name and new_name.',
  status: 400,
  code: '0x0',
  correlationId: '0f9a6b1e-52c4-4c0e-9d4e-8a1d1c60b7f2',
  details: "Could not find a property named 'nam' on type 'Microsoft.Dynamics.CRM.account'.",
} as const;

const faces: Readonly<Record<string, Face>> = {
  grid: {
    answers: [{ body: pageBody(0, 500, 5000, true) }, page(500)],
    run: { environment: { name: 'contoso', protected: true } },
    prepare: async ({ page: { keyboard }, page }) => {
      await page.getByRole('gridcell').nth(20).click();
      await keyboard.press('Shift+ArrowDown');
      await keyboard.press('Shift+ArrowDown');
      await keyboard.press('Shift+ArrowRight');
    },
  },
  stored: {
    answers: [{ body: pageBody(0, 40, undefined, false) }],
    prepare: ({ page }) => page.getByRole('button', { name: 'Formatted' }).click(),
  },
  narrow: {
    answers: [{ body: pageBody(0, 500, 5000, true) }, page(500)],
    run: { environment: { name: 'contoso', protected: true } },
    width: 520,
  },
  cut: {
    answers: [
      { body: pageBody(0, 500, undefined, true) },
      { problem: { ...refusal, action: 'sign-in' } },
      page(500),
    ],
    prepare: ({ page }) => page.getByRole('button', { name: 'Try again' }).hover(),
  },
  empty: { answers: [{ body: '{"@odata.context":"x","value":[]}' }] },
  value: { answers: [{ body: '\ufeff5000', contentType: 'text/plain' }] },
  created: {
    answers: [
      {
        status: 204,
        entityId: 'https://pane.test/api/data/v9.2/accounts(5d0c7a1e-3c41-ed11-9db0-000d3a4a1b2c)',
      },
    ],
    run: { request: { method: 'POST', url: 'https://pane.test/api/data/v9.2/accounts' } },
  },
  refused: {
    answers: [{ problem: refusal }],
    prepare: ({ page }) => page.getByText('Details', { exact: true }).click(),
  },
};

describe.each(['light', 'dark', 'hc'] as const)('the pane in the %s theme', (name: Theme['name']) => {
  let stage: Stage;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    stage = await Stage.start();
  });
  afterAll(() => stage.dispose());

  it.each(Object.keys(faces))('shows %s without a serious finding', async (face) => {
    const { answers, run, width = 1260, prepare } = faces[face]!;
    const pane = await stage.open(theme(name), { width, height: 640 });
    const session = stage.session(answers, run);
    await pane.show(session);
    if (face === 'cut') await session.nextPage();
    await prepare?.(pane);
    await pane.frames();
    await pane.page.screenshot({ path: path.join(pictures, `${face}.${name}.png`) });
    const { violations } = await new AxeBuilder({ page: pane.page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    expect(pane.errors).toEqual([]);
    await pane.close();
  });
});
