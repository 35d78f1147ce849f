import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Session } from './harness/session';
import { connectWithSecret, countdown, gridColumns, gridRows, runBlock } from './harness/tasks';

// The main job, end to end, with tokens of 30 seconds: connect, run, read, let the token expire, run again.

const environment = 'sandbox';

describe('the main job', () => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ tokenLifetime: 30 });
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('connects with a client secret through the palette', async () => {
    const { workbench, sandbox } = session;
    const filledIn = await connectWithSecret(workbench, sandbox);
    expect(filledIn).toEqual({ tenant: sandbox.tenantId, name: environment });
    expect(await workbench.waitForNotification(/^Connected to /)).toContain('renews by itself');
    await workbench.screenshot('connected');
  });

  it('writes no secret into the settings', () => {
    const settings = readFileSync(session.settingsFile, 'utf8');
    expect(settings).toContain(session.sandbox.environmentUrl);
    expect(settings).not.toContain(session.sandbox.clientSecret);
  });

  it('shows a countdown that falls', async () => {
    const { workbench } = session;
    const first = await workbench.poll(
      () => countdown(workbench, environment),
      async () => 'a countdown in the status bar',
    );
    expect(first).toBeLessThanOrEqual(30);
    await workbench.poll(
      async () => {
        const next = await countdown(workbench, environment);
        return next !== undefined && next < first;
      },
      async () => `a countdown below ${first} s; there is ${await countdown(workbench, environment)}`,
    );
  });

  it('runs the block at the cursor and shows its rows beside the file', async () => {
    const { workbench } = session;
    await runBlock(workbench, '1-accounts.odata', 3);
    const rows = await gridRows(workbench);
    await workbench.screenshot('rows');
    expect(rows).toHaveLength(10);
    expect(await gridColumns(workbench)).toEqual(expect.arrayContaining([expect.stringMatching(/name/i)]));
    expect(rows.every((row) => row.some((text) => text.trim() !== ''))).toBe(true);
  });

  it('runs again past the expiry of the token without asking anything', async () => {
    const { workbench, sandbox } = session;
    const before = await sandbox.control.log();
    const expired = new Set(before.flatMap((request) => request.tokenId ?? []));
    await workbench.page.waitForTimeout(35_000);
    await runBlock(workbench, '2-filters.odata', 5);
    const sequence = before.at(-1)?.sequence ?? 0;
    const answered = await workbench.poll(
      async () => {
        const later = await sandbox.control.webApiRequests(sequence);
        return later.find((one) => one.path.includes('/opportunities?') && one.status !== undefined);
      },
      async () => 'the query to reach the server',
    );
    expect(answered.status).toBe(200);
    expect(expired.has(answered.tokenId ?? '')).toBe(false);
    await workbench.poll(
      async () => (await gridColumns(workbench)).some((column) => /estimated/i.test(column)),
      async () => `the columns of opportunities; there are ${(await gridColumns(workbench)).join(', ')}`,
    );
    expect(await workbench.questionText()).toBe('');
    expect(await workbench.page.locator('.monaco-dialog-box').count()).toBe(0);
  });
});
