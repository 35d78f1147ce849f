import { describe, expect, it } from 'vitest';
import { pageBody } from '../grid/rowsJson';
import { exchange } from './exchange';
import { eachPane, poll } from './stage';
import type { StagedPane } from './stage';

let pane: StagedPane;
eachPane((opened) => (pane = opened));

const rows = pageBody(0, 500, 5000, true);

describe('a record', () => {
  it('opens beside the grid, goes from row to row and back', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.getByRole('grid', { name: /^Rows of/ }).focus();
    await pane.press('Control+Home', 'Enter');
    const record = page.getByRole('region', { name: 'Record' });
    await poll(() => record.getByRole('heading').innerText()).toBe('Nordhavn Shipping A/S');
    await pane.press('Alt+ArrowDown');
    await poll(() => record.getByRole('heading').innerText()).toBe('Kestrel Airframe Components');
    expect(await page.locator('#active-cell').innerText()).toBe('Kestrel Airframe Components');
    await record.getByRole('textbox').fill('owner');
    const lookup = record.getByRole('row', { name: /_ownerid_value/ });
    expect(await lookup.innerText()).toContain('Jonas Weidemann');
    await record.getByRole('button', { name: 'Copy as JSON' }).click();
    const cells = { top: 1, bottom: 1, columns: expect.arrayContaining([0, 4]) as unknown };
    expect(await pane.last('copyCells')).toMatchObject({ cells, format: 'record' });
    await lookup.locator('.go').click();
    expect(await pane.last('follow')).toMatchObject({ row: 1, column: 4, to: 'record-query' });
    await pane.press('Escape');
    expect(await record.isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('grid');
    await pane.press('Escape');
    expect((await pane.received()).at(-1)).toEqual({ type: 'leave' });
  });
});

describe('a record whose query runs again', () => {
  it('stays where it was, with the focus in it, and goes when there are no rows', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.getByRole('grid', { name: /^Rows of/ }).focus();
    await pane.press('Control+Home', 'ArrowDown', 'Enter');
    const record = page.getByRole('region', { name: 'Record' });
    const name = (): Promise<string> => record.getByRole('heading').innerText();
    await poll(name).toBe('Kestrel Airframe Components');
    const changed = new TextDecoder().decode(rows).replace('Kestrel Airframe Components', 'Kestrel');
    await pane.run(changed);
    await poll(name).toBe('Kestrel');
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Columns of the record');
    await pane.run('{"value":[]}');
    await record.waitFor({ state: 'hidden' });
    await poll(() => page.evaluate('document.activeElement.textContent')).toBe('Show the request');
    await pane.run('{"@odata.context":"$metadata#accounts/$entity","name":"Alone"}');
    await poll(name).toBe('Alone');
    await pane.run(rows);
    await record.waitFor({ state: 'hidden' });
  });
});

describe('a record that is not in its row any more', () => {
  const all = new TextDecoder().decode(rows);
  const page = (skip: number, count: number): string =>
    new TextDecoder().decode(pageBody(skip, count, count, false));
  const record = () => pane.page.getByRole('region', { name: 'Record' });
  const name = (): Promise<string> => record().getByRole('heading').innerText();
  const state = (button: string): Promise<string | null> =>
    record().getByRole('button', { name: button }).getAttribute('aria-disabled');
  const open = async (down: number): Promise<void> => {
    await pane.page.getByRole('grid', { name: /^Rows of/ }).focus();
    await pane.press('Control+Home', ...Array.from({ length: down }, () => 'ArrowDown'), 'Enter');
  };
  const closed = async (): Promise<void> => {
    await record().waitFor({ state: 'hidden' });
    await poll(() => pane.page.evaluate('document.activeElement.getAttribute("role")')).toBe('grid');
    await poll(() => pane.page.locator('.sr[role=status]').innerText()).toContain('The record was closed');
  };

  it('is not taken for another one: of fewer rows, or where others came before it', async () => {
    await pane.run(all);
    await open(3);
    await poll(name).toMatch(/^Müller/);
    await pane.run(page(0, 2));
    await closed();
    await pane.run(all);
    await open(3);
    await pane.run(page(1, 400));
    await closed();
  });

  it('waits for its page, and does nothing meanwhile', async () => {
    await pane.run(page(0, 10));
    await open(6);
    await poll(name).toBe('Castellane Assurances');
    await pane.host('begin');
    for (const button of ['Open in browser', 'New query', 'Copy as JSON', 'Previous row', 'Next row']) {
      expect(await state(button)).toBe('true');
    }
    const before = (await pane.received()).length;
    await record().getByRole('button', { name: 'New query' }).click({ force: true });
    await record()
      .getByRole('row', { name: /_ownerid_value/ })
      .locator('.go')
      .click();
    await pane.press('Alt+ArrowDown');
    await pane.host('page', page(0, 4), { phase: 'loading-all' });
    await record().getByRole('button', { name: 'Copy as JSON' }).click({ force: true });
    expect((await pane.received()).slice(before)).toEqual([]);
    expect([await name(), await state('New query')]).toEqual(['Castellane Assurances', 'true']);
    await pane.host('page', page(4, 4));
    await poll(() => state('New query')).toBe('false');
    expect([await name(), await record().locator('.place').innerText()]).toEqual([
      'Castellane Assurances',
      'Row 7 of 8',
    ]);
  });

  it('says so where a long text cannot be copied whole', async () => {
    const text = 'long '.repeat(1000);
    await pane.run(JSON.stringify({ value: [{ name: 'Aarhus', description: text }] }));
    await open(0);
    await poll(name).toBe('Aarhus');
    await pane.press('ArrowDown');
    await pane.host('begin');
    await pane.press('Control+c');
    await poll(() => pane.page.locator('.sr[role=status]').innerText()).toMatch(
      /^Could not read description/,
    );
    expect(await pane.last('copy')).toBe(undefined);
  });

  it('stays in a filtered view where it was, and closes where the rows are sorted otherwise', async () => {
    await pane.run(all);
    await pane.page.getByRole('grid', { name: /^Rows of/ }).focus();
    await pane.press('Control+Shift+L');
    await pane.page.keyboard.type('Kestrel');
    await poll(() => pane.footer()).toContain('39');
    await open(0);
    await poll(name).toBe('Kestrel Airframe Components');
    await pane.run(all);
    await poll(() => state('New query')).toBe('false');
    expect([await name(), await record().locator('.place').innerText()]).toEqual([
      'Kestrel Airframe Components',
      'Row 1 of 39',
    ]);
    await pane.page.getByRole('columnheader', { name: /^name/ }).click();
    await pane.page.getByRole('columnheader', { name: /^name/ }).click();
    await record().waitFor({ state: 'hidden' });
  });

  it('is known by its place alone where it has no id', async () => {
    const city = (...names: string[]): string =>
      JSON.stringify({ value: names.map((one) => ({ name: one })) });
    await pane.run(city('Aarhus', 'Odense', 'Esbjerg'));
    await open(1);
    await pane.run(city('Aarhus', 'Odense!'));
    await poll(name).toBe('Odense!');
    expect(await state('New query')).toBe('false');
    await pane.run(city('Aarhus'));
    await closed();
  });
});

describe('the other views', () => {
  it('show the exchange, keep the token out, and copy line by line', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.getByRole('radio', { name: 'Raw' }).click();
    expect(await pane.last('watchExchanges')).toMatchObject({ on: true });
    await pane.host(
      'exchanges',
      [{ ...exchange, status: 429, statusText: 'Too Many Requests' }, exchange],
      7,
    );
    const raw = page.getByRole('region', { name: 'Request and answer' });
    expect(await raw.innerText()).toMatch(/200 OK[\s\S]*kept out of every view/);
    await raw.getByRole('button', { name: 'Copy x-ms-service-request-id' }).click();
    expect(await pane.last('copy')).toMatchObject({
      text: 'x-ms-service-request-id: 0f9a6b1e-52c4-4c0e-9d4e-8a1d1c60b7f2',
    });
    await raw.getByRole('combobox').selectOption({ label: '6 of 7: 429' });
    expect(await raw.innerText()).toContain('429 Too Many Requests');
    await raw.getByRole('button', { name: 'Copy as cURL' }).click();
    expect(await pane.last('copyAsCurl')).toMatchObject({ run: 1 });
    await page.getByRole('radio', { name: 'JSON' }).click();
    expect((await pane.received()).at(-1)).toEqual({ type: 'showJson' });
    expect(await page.getByRole('radio', { name: 'Raw' }).getAttribute('aria-checked')).toBe('true');
  });

  it('draw a chart, tell it as a table and save it as a picture', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.getByRole('radio', { name: 'Chart' }).click();
    await page.getByLabel('Measure').selectOption('sum');
    const picture = page.getByRole('img', { name: /^Sum of revenue by industrycode/ });
    await picture.waitFor();
    for (const shape of ['pie', 'line', 'bar']) {
      await page.getByLabel('Shape').selectOption(shape);
      await picture.waitFor();
    }
    await page.getByRole('button', { name: 'Save as SVG' }).click();
    await poll(() => pane.last('savePicture')).toMatchObject({ format: 'svg' });
    const svg = await pane.last('savePicture');
    if (svg?.type !== 'savePicture') throw new Error('No picture came.');
    expect(svg.data).toMatch(/^<\?xml[\s\S]*<svg [\s\S]*Transportation[\s\S]*<\/svg>\s*$/);
    expect(svg.data).not.toMatch(/var\(|style=|<script/);
    await page.getByRole('button', { name: 'Save as PNG' }).click();
    await poll(() => pane.last('savePicture')).toMatchObject({ format: 'png' });
    const png = await pane.last('savePicture');
    if (png?.type !== 'savePicture') throw new Error('No picture came.');
    const bytes = Buffer.from(png.data, 'base64');
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    // Width and height of the header: 960 by 132 or more, twice as sharp.
    expect(bytes.readUInt32BE(16)).toBe(1920);
    await page.getByLabel('Column of the groups').selectOption('modifiedon');
    await page.getByLabel('Period').selectOption('day');
    await page.getByRole('button', { name: 'Show as table' }).click();
    await poll(() => page.getByRole('row').count()).toBe(1 + 28);
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(['Group', 'Value', 'Rows']);
  });
});

describe('a filter that no row passes', () => {
  it('is one key away', async () => {
    const { page } = pane;
    await pane.run('{"value":[]}', {}, { target: "accounts?$filter=name eq 'Nobody'" });
    await page.getByRole('button', { name: 'Go to the filter' }).press('Enter');
    await poll(() => pane.last('showFilter')).toEqual({ type: 'showFilter' });
  });
});

describe('a pinned result', () => {
  it('is compared with the next one, and can be let go', async () => {
    const { page } = pane;
    await pane.run(rows);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /^Pin and compare/ }).click();
    expect(await pane.last('pin')).toEqual({ type: 'pin', on: true });
    await pane.host('comparison', { pinned: true });
    const bar = page.getByRole('group', { name: 'Comparison' });
    expect(await bar.innerText()).toContain('This result is pinned.');
    await pane.run(rows);
    const counts = { added: 3, removed: 0, changedRows: 1, changedCells: 2, onlyBefore: [], onlyAfter: [] };
    await pane.host('comparison', { pinned: true, summary: { key: 'accountid', ...counts } });
    expect(await bar.innerText()).toContain('3 added, 0 removed, 1 row changed (2 cells)');
    await bar.getByRole('button', { name: 'Unpin' }).click();
    expect(await pane.last('pin')).toEqual({ type: 'pin', on: false });
    await pane.host('comparison', { pinned: false });
    expect(await bar.isVisible()).toBe(false);
  });
});
