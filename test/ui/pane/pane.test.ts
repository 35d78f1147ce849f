import { describe, expect, it } from 'vitest';
import { pageBody } from '../grid/rowsJson';
import { eachPane, poll } from './stage';
import type { StagedPane } from './stage';

let pane: StagedPane;
eachPane((opened) => (pane = opened));

const rows = pageBody(0, 500, 5000, true);

/** The texts of a column, from the first row on view. */
async function column(index: number): Promise<string[]> {
  return pane.page.locator(`.gr > [role=gridcell][aria-colindex="${index}"]`).allInnerTexts();
}

function focused(): Promise<string> {
  return pane.page.evaluate(
    'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent',
  );
}

async function passing(says: RegExp): Promise<void> {
  await poll(() => pane.footer()).toMatch(says);
}

describe('the toolbar', () => {
  it('asks the host where else the query is to run', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.getByRole('toolbar', { name: 'Results' }).getByRole('button').first().focus();
    await pane.press('End');
    expect(await focused()).toBe('Environment contoso-dev: run elsewhere…');
    await pane.press('Enter');
    await poll(() => pane.last('switchEnvironment')).toEqual({ type: 'switchEnvironment' });
  });

  it('asks the host for formatted values that the query keeps away', async () => {
    await pane.run(rows, {}, { unformatted: true });
    const formatted = pane.page.getByRole('button', { name: 'Formatted' });
    expect(await formatted.getAttribute('aria-pressed')).toBe('false');
    expect(await formatted.getAttribute('title')).toContain('did not ask');
    await formatted.click();
    await poll(() => pane.last('wantFormatted')).toEqual({ type: 'wantFormatted' });
    expect(await formatted.getAttribute('aria-pressed')).toBe('false');
    await pane.run(rows);
    expect(await formatted.getAttribute('aria-pressed')).toBe('true');
  });
});

describe('sort and filters', () => {
  it('are made with the keyboard alone and hold for the rows that come and for the next run', async () => {
    const { page } = pane;
    await pane.run(rows, { more: true });
    await page.getByRole('grid').focus();
    await pane.press('Control+Home', 'ArrowRight', 'ArrowRight', 'Alt+ArrowDown');
    await page.getByRole('menu', { name: 'Column revenue' }).waitFor();
    await pane.press('ArrowDown', 'Enter');
    await poll(() => page.locator('[aria-sort=descending]').innerText()).toContain('revenue');
    await poll(async () => (await column(4))[0]).toBe('€184,264,000.50');

    await pane.press('Control+Shift+L');
    await page.getByLabel('Filter revenue', { exact: true }).fill('100,000,000..110,000,000');
    await passing(/\d+ of 500 rows pass the filter/);
    const amounts = async (): Promise<number[]> =>
      (await column(4)).map((text) => Number(text.replaceAll(/[€,]/g, '')));
    await poll(async () => Math.max(...(await amounts()))).toBeLessThan(110_000_000);
    const shown = await amounts();
    expect(Math.min(...shown)).toBeGreaterThan(100_000_000);
    expect(shown).toEqual([...shown].sort((a, b) => b - a));

    const more = new TextDecoder().decode(pageBody(500, 500, undefined, false));
    await pane.host('page', more, { more: false });
    await passing(/of 1,000 rows pass the filter/);

    await pane.run(pageBody(0, 300, undefined, false));
    await passing(/of 300 rows pass the filter/);
    expect(await page.locator('[aria-sort=descending]').innerText()).toContain('revenue');
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await poll(() => pane.footer()).not.toContain('pass the filter');
    await poll(async () => (await column(4)).length).toBeGreaterThan(20);
    expect(await page.getByLabel('Filter revenue', { exact: true }).inputValue()).toBe('');
  });

  it('take values from a list with how many rows hold each', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.getByRole('button', { name: 'Filter row' }).click();
    await page.getByRole('button', { name: /^Filter industrycode/ }).click();
    await page.getByRole('option', { name: /^Insurance/ }).waitFor();
    expect(await page.getByRole('option').count()).toBe(6);
    await page.keyboard.type('ins');
    await poll(() => page.getByRole('option').count()).toBe(1);
    await pane.press('Enter');
    await passing(/83 of 500 rows pass the filter/);
    await pane.press('Escape');
    expect(new Set((await column(3)).map((text) => text.split('\n')[0]))).toEqual(new Set(['Insurance']));
    await page.locator('.gr').getByRole('gridcell', { name: 'Insurance' }).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Exclude this value' }).click();
    await passing(/417 of 500 rows pass the filter/);
    await page.getByLabel('Filter name', { exact: true }).fill('=nobody');
    await passing(/0 of 500 rows pass the filter/);
    await page.getByRole('button', { name: 'Clear the filter', exact: true }).click();
    await poll(async () => (await column(3)).length).toBeGreaterThan(20);
  });

  it('say what is no filter, and leave the rows as they are', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.getByRole('button', { name: 'Filter row' }).click();
    const field = page.getByLabel('Filter revenue', { exact: true });
    await field.fill('much');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.getAttribute('title')).toContain('Type a number');
    await pane.press('Enter');
    await poll(() => page.getByRole('status').allInnerTexts()).toContainEqual(
      expect.stringContaining('Type a number'),
    );
    expect(await pane.footer()).not.toContain('pass');
    await pane.press('Escape', 'Escape');
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('grid');
  });
});

describe('a run anew', () => {
  it('and a reload come back to where the rows were scrolled to, raw or formatted as before', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.getByRole('grid').focus();
    await pane.press('Control+End', 'Control+Alt+v');
    const last = page.locator('.gr[aria-rowindex="501"]');
    await last.waitFor();
    await poll(() => pane.state()).toMatchObject({ formatted: false, kept: 'run of the test' });
    await pane.run(rows);
    await last.waitFor();
    await poll(async () => JSON.stringify(await pane.state())).toMatch(/"row":4[5-9]\d/);
    await page.reload();
    await pane.run(rows);
    await last.waitFor();
    expect(await page.getByRole('button', { name: 'Formatted' }).getAttribute('aria-pressed')).toBe('false');
  });
});

describe('find', () => {
  it('goes from match to match, marks them, and gives the focus back', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.getByRole('grid').focus();
    await pane.press('Control+f');
    await page.keyboard.type('kestrel');
    const result = page.locator('.find .count');
    await poll(() => result.innerText()).toBe('1 of 39');
    expect(await page.locator('#active-cell').innerText()).toBe('Kestrel Airframe Components');
    await pane.press('F3');
    await poll(() => result.innerText()).toBe('2 of 39');
    await pane.pressAtOnce({ key: 'F3', shiftKey: true }, 2);
    await poll(() => result.innerText()).toBe('39 of 39');
    await pane.press('Alt+c');
    await poll(() => result.innerText()).toBe('No match');
    await pane.press('Alt+c', 'Alt+l');
    await passing(/39 of 500 rows pass the filter/);
    await pane.press('Escape');
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('grid');
  });
});

describe('a selection', () => {
  it('is told in figures, each copied by a click, and copied in the format that is chosen', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.getByRole('grid').focus();
    await pane.press('Control+Home', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    for (let i = 0; i < 6; i++) await pane.press('Shift+ArrowDown');
    // Six deals are numbers, 0 to 4 and 6; one is null.
    await passing(/Selected 7 cells, 1 null\s+Sum 16\s+Average 2\.67\s+Min 0\s+Max 6\s+Distinct/);
    await page.getByRole('button', { name: 'Sum 16' }).click();
    expect(await pane.last('copy')).toEqual({ type: 'copy', text: '16' });
    await page.getByRole('button', { name: 'Copy as' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'With headings' }).click();
    await page.getByRole('menuitem', { name: 'Markdown table' }).click();
    expect(await pane.last('copyCells')).toMatchObject({
      cells: { version: 0, top: 0, bottom: 6, columns: [3] },
      format: 'markdown',
      headings: true,
      formatted: true,
    });
    await pane.host('noted', 'Copied 7 rows.');
    await poll(() => page.locator('.note').innerText()).toBe('Copied 7 rows.');
  });

  it('is told in other figures when other rows come under it', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.getByRole('grid').focus();
    await pane.press('Control+Home', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    await pane.press('Shift+ArrowDown', 'Shift+ArrowDown');
    await passing(/Selected 3 cells\s+Sum 3\s/);
    await pane.press('Alt+ArrowDown');
    await page.getByRole('menu', { name: 'Column opendeals' }).waitFor();
    await pane.press('ArrowDown', 'Enter');
    await poll(() => page.locator('[aria-sort=descending]').innerText()).toContain('opendeals');
    await poll(async () => (await column(5)).slice(0, 3).join()).toBe('499,498,497');
    await passing(/Selected 3 cells\s+Sum 1,494\s/);
  });
});

describe('columns', () => {
  it('are found, hidden, moved and put into the query from their list', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.keyboard.type('text1');
    await pane.press('Enter');
    await poll(() => page.locator('.menu .foot').innerText()).toContain('29 of 30 columns');
    await page.getByRole('combobox', { name: 'Find a column' }).fill('');
    await pane.press('ArrowDown', 'Alt+ArrowUp');
    await page.getByRole('button', { name: 'Put these columns into $select' }).click();
    const sent = await pane.last('setSelect');
    if (sent?.type !== 'setSelect') throw new Error('Nothing was sent.');
    expect(sent.columns.slice(0, 3)).toEqual([1, 0, 2]);
    expect(sent.columns).toHaveLength(29);
    expect(await page.locator('[role=columnheader][aria-colindex="2"]').innerText()).toContain(
      'industrycode',
    );
    await poll(() => pane.state()).toMatchObject({ columns: { hidden: ['new_text1'] } });
    await page.reload();
    await pane.run(rows);
    await poll(() => page.locator('[role=columnheader][aria-colindex="2"]').innerText()).toContain(
      'industrycode',
    );
  });
});

describe('keys', () => {
  it('move in the rows as soon as VS Code gives the pane the focus', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.evaluate("document.activeElement?.blur(); window.dispatchEvent(new Event('focus'))");
    await poll(focused).toBe('Rows of Largest active accounts');
    await page.getByRole('button', { name: 'Columns' }).focus();
    await page.evaluate("window.dispatchEvent(new Event('focus'))");
    await pane.frames();
    expect(await focused()).toBe('Columns');
  });

  it('go through the parts of the pane, one stop each', async () => {
    await pane.run(rows, { more: true });
    const stops: string[] = [];
    for (let i = 0; i < 4; i++) {
      await pane.press('F6');
      stops.push(await focused());
    }
    expect(stops).toEqual(['Run again', 'Rows of Largest active accounts', 'Load next page', 'Run again']);
    stops.splice(0);
    for (let i = 0; i < 2; i++) {
      await pane.press('Tab');
      stops.push(await focused());
    }
    expect(stops).toEqual(['Rows of Largest active accounts', 'Load next page']);
    await pane.press('Shift+F6', 'Shift+F6', 'ArrowRight', 'ArrowRight');
    expect(await focused()).toBe('JSON');
    await pane.press('End', 'ArrowLeft', 'Enter');
    await pane.page.getByRole('menu', { name: 'More actions' }).waitFor();
    await pane.press('e', 'Enter');
    expect((await pane.received()).at(-1)).toEqual({ type: 'autoRefresh', seconds: 10 });
    expect(await focused()).toBe('More actions');
    await poll(() => pane.state()).toMatchObject({ refreshSeconds: 10 });
    await pane.page.reload();
    expect(await pane.last('autoRefresh')).toBeUndefined();
    await pane.run(rows);
    expect(await pane.last('autoRefresh')).toEqual({ type: 'autoRefresh', seconds: 10 });
  });

  it('and commands of VS Code do the same', async () => {
    const { page } = pane;
    await pane.run(rows, { more: true });
    await pane.host('command', 'find');
    await page.getByRole('textbox', { name: 'Find', exact: true }).waitFor();
    for (const command of ['toggleFormatted', 'toggleFilterRow', 'pin', 'chart'] as const) {
      await pane.host('command', command);
    }
    await page.getByRole('radio', { name: 'Chart', checked: true }).waitFor();
    await poll(() => pane.state()).toMatchObject({ formatted: false, filterRow: true, view: 'chart' });
    expect(await pane.last('pin')).toEqual({ type: 'pin', on: true });
    await pane.host('command', 'findNext');
    await page.getByText('There is nothing on view that this could be done with.').first().waitFor();
    await pane.host('command', 'grid');
    await pane.host('command', 'columns');
    await page.getByRole('dialog', { name: 'Columns' }).waitFor();
    await pane.host('command', 'copyAs');
    await page.getByRole('menu', { name: 'Copy as' }).waitFor();
    for (const command of ['runAgain', 'nextPage', 'loadAll', 'export'] as const) {
      await pane.host('command', command);
      expect((await pane.received()).at(-1)).toMatchObject({ type: command });
    }
    await pane.host('command', 'previousPart');
    expect(await focused()).not.toBe('');
  });

  it('reach everything in a narrow pane through the menu that takes in what is rare', async () => {
    await pane.page.setViewportSize({ width: 440, height: 500 });
    await pane.run(rows);
    await pane.page.getByRole('button', { name: 'More actions' }).click();
    await pane.page.getByRole('menuitem', { name: 'Copy as…' }).click();
    await pane.page.getByRole('menuitem', { name: 'GUIDs only' }).click();
    expect(await pane.last('copyCells')).toMatchObject({ format: 'guids', cells: { top: 0, bottom: 499 } });
    await pane.page.getByRole('button', { name: 'More actions' }).click();
    await pane.page.getByRole('menuitem', { name: 'Export…' }).click();
    expect(await pane.last('export')).toMatchObject({ view: { sort: [], filters: [] }, formatted: true });
  });
});
