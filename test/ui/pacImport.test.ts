import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTempDir, removeTempDir } from '../../scripts/lib/tempDir.mjs';
import type { Sandbox } from '../support/sandbox';
import { Session } from './harness/session';

// The profiles of the Power Platform CLI, as it leaves them on the disk, taken over in a real VS Code.

describe('importing from the Power Platform CLI', () => {
  const dataHome = makeTempDir('pac');
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({}, undefined, {
      env: (sandbox) => {
        writeProfiles(dataHome, sandbox);
        return { XDG_DATA_HOME: dataHome };
      },
    });
  });

  afterAll(async () => {
    await session?.dispose();
    removeTempDir(dataHome);
  });

  it('offers what is not configured yet, and takes over name and address alone', async () => {
    const { workbench, sandbox } = session;
    await workbench.runCommand('Dataverse: Import environments from the Power Platform CLI…');
    await workbench.waitForQuestion(/Names and addresses are taken over, no tokens/);
    const rows = await workbench.quickInput.locator('.quick-input-list .monaco-list-row').allInnerTexts();
    await workbench.screenshot('import-pac');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatch(/^Contoso DevUNIVERSAL, Public/);
    expect(rows[0]).toContain(sandbox.secondEnvironmentUrl);
    await workbench.page.keyboard.press('Enter');
    expect(await workbench.waitForNotification(/imported/)).toMatch(
      /^One environment was imported\. .*Device code/,
    );
    const entries = session.settings()['dataverseWorkbench.environments'] as { name: string }[];
    expect(entries.map(({ name }) => name)).toEqual(['sandbox', 'Contoso Dev']);
    expect(entries[1]).toMatchObject({ url: sandbox.secondEnvironmentUrl, method: 'device-code' });
    expect(JSON.stringify(session.settings())).not.toContain('nobody@contoso.example');
    await workbench.dismissNotifications();
  });

  it('says so where all are here already', async () => {
    const { workbench } = session;
    await workbench.runCommand('Dataverse: Import environments from the Power Platform CLI…');
    await workbench.waitForNotification(/^All environments of the Power Platform CLI are here already/);
  });
});

/** One environment that the settings have, and one that they have not. */
function writeProfiles(dataHome: string, { environmentUrl, secondEnvironmentUrl }: Sandbox): void {
  const dir = path.join(dataHome, 'Microsoft', 'PowerAppsCLI');
  const common = { Kind: 'UNIVERSAL', CloudInstance: 'Public', User: 'nobody@contoso.example' };
  const Profiles = [
    { ...common, Name: 'Known', Resource: { Resource: `${environmentUrl}/` } },
    { ...common, Name: 'Contoso Dev', Resource: { Resource: `${secondEnvironmentUrl}/` } },
  ];
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, 'authprofiles_v2.json'), `\uFEFF${JSON.stringify({ Profiles })}`);
}
