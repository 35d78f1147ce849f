import { beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/base/problem';
import { pageBody } from '../grid/rowsJson';
import { eachPane, poll } from './stage';
import type { StagedPane } from './stage';

// Whoever has no mouse is left with nothing where the focus falls to the page as a whole.

let pane: StagedPane;
eachPane((opened) => (pane = opened));

const rows = pageBody(0, 500, 5000, true);
const few = JSON.stringify({ value: [{ accountid: 'a', name: 'Nordhavn' }] });
const problem: Problem = { kind: 'network', title: 'The connection was cut.', remedy: 'Try again.' };

/** What has the focus, by its label, words or role. */
function focused(): Promise<string> {
  return pane.page.evaluate(
    '((at) => at.getAttribute("aria-label") ?? at.getAttribute("role") ?? (at.textContent.trim() || at.className) ?? at.tagName)(document.activeElement === document.body ? { getAttribute: () => "the page" } : document.activeElement)',
  );
}

async function press(name: string): Promise<void> {
  await pane.page.getByRole('button', { name, exact: true }).last().press('Enter');
  await pane.frames();
}

describe('the focus is not lost', () => {
  it('where the button that had it goes with what it closed', async () => {
    await pane.run(rows);
    await pane.host('comparison', { pinned: true });
    await press('Unpin');
    await pane.host('comparison', { pinned: false });
    await poll(focused).toBe('Rows of Largest active accounts');
    await pane.host('status', { phase: 'failed', more: true, problem });
    await press('Try again');
    await pane.host('status', { phase: 'loading-all' });
    await poll(focused).toBe('Rows of Largest active accounts');
  });

  it('where no filter is left to be cleared', async () => {
    await pane.run(few);
    await pane.page.getByRole('grid').focus();
    await pane.press('Control+Shift+L');
    await pane.page.keyboard.type('nowhere');
    await pane.page.getByText('No loaded row passes the filter.').waitFor();
    await press('Clear the filter');
    await poll(focused).toBe('Rows of Largest active accounts');
    await pane.press('Control+Shift+L', 'Control+Shift+L');
    await pane.page.keyboard.type('nowhere');
    await pane.page.getByText('No loaded row passes the filter.').waitFor();
    await pane.page.locator('.ft').last().getByRole('button', { name: 'Clear', exact: true }).press('Enter');
    await poll(focused).toBe('Rows of Largest active accounts');
  });

  it('where rows give way to words, and words to rows', async () => {
    await pane.run(rows);
    await pane.page.getByRole('grid').focus();
    await pane.host('begin');
    await pane.host('status', { phase: 'failed', problem });
    await poll(focused).toBe('Run again');
    await pane.press('Enter');
    await pane.host('begin');
    await poll(focused).not.toBe('the page');
    await pane.host('page', few);
    await poll(focused).toBe('Rows of Largest active accounts');
    await pane.host('begin');
    await pane.host('page', JSON.stringify({ value: [] }));
    await poll(focused).toBe('Show the request');
    await pane.press('Enter');
    await poll(focused).not.toBe('the page');
  });
});

describe('whoever types', () => {
  const field = 'input[aria-label="Filter name"]';
  const type = async (text: string): Promise<void> => {
    await pane.page.keyboard.type(text);
    await pane.frames();
  };
  const typed = (): Promise<string> => pane.page.locator(field).inputValue();

  beforeEach(async () => {
    await pane.run(rows);
    await pane.page.getByRole('grid').focus();
    await pane.press('Control+Shift+L');
    await poll(focused).toBe('Filter name');
  });

  it('goes on where the query runs again under the hands', async () => {
    await type('n');
    await pane.press('ArrowLeft');
    await pane.host('begin');
    await pane.host('page', new TextDecoder().decode(rows));
    await type('o ');
    expect(await focused()).toBe('Filter name');
    await pane.run(rows);
    await type('r');
    expect([await typed(), await focused()]).toEqual(['o rn', 'Filter name']);
    const messages = await pane.received();
    expect(messages.filter(({ type: name }) => name === 'follow' || name === 'runAgain')).toEqual([]);
  });

  it('presses nothing where the run fails, and has the field again with the rows', async () => {
    await type('nord');
    await pane.press('ArrowLeft');
    await pane.host('begin');
    await pane.host('status', { phase: 'failed', problem });
    await pane.page.getByRole('button', { name: 'Run again' }).last().waitFor();
    const before = (await pane.received()).length;
    await type(' hav ');
    expect(await focused()).not.toBe('Run again');
    expect((await pane.received()).slice(before)).toEqual([]);
    await pane.run(rows);
    await poll(focused).toBe('Filter name');
    await type('-');
    expect(await typed()).toBe('nor-d');
  });

  it('has the field taken away with its column, and no other instead', async () => {
    await type('n');
    await pane.run('{"value":[{"accountid":"a","city":"Aarhus"}]}');
    await type(' x');
    expect(await pane.page.locator(field).count()).toBe(0);
    expect(await focused()).not.toMatch(/^(?:Filter|Rows)/);
  });
});

describe('a press on words', () => {
  it('gives the focus to no control', async () => {
    await pane.run(rows);
    await pane.page.getByRole('radio', { name: 'Chart' }).click();
    const note = pane.page.locator('.chartview .muted, .chart .muted').first();
    await note.dblclick();
    await pane.frames();
    expect(await focused()).toBe('the page');
    await pane.host('status', { phase: 'loading-all' });
    await pane.frames();
    expect(await focused()).toBe('the page');
  });
});
