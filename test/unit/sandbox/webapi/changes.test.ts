import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, WebApiHost } from './support/host';
import type { JsonObject } from './support/host';

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

const tracked = { headers: { prefer: 'odata.track-changes' } };
const valueOf = (json: JsonObject): JsonObject[] => json.value as JsonObject[];

describe('change tracking', () => {
  it('hands out a delta link that tells what came, changed and went', async () => {
    const start = await host.send('contacts?$select=fullname', tracked);
    expect(start.headers['preference-applied']).toBe('odata.track-changes');
    expect(start.json['@odata.context']).toBe(`${root}$metadata#contacts(fullname)/$delta`);
    const link = String(start.json['@odata.deltaLink']);
    expect(link).toMatch(
      /contacts\?\$select=fullname&\$deltatoken=\d+%21\d\d%2f\d\d%2f\d{4}%20\d\d%3a\d\d%3a\d\d$/,
    );

    const unchanged = await host.send(link);
    expect(valueOf(unchanged.json)).toEqual([]);

    const [changed, gone] = valueOf(start.json);
    const [changedId, goneId] = [String(changed?.['contactid']), String(gone?.['contactid'])];
    await host.send(`contacts(${changedId})`, { method: 'PATCH', body: { lastname: 'Tracked' } });
    await host.send(`contacts(${goneId})`, { method: 'DELETE' });
    const created = await host.send('contacts', { method: 'POST', body: { lastname: 'Newcomer' } });
    const createdId = /\(([^)]+)\)/.exec(String(created.headers['odata-entityid']))?.[1];

    const changes = await host.send(link);
    const [deleted, ...others] = valueOf(changes.json).toReversed();
    expect(deleted).toEqual({
      '@odata.context': `${root}$metadata#contacts/$deletedEntity`,
      id: goneId,
      reason: 'deleted',
    });
    expect(new Set(others.map((row) => row['contactid']))).toEqual(new Set([changedId, createdId]));
    expect(others).toHaveLength(2);
    const counted = await host.send(link.slice(root.length).replace('contacts?', 'contacts/$count?'));
    expect(counted.text).toBe('\ufeff3');
    expect(valueOf((await host.send(String(changes.json['@odata.deltaLink']))).json)).toEqual([]);
  });

  it.each(["$filter=lastname eq 'x'", '$orderby=lastname', '$top=1', '$expand=createdby'])(
    'refuses %s in the documented words',
    async (option) => {
      const reply = await host.send(`contacts?${option}`, tracked);
      expect(reply.status).toBe(400);
      const [name] = option.split('=');
      expect(reply.error?.message).toBe(
        `The ${name} query parameter isn't supported when Change Tracking is enabled.`,
      );
    },
  );

  it('tells everything again after 90 days', async () => {
    const reply = await host.send('accounts/$count?$deltatoken=919042%2108%2f22%2f2017%2008%3a10%3a44');
    expect(reply.text).toBe((await host.send('accounts/$count')).text);
  });
});
