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
      return [cell?.parentElement?.getAttribute('aria-rowindex') ?? null, cell?.getAttribute('aria-colindex') ?? null]; })()`,
  );
}

function rowTexts(pane: StagedPane): Promise<string[]> {
  return pane.page.locator('[role=grid] .gr').allInnerTexts();
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
    const grid = pane.page.getByRole('grid');
    expect(await grid.getAttribute('aria-rowcount')).toBe('100001');
    expect(await grid.getAttribute('aria-colcount')).toBe('31');
    const drawn = await pane.drawn();
    expect(drawn.rows).toBeGreaterThan(30);
    expect(drawn.rows).toBeLessThan(60);
    expect(drawn.cells).toBeLessThan(60 * 20);
    expect(pane.errors).toEqual([]);
  });

  it('stand in the document in their order after any scrolling', async () => {
    for (const top of [100_000, 99_900, 2_000_000, 1_999_000, 0, 440]) await pane.scrollTo({ top });
    const numbers = (await rowTexts(pane)).map((text) => Number.parseInt(text.replaceAll(',', ''), 10));
    expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i));
    expect(numbers).toContain(22);
  });

  it('show the columns that scroll into view, the late one too', async () => {
    await pane.scrollTo({ top: 22 * 99_000, left: 100_000 });
    const headings = await pane.page.getByRole('columnheader').allInnerTexts();
    expect(headings.join(' ')).toContain('new_late');
    expect(headings.join(' ')).not.toContain('industrycode');
    expect((await rowTexts(pane)).join(' ')).toContain('late');
    await pane.scrollTo({ top: 0, left: 0 });
  });

  it('are walked through with the keyboard alone', async () => {
    const { keyboard } = pane.page;
    await pane.page.getByRole('grid').focus();
    const press = async (key: string): Promise<readonly [string | null, string | null]> => {
      await keyboard.press(key);
      await pane.frames();
      return active(pane);
    };
    expect(await press('Control+Home')).toEqual(['2', '2']);
    expect(await press('ArrowDown')).toEqual(['3', '2']);
    expect(await press('ArrowRight')).toEqual(['3', '3']);
    expect(await press('End')).toEqual(['3', '31']);
    expect(await press('Home')).toEqual(['3', '2']);
    expect(await press('Control+End')).toEqual(['100001', '31']);
    const [paged] = await press('PageUp');
    expect(Number(paged)).toBeLessThan(100_001 - 20);
    expect(await press('Control+ArrowUp')).toEqual(['2', '31']);
    expect(await press('Control+Home')).toEqual(['2', '2']);
    expect(await pane.page.evaluate('document.activeElement.getAttribute("role")')).toBe('grid');
  });

  it('are copied as shown, with headings when asked', async () => {
    const { keyboard } = pane.page;
    pane.received.length = 0;
    await keyboard.press('Control+Home');
    await keyboard.press('Shift+ArrowRight');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Control+c');
    await keyboard.press('Control+Shift+C');
    const body =
      'Nordhavn Shipping A/S\tTransportation\r\nKestrel Airframe Components\tDurable manufacturing';
    expect(pane.received).toEqual([
      { type: 'copy', text: body },
      { type: 'copy', text: `name\tindustrycode\r\n${body}` },
    ]);
    await expect.poll(() => pane.page.locator('.ft').innerText()).toContain('Selected 2 rows, 2 columns');
  });

  it('are all selected with Ctrl+A', async () => {
    await pane.page.keyboard.press('Control+a');
    await expect
      .poll(() => pane.page.locator('.ft').innerText())
      .toContain('Selected 100,000 rows, 30 columns');
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
    await expect
      .poll(() => pane.page.getByRole('grid').getAttribute('aria-rowcount'), { timeout: 60_000 })
      .toBe('100001');
    await expect.poll(async () => (await rowTexts(pane)).length).toBeGreaterThan(30);
  });
});

describe('the bars', () => {
  it('are one tab stop each, with arrows inside, and ask the host', async () => {
    const pane = await stage.open(theme('light'));
    await pane.show(
      stage.session([{ body: pageBody(0, 5, undefined, true) }, { body: pageBody(5, 5, undefined, false) }]),
    );
    const { keyboard } = pane.page;
    const focused = (): Promise<string> =>
      pane.page.evaluate(
        'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent',
      );
    const stops: string[] = [];
    for (let i = 0; i < 4; i++) {
      await keyboard.press('Tab');
      stops.push(await focused());
    }
    expect(stops).toEqual(['Run again', 'Rows of Largest active accounts', 'Load next page', 'Load all']);
    await pane.page.getByRole('button', { name: 'Run again' }).focus();
    await keyboard.press('ArrowRight');
    expect(await focused()).toBe('JSON');
    await keyboard.press('Enter');
    await keyboard.press('F5');
    await pane.page.getByRole('button', { name: 'Load next page' }).click();
    await expect
      .poll(() => pane.received.map(({ type }) => type))
      .toEqual(['ready', 'showJson', 'runAgain', 'nextPage']);
    await pane.close();
  });

  it('stop a run that hangs', async () => {
    const pane = await stage.open(theme('light'));
    const session = stage.session([{ hangs: true }]);
    pane.feed.show(session);
    const started = session.start();
    await pane.page.getByRole('button', { name: 'Stop' }).first().click();
    await expect.poll(() => pane.received.at(-1)).toEqual({ type: 'stop' });
    session.stop();
    await started;
    await expect.poll(() => pane.page.getByRole('heading').innerText()).toBe('Stopped');
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
    const rows = values.map((text) => ({ 'a<b>c': text, n: 0.5 }));
    const body = JSON.stringify({ value: rows }).replaceAll('0.5', '12345678901234567');
    await pane.show(stage.session([{ body }], { title: '<b onclick=1>title' }));
    const texts = await pane.page.locator('[role=gridcell]').allInnerTexts();
    expect(texts[0]).toBe(values[0]);
    expect(texts[1]).toBe('12345678901234567');
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
      { body: pageBody(50, 70, undefined, false) },
    ]);
    await pane.show(session);
    await session.loadAll();
    await pane.settled(session);
    await expect.poll(() => pane.page.locator('.strip').innerText()).toContain('The connection was cut.');
    expect(await pane.page.getByRole('grid').getAttribute('aria-rowcount')).toBe('51');
    pane.received.length = 0;
    await pane.page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => pane.received.map(({ type }) => type)).toEqual(['nextPage']);
    await session.nextPage();
    await pane.settled(session);
    expect(await pane.page.getByRole('grid').getAttribute('aria-rowcount')).toBe('121');
    expect(await pane.page.locator('.strip').count()).toBe(0);
    await pane.close();
  });
});

describe('a column', () => {
  it('is resized by dragging its edge, fitted by a double click, and keeps its width', async () => {
    const pane = await stage.open(theme('dark'));
    const session = stage.session([{ body: pageBody(0, 30, undefined, false) }]);
    await pane.show(session);
    const heading = pane.page.getByRole('columnheader').nth(1);
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
