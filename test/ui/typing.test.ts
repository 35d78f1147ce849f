import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedListSettings, packFixedList } from '../support/standIns/fixedList';
import { Session, type UserSettings } from './harness/session';
import { connectQuietly, grid, gridColumns, gridRows } from './harness/tasks';
import { Typist } from './harness/typist';
import type { Workbench } from '../support/workbench';

/** Letters, and what of the list they lead to; a text alone is typed as it is. */
type Step = string | readonly [letters: string, label: string, key?: 'Enter' | 'Tab'];

interface Query {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly column: RegExp;
}

const queries: readonly Query[] = [
  {
    name: 'columns of a table',
    steps: [
      ['acco', 'accounts'],
      ['?', '$select'],
      ['nam', 'name'],
      [',reve', 'revenue', 'Tab'],
    ],
    column: /^revenue/,
  },
  {
    name: 'a condition on a choice, by its label',
    steps: [
      ['acco', 'accounts'],
      ['?fil', '$filter'],
      ['statec', 'statecode'],
      ['eq', 'eq'],
      ['Acti', 'Active'],
    ],
    column: /^name/,
  },
  {
    name: 'columns of a related row',
    steps: [
      ['acco', 'accounts'],
      ['?sel', '$select'],
      ['nam', 'name'],
      ['&exp', '$expand'],
      ['primaryc', 'primarycontactid'],
      ['(', '$select'],
      ['full', 'fullname'],
    ],
    column: /^primarycontactid/,
  },
  {
    name: 'an order',
    steps: [
      ['conta', 'contacts'],
      ['?sel', '$select'],
      ['full', 'fullname'],
      ['&ord', '$orderby'],
      ['full', 'fullname'],
      [' des', 'desc'],
    ],
    column: /^fullname/,
  },
  {
    name: 'a function on text',
    steps: [['acco', 'accounts'], ['?fil', '$filter'], ['contai', 'contains'], ['nam', 'name'], '\t', 'a'],
    column: /^name/,
  },
  {
    name: 'a count',
    steps: [
      ['conta', 'contacts'],
      ['?cou', '$count'],
      ['&sel', '$select'],
      ['emaila', 'emailaddress1'],
    ],
    column: /^emailaddress1/,
  },
  {
    name: 'groups',
    steps: [
      ['acco', 'accounts'],
      ['?app', '$apply'],
      ['grou', 'groupby'],
      ['statec', 'statecode'],
    ],
    column: /^statecode/,
  },
  {
    name: 'a condition on related rows',
    steps: [
      ['acco', 'accounts'],
      ['?fil', '$filter'],
      ['contact_cu', 'contact_customer_accounts'],
      ['an', 'any'],
      ['full', 'fullname'],
      ['ne', 'ne'],
      ['nul', 'null'],
    ],
    column: /^name/,
  },
  {
    name: 'a function',
    steps: [['WhoA', 'WhoAmI']],
    column: /UserId/,
  },
  {
    name: 'a date that is told in words',
    steps: [
      ['acco', 'accounts'],
      ['?fil', '$filter'],
      ['createdo', 'createdon'],
      ['lt', 'lt'],
      ['Tom', 'Tomorrow'],
    ],
    column: /^name/,
  },
];

/** A VS Code on a server looks through all processes for ports every few seconds, for 100 ms; one on a desktop never does. */
const asOnDesktop = { 'remote.autoForwardPorts': false, 'remote.autoForwardPortsSource': 'output' };

/** Class names of what has the focus. */
async function focused({ page }: Workbench): Promise<unknown> {
  return page.evaluate('document.activeElement.className');
}

describe('a typist with the list of suggestions', () => {
  let session: Session;
  let typist: Typist;
  const fixed: number[] = [];

  beforeAll(async () => {
    const change = (settings: UserSettings): UserSettings => ({
      ...settings,
      ...fixedListSettings,
      ...asOnDesktop,
    });
    session = await Session.start({}, change, { pack: packFixedList });
    await connectQuietly(session.workbench, session.sandbox);
    session.writeFile('typed.odata', '');
    await session.workbench.openFile('typed.odata');
    // The language is loaded with the first file and then asks for the schema: that takes longer than a list, which would
    // wait for it.
    await session.workbench.poll(
      async () =>
        (await session.sandbox.control.webApiRequests()).some(({ path }) => path.endsWith('$metadata')),
      () => Promise.resolve('the schema to be asked for'),
    );
    typist = await Typist.start(session.workbench);
  });

  afterAll(async () => {
    const file = path.resolve('out', 'results', 'typing.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ lists: typist?.latencies ?? [], fixed }));
    await session?.dispose();
  });

  it.each(queries)('writes and runs $name', async ({ steps, column }) => {
    const { workbench } = session;
    await workbench.page.keyboard.press('ControlOrMeta+a');
    await workbench.page.keyboard.press('Delete');
    for (const step of steps) {
      if (typeof step === 'string') await typist.type(step);
      else await typist.take(...step);
    }
    await workbench.page.keyboard.press('ControlOrMeta+Enter');
    await workbench.poll(
      async () => (await gridColumns(workbench)).some((text) => column.test(text)),
      async () => `a column ${column} of ${await workbench.editorText()}`,
    );
    expect(await gridRows(workbench)).not.toEqual([]);
    // Whatever the results beside open and close for it, who writes goes on writing.
    expect(await focused(workbench)).not.toContain('webview');
    await workbench.focusEditor();
  });

  // VS Code draws anew for whatever moves beside the editor, be it out of sight: the list would wait for that.
  it('has nothing move in the results that stand beside', async () => {
    const { workbench } = session;
    const moving = (): Promise<unknown> =>
      grid(workbench).evaluate(
        'document.getAnimations().map(({ animationName }) => animationName ?? "a transition").join()',
      );
    await workbench.poll(
      async () => (await moving()) === '',
      async () => `results at rest; what moves is ${String(await moving())}`,
    );
  });

  // For `npm run bench`: how much of the time is VS Code's own, with rows beside as most of our lists had.
  it('sees lists of another extension, which always answers the same items', async () => {
    session.writeFile('typed.fixed', '');
    const { workbench } = session;
    await workbench.openFile('typed.fixed');
    // Its extension begins with its first file.
    await workbench.poll(
      async () => {
        await workbench.page.keyboard.press('Control+Space');
        return (await typist.labels()).includes('accounts');
      },
      () => Promise.resolve('the list of the other extension'),
    );
    // VS Code opens none by itself at the first key in a file where the cursor stood further on in the one shown before.
    for (const key of ['Escape', 'x', 'Backspace']) await workbench.page.keyboard.press(key);
    while (fixed.length < 20) fixed.push(await typist.glance('a'));
    expect(fixed.every((latency) => latency > 0)).toBe(true);
  });
});
