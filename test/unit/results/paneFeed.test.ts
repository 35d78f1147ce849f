import { afterAll, describe, expect, it } from 'vitest';
import type { ResultSchema } from '../../../src/core/results/model';
import type { HostMessage } from '../../../src/protocol/resultsMessages';
import { isHostMessage } from '../../../src/protocol/validate';
import { shownResultOf } from '../../../src/vscode/results/keptMark';
import { PaneFeed } from '../../../src/vscode/results/paneFeed';
import { LocalRows } from '../../support/localRows';
import { begin, idsIn, rows, upTo } from './support/runs';

const local = new LocalRows();
afterAll(() => local.dispose());

/** A webview that keeps what it is told. */
class FakePane {
  readonly messages: HostMessage[] = [];
  /** Of the rows that were sent unasked. */
  ids: number[] = [];
  schema: ResultSchema = { columns: [], targets: [] };
  deaf = false;

  post = async (message: HostMessage): Promise<boolean> => {
    await Promise.resolve();
    if (this.deaf) return false;
    expect(isHostMessage(message)).toBe(true);
    this.messages.push(message);
    if (message.type === 'begin') this.ids = [];
    else if (message.type === 'schema') this.schema = message;
    else if (message.type === 'rows') this.ids.push(...idsIn(message.data));
    return true;
  };

  get status(): HostMessage | undefined {
    return this.messages.findLast(({ type }) => type === 'status');
  }

  get types(): string[] {
    return this.messages.map(({ type }) => type);
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('the feed of a pane', () => {
  it('tells a pane that was ready before and one that comes late the same', async () => {
    const session = begin(local, [rows(0, 3000), rows(3000, 10)]);
    const early = new FakePane();
    const feed = new PaneFeed(early.post);
    feed.ready();
    feed.show(session);
    await session.start();
    await session.loadAll();
    await settle();
    const late = new FakePane();
    const second = new PaneFeed(late.post);
    second.show(session);
    await settle();
    expect(late.messages).toEqual([]);
    second.ready();
    await settle();
    for (const pane of [early, late]) {
      expect(pane.ids).toEqual(upTo(256));
      expect(pane.messages[0]).toMatchObject({ type: 'begin', target: "accounts?$filter=name eq '%'" });
      expect(pane.status).toMatchObject({ phase: 'done', rows: 3010 });
      expect(pane.schema.columns).toEqual([{ name: 'id', kind: 'number' }]);
    }
    feed.dispose();
    second.dispose();
    session.dispose();
  });

  it('tells what a page has to remember, which leads to the rows of its own runs alone', async () => {
    const session = begin(local, [rows(0, 1)], { key: 'file:///a b.odata#Some accounts' });
    const pane = new FakePane();
    const feed = new PaneFeed(pane.post);
    feed.ready();
    feed.show(session);
    await settle();
    expect(shownResultOf(pane.messages[0], 'Accounts')).toEqual({
      id: 'kept',
      key: 'file:///a b.odata#Some accounts',
      title: 'Accounts',
    });
    // What an earlier version wrote down, and what nobody did.
    expect(shownResultOf({ kept: 'an-id' }, 'Accounts')).toEqual({ id: 'an-id', title: 'Accounts' });
    for (const odd of [undefined, null, 5, {}, { kept: '' }, { kept: 5 }]) {
      expect(shownResultOf(odd, 'Accounts')).toEqual({ title: 'Accounts' });
    }
    feed.dispose();
    session.dispose();
  });

  it('shows the first rows before the page is done', async () => {
    const session = begin(local, [rows(0, 200_000)]);
    const pane = new FakePane();
    const feed = new PaneFeed(pane.post);
    feed.ready();
    feed.show(session);
    await session.start();
    await settle();
    const first = pane.types.indexOf('rows');
    expect(pane.messages[first + 1]).toMatchObject({ type: 'status', phase: 'running' });
    feed.dispose();
    session.dispose();
  });

  it('tells everything again to a pane that missed something while hidden', async () => {
    const session = begin(local, [rows(0, 5), rows(5, 5)]);
    const pane = new FakePane();
    const feed = new PaneFeed(pane.post);
    feed.ready();
    feed.show(session);
    await session.start();
    await settle();
    pane.deaf = true;
    await session.nextPage();
    await settle();
    expect(pane.ids).toEqual(upTo(5));
    pane.deaf = false;
    feed.visible();
    await settle();
    expect(pane.ids).toEqual(upTo(10));
    feed.dispose();
    session.dispose();
  });

  it('goes over to a new run of the same pane', async () => {
    const pane = new FakePane();
    const feed = new PaneFeed(pane.post);
    feed.ready();
    for (const count of [4, 7]) {
      const session = begin(local, [rows(0, count)]);
      feed.show(session);
      await session.start();
      await settle();
    }
    expect(pane.ids).toEqual(upTo(7));
    expect(pane.types.filter((type) => type === 'begin')).toHaveLength(2);
    feed.dispose();
  });

  it('answers at once, behind the columns that an answer speaks of, and only about the run on view', async () => {
    const session = begin(local, [rows(0, 5), '{"value":[{"late":1}]}']);
    const pane = new FakePane();
    const feed = new PaneFeed(pane.post);
    feed.ready();
    feed.show(session);
    await session.start();
    await session.nextPage();
    feed.tell({ type: 'answer', run: 1, id: 7 });
    feed.tell({ type: 'answer', run: 99, id: 8 });
    await settle();
    const answers = pane.messages.filter(({ type }) => type === 'answer');
    expect(answers).toEqual([{ type: 'answer', run: 1, id: 7 }]);
    const columns = pane.messages
      .slice(0, pane.types.indexOf('answer'))
      .findLast((message) => message.type === 'schema');
    expect(columns).toMatchObject({ columns: [{ name: 'id' }, { name: 'late' }] });
    feed.dispose();
    session.dispose();
  });

  it('tells what was sent and answered while somebody looks', async () => {
    const session = begin(local, [rows(0, 5), rows(5, 5), rows(10, 5)]);
    const pane = new FakePane();
    const feed = new PaneFeed(pane.post);
    const told = (): unknown[] => pane.messages.filter(({ type }) => type === 'exchanges');
    feed.ready();
    feed.show(session);
    await session.start();
    await settle();
    expect(told()).toEqual([]);
    feed.watchExchanges(true);
    await settle();
    expect(told()).toMatchObject([{ run: 1, total: 1, exchanges: [{ rows: 5 }] }]);
    await session.nextPage();
    await settle();
    expect(told().at(-1)).toMatchObject({ total: 2, exchanges: [{ rows: 5 }, { rows: 5 }] });
    feed.watchExchanges(false);
    const before = told().length;
    await session.nextPage();
    await settle();
    expect(told()).toHaveLength(before);
    feed.dispose();
    session.dispose();
  });
});
