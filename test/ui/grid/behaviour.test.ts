import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageBody } from './rowsJson';
import { Stage } from './stage';
import type { Answer, StagedPane } from './stage';
import { theme } from './themes';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start();
});
afterAll(() => stage.dispose());

function active(pane: StagedPane): Promise<readonly [row: string | null, column: string | null]> {
  return pane.page.evaluate(
    `(() => { const cell = document.getElementById('active-cell');
      return [cell?.closest('[role=row]')?.getAttribute('aria-rowindex') ?? null, cell?.getAttribute('aria-colindex') ?? null]; })()`,
  );
}

/** Rows of headings: bands of the expanded record, and names. */
const heads = 2;
/** `aria-colindex` of the last column: 29, two of the expanded record, and the row's number. */
const last = 32;

function rowTexts(pane: StagedPane): Promise<string[]> {
  return pane.page.locator('.rows > .gr').allInnerTexts();
}

describe('100,000 rows of 30 columns', () => {
  let pane: StagedPane;
  const pages: Answer[] = Array.from({ length: 20 }, (_, i) => ({
    get body() {
      return pageBody(i * 5000, 5000, i === 0 ? 5000 : undefined, i < 19);
    },
  }));

  beforeAll(async () => {
    pane = await stage.open(theme('dark'));
    const session = stage.session(pages);
    await pane.show(session);
    await session.loadAll();
    await pane.settled(session);
  });
  afterAll(() => pane.close());

  it('are all there, and only those in view are drawn', async () => {
    expect(await pane.rows()).toBe(100_000);
    expect(await pane.page.getByRole('grid').getAttribute('aria-colcount')).toBe(String(last));
    const drawn = await pane.drawn();
    expect(drawn.rows).toBeGreaterThan(30);
    expect(drawn.rows).toBeLessThan(60);
    expect(drawn.cells).toBeLessThan(60 * 20);
    expect(pane.errors).toEqual([]);
  });

  it('stand in the document in their order after any scrolling', async () => {
    for (const top of [100_000, 99_900, 2_000_000, 1_999_000, 0, 440]) await pane.scrollTo({ top });
    const numbers = async (): Promise<number[]> =>
      (await rowTexts(pane)).map((text) => Number.parseInt(text.replaceAll(',', ''), 10));
    await expect.poll(async () => (await numbers()).includes(22)).toBe(true);
    await expect
      .poll(async () => (await numbers()).every((number, i, all) => number === (all[0] ?? 0) + i))
      .toBe(true);
  });

  it('show the columns that scroll into view, the late one too', async () => {
    await pane.scrollTo({ top: 22 * 99_000, left: 100_000 });
    await expect.poll(async () => (await rowTexts(pane)).join(' ')).toContain('late');
    const headings = (await pane.page.getByRole('columnheader').allInnerTexts()).join(' ');
    expect(headings).toContain('new_late');
    expect(headings).not.toContain('industrycode');
    await pane.scrollTo({ top: 0, left: 0 });
  });

  it('are walked through with the keyboard alone', async () => {
    const { keyboard } = pane.page;
    await pane.page.getByRole('grid').focus();
    const press = async (key: string, row: number, column: number): Promise<void> => {
      await keyboard.press(key);
      await expect.poll(() => active(pane)).toEqual([String(row + heads), String(column)]);
    };
    await press('Control+Home', 1, 2);
    await press('ArrowDown', 2, 2);
    await press('ArrowRight', 2, 3);
    await press('End', 2, last);
    await press('Home', 2, 2);
    await press('Control+End', 100_000, last);
    await press('Control+ArrowUp', 1, last);
    await press('Control+Home', 1, 2);
    expect(await pane.page.evaluate('document.activeElement.getAttribute("role")')).toBe('grid');
  });

  it('are copied where they are, with headings when asked', async () => {
    const { keyboard } = pane.page;
    pane.received.length = 0;
    for (const key of [
      'Control+Home',
      'Shift+ArrowRight',
      'Shift+ArrowDown',
      'Control+c',
      'Control+Shift+C',
    ]) {
      await keyboard.press(key);
    }
    const cells = { version: 0, top: 0, bottom: 1, columns: [0, 1] };
    await expect
      .poll(() => pane.received.filter(({ type }) => type === 'copyCells'))
      .toMatchObject([
        { cells, headings: false, formatted: true },
        { cells, headings: true },
      ]);
  });

  it('switch to stored values and back', async () => {
    await pane.page.keyboard.press('Control+Alt+v');
    await expect
      .poll(async () => (await rowTexts(pane))[0])
      .toContain('00000000-3c41-ed11-9db0-000d3a4a1b2c');
    await pane.page.keyboard.press('Control+Alt+v');
    await expect.poll(async () => (await rowTexts(pane))[0]).toContain('Luc Fournier');
  });

  it('come again when the page of the webview is loaded anew', async () => {
    await pane.page.reload();
    await expect.poll(() => pane.rows(), { timeout: 60_000 }).toBe(100_000);
    await expect.poll(async () => (await rowTexts(pane)).length).toBeGreaterThan(30);
  });
});

describe('the bars', () => {
  it('stop a run that hangs', async () => {
    const pane = await stage.open(theme('light'));
    const session = stage.session([{ hangs: true }]);
    pane.feed.show(session);
    const started = session.start();
    await pane.page.getByRole('button', { name: 'Stop' }).first().click();
    await expect.poll(() => pane.received.at(-1)).toEqual({ type: 'stop' });
    session.stop();
    await started;
    await expect.poll(() => pane.page.getByRole('heading', { level: 2 }).innerText()).toBe('Stopped');
    await pane.close();
  });
});

describe('hostile values', () => {
  it('are text and nothing else', async () => {
    const pane = await stage.open(theme('dark'));
    const values = [
      '<img src=x onerror="window.hit=1">',
      '<script>window.hit=1</script>',
      'javascript:window.hit=1',
      '\u202Eevil',
      '\ud800',
      'x'.repeat(10_000_000),
    ];
    const rows = values.map((text) => ({ 'a<b>\u202ec': text, n: 0.5 }));
    const body = JSON.stringify({ value: rows }).replaceAll('0.5', '12345678901234567');
    await pane.show(stage.session([{ body }], { title: '<b onclick=1>title' }));
    const texts = await pane.page.locator('[role=gridcell]').allInnerTexts();
    expect(texts[0]).toBe(values[0]);
    expect(texts[1]).toBe('12345678901234567');
    expect(await pane.page.locator('[role=columnheader] .nm').first().innerText()).toBe('a<b>[U+202E]c');
    expect(await pane.page.evaluate('window.hit')).toBeUndefined();
    expect(await pane.page.locator('img, [role=gridcell] script, a').count()).toBe(0);
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(600);
    expect(pane.errors).toEqual([]);
    await pane.close();
  });
});

describe('a problem on the way', () => {
  it('leaves the rows and says what stopped the rest', async () => {
    const pane = await stage.open(theme('dark'));
    const session = stage.session([
      { body: pageBody(0, 50, 120, true) },
      {
        problem: {
          kind: 'network',
          title: 'The connection was cut.',
          remedy: 'Try again.',
          code: 'ECONNRESET',
        },
      },
      {
        problem: {
          kind: 'foreign-origin',
          title: 'The link leads elsewhere.',
          remedy: 'Keep the rows that came so far.',
        },
      },
      { body: pageBody(50, 70, undefined, false) },
    ]);
    await pane.show(session);
    await session.loadAll();
    await pane.settled(session);
    await expect.poll(() => pane.page.locator('.strip').innerText()).toContain('The connection was cut.');
    expect(await pane.rows()).toBe(50);
    pane.received.length = 0;
    await pane.page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => pane.received.map(({ type }) => type)).toEqual(['goOn']);
    await session.goOn();
    // Other words come in place of those before, and no button that would come to the same once more.
    await expect.poll(() => pane.page.locator('.strip').innerText()).toContain('The link leads elsewhere.');
    expect(await pane.page.locator('.strip').innerText()).not.toContain('The connection was cut.');
    expect(await pane.page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await session.goOn();
    await pane.settled(session);
    expect(await pane.rows()).toBe(120);
    expect(await pane.page.locator('.strip').count()).toBe(0);
    await pane.close();
  });
});

describe('a column', () => {
  it('is resized by dragging its edge, fitted by a double click, and keeps its width', async () => {
    const pane = await stage.open(theme('dark'));
    const session = stage.session([{ body: pageBody(0, 30, undefined, false) }]);
    await pane.show(session);
    const heading = pane.page.locator('.hc[data-column="0"]');
    const width = async (): Promise<number> => (await heading.boundingBox())?.width ?? 0;
    const before = await width();
    const grip = await heading.locator('.grip').boundingBox();
    if (!grip) throw new Error('The column has no edge.');
    await pane.page.mouse.move(grip.x + 3, grip.y + 10);
    await pane.page.mouse.down();
    await pane.page.mouse.move(grip.x - 77, grip.y + 10, { steps: 4 });
    await pane.page.mouse.up();
    await expect.poll(width).toBe(before - 80);
    await pane.page.reload();
    await expect.poll(width).toBe(before - 80);
    await heading.locator('.grip').dblclick();
    await expect.poll(width).toBeGreaterThan(before - 80);
    await pane.close();
  });
});
