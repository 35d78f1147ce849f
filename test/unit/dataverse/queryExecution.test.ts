import { describe, expect, it } from 'vitest';
import { CancelSource } from '../../../src/core/base/cancel';
import { executeQuery } from '../../../src/core/dataverse/queryExecution';
import type { AnsweredRequest } from '../../../src/core/dataverse/api';
import type { QueryExecution } from '../../../src/core/dataverse/execution';
import { answer, get, networkError, origin, problemIn, quiet, rig } from './support/fakes';

const link = (n: number): string =>
  `${origin}/api/data/v9.2/accounts?$skiptoken=%3Ccookie%20pagenumber=%22${n}%22%20x='%252c'/%3E`;
const page = (n: number, next?: string): ReturnType<typeof answer> =>
  answer(200, { value: [{ n }], ...(next === undefined ? {} : { '@odata.nextLink': next }) });
const request = { ...get, headers: [['Prefer', 'odata.maxpagesize=1']] as const };

async function rows(execution: QueryExecution): Promise<number[]> {
  const all: number[] = [];
  for (let p = await execution.next(quiet); p; p = await execution.next(quiet)) {
    const body = JSON.parse(new TextDecoder().decode(p.response.body)) as { value: { n: number }[] };
    all.push(...body.value.map((row) => row.n));
  }
  return all;
}

describe('the pages of a query', () => {
  it('come in order, each by the link of the one before, character for character, with the same Prefer', async () => {
    const { client, transport } = rig(page(1, link(2)), page(2, link(3)), page(3));
    const execution = executeQuery(client, request);
    expect(transport.sent).toEqual([]);
    expect(await rows(execution)).toEqual([1, 2, 3]);
    expect(execution.more).toBe(false);
    expect(transport.sent.map((sent) => sent.url)).toEqual([request.url, link(2), link(3)]);
    for (const sent of transport.sent) expect(sent.headers).toContainEqual(['Prefer', 'odata.maxpagesize=1']);
    expect(await execution.next(quiet)).toBeUndefined();
  });

  it('are shown without the token', async () => {
    const { client } = rig(page(1, link(2)), page(2));
    const execution = executeQuery(client, request);
    const first = await execution.next(quiet);
    expect(first).toMatchObject({ index: 0, nextLink: link(2), request: { url: request.url } });
    expect(JSON.stringify(first?.request)).not.toContain('token-1');
    expect(execution.more).toBe(true);
    expect(await execution.next(quiet)).toMatchObject({ index: 1, request: { url: link(2) } });
  });

  it('go on where a broken connection, a pause or the user stopped them', async () => {
    const cut = networkError('ETIMEDOUT');
    const busy = answer(429, '', { 'retry-after': '3600' });
    const { client, transport } = rig(page(1, link(2)), cut, busy, page(2, link(3)), page(3));
    const execution = executeQuery(client, request);
    await execution.next(quiet);
    expect((await problemIn(execution.next(quiet))).kind).toBe('network');
    expect((await problemIn(execution.next(quiet))).kind).toBe('throttled');
    expect(execution.more).toBe(true);
    expect(await rows(execution)).toEqual([2, 3]);
    expect(transport.sent.map((sent) => sent.url)).toEqual([request.url, link(2), link(2), link(2), link(3)]);
  });

  it('can be asked for once more, and go on from there', async () => {
    const { client, transport } = rig(page(1, link(2)), page(2, link(3)), page(3), page(2, link(3)), page(3));
    const execution = executeQuery(client, request);
    await execution.next(quiet);
    const second = await execution.next(quiet);
    await execution.next(quiet);
    expect(execution.more).toBe(false);
    if (second) execution.rewind(second);
    expect(execution.more).toBe(true);
    expect(await execution.next(quiet)).toMatchObject({
      index: 1,
      request: { url: link(2) },
      nextLink: link(3),
    });
    expect(await rows(execution)).toEqual([3]);
    expect(transport.sent.map((sent) => sent.url).slice(3)).toEqual([link(2), link(3)]);
  });

  it('tell of every answer, also of those that are refused, without the token', async () => {
    const busy = answer(429, '', { 'retry-after': '3600' });
    const { client } = rig(page(1, link(2)), busy);
    const execution = executeQuery(client, request);
    const answers: AnsweredRequest[] = [];
    const options = { ...quiet, onAnswer: (one: AnsweredRequest) => void answers.push(one) };
    await execution.next(options);
    await problemIn(execution.next(options));
    expect(answers.map(({ request: sent, response }) => [sent.url, response.status])).toEqual([
      [request.url, 200],
      [link(2), 429],
    ]);
    expect(JSON.stringify(answers.map(({ request: sent }) => sent))).not.toContain('token-1');
    expect(answers[0]?.request.headers).toContainEqual(['Prefer', 'odata.maxpagesize=1']);
  });

  it('go on after a cancelled wait', async () => {
    const busy = answer(429, '', { 'retry-after': '5' });
    const { client } = rig(page(1, link(2)), busy, page(2));
    const execution = executeQuery(client, request);
    await execution.next(quiet);
    const cancel = new CancelSource();
    const waiting = execution.next({ signal: cancel.signal, onWait: () => cancel.cancel() });
    expect((await problemIn(waiting)).kind).toBe('cancelled');
    expect(await rows(execution)).toEqual([2]);
  });

  it.each([
    'https://evil.example/api/data/v9.2/accounts?$skiptoken=2',
    'http://contoso.crm4.dynamics.com/api/data/v9.2/accounts',
    '//evil.example/accounts',
    'https://contoso.crm4.dynamics.com@evil.example/accounts',
    'javascript:alert(1)',
  ])('never come from %s: the rows before it are handed out, going on is refused', async (foreign) => {
    const { client, transport } = rig(page(1, foreign));
    const execution = executeQuery(client, request);
    const first = await execution.next(quiet);
    expect(first?.nextLink).toBeUndefined();
    expect(first?.barred?.kind).toBe('foreign-origin');
    expect(execution.more).toBe(true);
    expect((await problemIn(execution.next(quiet))).kind).toBe('foreign-origin');
    expect(transport.sent.length).toBe(1);
  });

  it('say where a link leads that is the environment’s own but for its encryption', async () => {
    const { client } = rig(page(1, 'http://contoso.crm4.dynamics.com/api/data/v9.2/accounts'));
    const execution = executeQuery(client, request);
    await execution.next(quiet);
    expect((await problemIn(execution.next(quiet))).title).toContain('to http://contoso.crm4.dynamics.com.');
  });

  it('stop where a link comes twice', async () => {
    const circle = rig(page(1, link(2)), page(2, link(3)), page(3, link(2)), page(2, link(3)));
    const execution = executeQuery(circle.client, request);
    expect((await problemIn(rows(execution))).kind).toBe('malformed-answer');
    expect(circle.transport.sent.length).toBe(3);
    const itself = rig(page(1, request.url));
    expect((await problemIn(rows(executeQuery(itself.client, request)))).kind).toBe('malformed-answer');
    expect(itself.transport.sent.length).toBe(1);
    const around = rig(page(1, link(2)), page(2, request.url), page(1, link(2)));
    expect((await problemIn(rows(executeQuery(around.client, request)))).kind).toBe('malformed-answer');
    expect(around.transport.sent.length).toBe(2);
  });

  it('come by relative links too', async () => {
    const { client, transport } = rig(
      page(1, 'accounts?$skiptoken=2'),
      page(2, '/api/data/v9.2/accounts?x'),
      page(3),
    );
    expect(await rows(executeQuery(client, request))).toEqual([1, 2, 3]);
    expect(transport.sent.slice(1).map((sent) => sent.url)).toEqual([
      `${origin}/api/data/v9.2/accounts?$skiptoken=2`,
      `${origin}/api/data/v9.2/accounts?x`,
    ]);
  });

  it.each([
    ['?$skiptoken=2', `${origin}/api/data/v9.2/accounts?$skiptoken=2`],
    [`${origin.slice('https:'.length)}/api/data/v9.2/accounts?b`, `${origin}/api/data/v9.2/accounts?b`],
    [`${origin}/a?x=é \u{1f600}"<'%c3%A9+%2f`, `${origin}/a?x=%C3%A9%20%F0%9F%98%80"<'%c3%A9+%2f`],
    [`HTTPS://Contoso.CRM4.dynamics.com:443/A?b`, `HTTPS://Contoso.CRM4.dynamics.com:443/A?b`],
  ])('come by the link %s of a server that spells it in its own way', async (spelt, sent) => {
    const { client, transport } = rig(page(1, spelt), page(2));
    expect(await rows(executeQuery(client, request))).toEqual([1, 2]);
    expect(transport.sent[1]?.url).toBe(sent);
  });

  it('are found where the answer names no content type', async () => {
    const untyped = { ...page(1, link(2)), headers: { 'content-type': '' } };
    const { client } = rig(untyped, page(2));
    expect(await rows(executeQuery(client, request))).toEqual([1, 2]);
  });

  it('are one only, where the answer is no list', async () => {
    const { client } = rig(answer(204));
    const execution = executeQuery(client, { ...get, method: 'DELETE' });
    expect(await execution.next(quiet)).toMatchObject({ index: 0, response: { status: 204 } });
    expect(execution.more).toBe(false);
  });

  it('are asked for one at a time', async () => {
    const { client } = rig(page(1, link(2)), page(2));
    const execution = executeQuery(client, request);
    const first = execution.next(quiet);
    await expect(execution.next(quiet)).rejects.toThrow('already on its way');
    await first;
  });
});
