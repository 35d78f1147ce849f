import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../sandbox/control/types';
import { random } from '../support/random';
import { RawClient } from '../support/sandboxHttp';
import { presses } from '../support/waiting';
import { ResultsPane } from './harness/resultsPane';
import { Session } from './harness/session';
import { connectQuietly, runBlock } from './harness/tasks';

// A load of 200 pages in a real window. A seed draws at which pages the server fails, and when the pane is hidden, the
// tokens end and the window is loaded anew: in the end each row is there once, in order.

const pages = 200;
const pageSize = 10;
const rows = pages * pageSize;
const seed = 5;
const tokenLifetime = 900;

const title = 'All readings';
const neighbour = 'A contact';
const file = 'readings.odata';
const query = `### ${title}
GET new_meterreadings?$select=new_name
Prefer: odata.maxpagesize=${pageSize}

### ${neighbour}
GET contacts?$select=fullname&$top=2
`;

const faults: readonly Fault[] = [
  { kind: 'cut' },
  { kind: 'cut-body' },
  { kind: 'truncated-gzip' },
  { kind: 'garbage' },
  { kind: 'status', status: 429, retryAfterSeconds: 1 },
  { kind: 'status', status: 503 },
];

/** An answer that takes long enough for something to happen meanwhile. */
const slow: Fault = { kind: 'slow-body', pieces: 2, milliseconds: 30 };

describe(`a load of ${pages} pages in a window`, () => {
  const draw = random(seed);
  let session: Session;
  let pane: ResultsPane;
  let hidden = false;
  /** What the pane said each time that the load stood still. */
  const stops: string[] = [];

  // A window of its own for each try.
  beforeEach(async () => {
    hidden = false;
    stops.splice(0);
    session = await Session.start({ rows, tokenLifetime });
    const { workbench } = session;
    pane = new ResultsPane(workbench);
    session.writeFile(file, query);
    // Room for all of the toolbar.
    await workbench.page.setViewportSize({ width: 2000, height: 900 });
    await connectQuietly(workbench, session.sandbox);
    await runBlock(workbench, file, 5);
    await pane.says(/2 rows, complete/);
  });

  afterEach(async () => {
    await session?.dispose();
  });

  it(`has each row once and in order, whatever came between (seed ${seed})`, async () => {
    const all = await names();
    expect(new Set(all).size).toBe(rows);
    await session.sandbox.control.clearFaults();
    await session.sandbox.control.clearLog();
    await runBlock(session.workbench, file, 2);
    await pane.says(/ 10 rows, more on the server/);
    await session.workbench.writesDown(new RegExp(title));
    await failAtDrawnPages();
    const events = [hide, show, loadAnew, endTokens, hide, loadAnew, show];
    const moments = events.map(() => 10 + Math.floor(draw() * (pages - 30))).toSorted((a, b) => a - b);
    for (const [index, event] of events.entries()) {
      await reach(moments[index] ?? 0);
      await event();
    }
    await reach(Infinity);
    await pane.says(/2,000 rows, complete/);
    expect(await pane.rowCount()).toBe(rows);
    expect(await copied()).toEqual(all);
    expect(stops.join()).toMatch(/no longer signed in to sandbox/);
  });

  /** Each failure twice; all other answers are slow. */
  async function failAtDrawnPages(): Promise<void> {
    const at = new Map([...faults, ...faults].map((fault) => [2 + Math.floor(draw() * (pages - 10)), fault]));
    let last = 0;
    for (const [page, fault] of [...at].toSorted(([a], [b]) => a - b)) {
      if (page > last) await fail(slow, page - last);
      await fail(fault, 1);
      last = page + 1;
    }
    await fail(slow, 2 * pages);
  }

  async function fail(fault: Fault, times: number): Promise<void> {
    const path = 'new_meterreadings';
    await session.sandbox.control.orderFault({ target: 'web-api', path, fault, times });
  }

  /** Until so many pages were asked for, or none is left; what has stopped and can be seen is told to go on. */
  async function reach(count: number): Promise<void> {
    let before = 0;
    let since = performance.now();
    await session.workbench.poll(
      async () => {
        const asked = await requests();
        if (asked !== before) since = performance.now();
        before = asked;
        // What has stopped while it was hidden waits until somebody sees why.
        if (asked >= count || (hidden && performance.now() - since > 3000)) return true;
        if (!hidden) await goOn();
        return !hidden && /, complete/.test(await pane.footerText());
      },
      async () => `${count} requests; there were ${await requests()}, and the pane says ${await said()}`,
      120_000,
    );
  }

  async function goOn(): Promise<void> {
    const { workbench, sandbox } = session;
    if (/Sign in to sandbox/.test(await workbench.questionText())) {
      // It may be about to close: the answer of a moment ago was taken.
      await workbench.answersNow(sandbox.clientSecret);
      return;
    }
    const more = pane.view.getByRole('button', { name: 'Load all', exact: true });
    if (!(await more.isVisible()) || !/more on the server/.test(await pane.footerText())) return;
    stops.push(await said());
    await presses(more, 'Enter');
  }

  /** Why it stands still, as far as that can be seen. */
  async function said(): Promise<string> {
    const lines = await pane.view.locator('.strip:visible, .note:visible').allInnerTexts();
    return lines.join(' ').replaceAll(/\s+/g, ' ');
  }

  async function hide(): Promise<void> {
    await tab(neighbour);
    hidden = true;
  }

  async function show(): Promise<void> {
    await tab(title);
    hidden = false;
    await pane.says(/\d rows/);
  }

  async function loadAnew(): Promise<void> {
    await session.workbench.page.reload();
    await session.workbench.page.locator('.monaco-workbench .part.statusbar').waitFor();
    await pane.says(/\d rows/);
  }

  async function endTokens(): Promise<void> {
    await session.sandbox.control.shiftClock(tokenLifetime * 1000);
  }

  async function tab(name: string): Promise<void> {
    await session.workbench.page.locator('.editor-group-container .tab', { hasText: name }).click();
  }

  async function requests(): Promise<number> {
    const log = await session.sandbox.control.webApiRequests();
    return log.filter(({ path }) => path.includes('new_meterreadings')).length;
  }

  async function names(): Promise<string[]> {
    const { control, ca, environmentUrl } = session.sandbox;
    const { accessToken } = await control.mintToken();
    const url = `${environmentUrl}/api/data/v9.2/new_meterreadings?$select=new_name`;
    const answer = await new RawClient(ca).send(url, { headers: { authorization: `Bearer ${accessToken}` } });
    return (answer.json()['value'] as { new_name: string }[]).map(({ new_name }) => new_name);
  }

  /** The names of all rows, by the keys and the menu that bring rows to the clipboard. */
  async function copied(): Promise<string[]> {
    await pane.enter();
    await pane.press('ControlOrMeta+a');
    await pane.button('Copy as');
    await pane.view.getByRole('menuitem', { name: 'JSON', exact: true }).click();
    const text = await session.workbench.poll(
      async () => /^\[\s*\[[^]*\]\s*$/.exec(await pane.clipboard())?.[0],
      async () => `rows in the clipboard, which has ${(await pane.clipboard()).slice(0, 100)}`,
    );
    return (JSON.parse(text) as string[][]).map(([name = '']) => name);
  }
});
