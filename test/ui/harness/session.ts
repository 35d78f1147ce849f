import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { prepareSamples, writeUserSettings } from '../../../scripts/demo/workspace.mjs';
import { makeTempDir, removeTempDir } from '../../../scripts/lib/tempDir.mjs';
import { artifact } from '../../package/artifacts';
import { launchBrowser } from '../../support/browser.mjs';
import { startSandbox, type Sandbox, type StartSandboxOptions } from '../../support/sandbox';
import { installVsix, startVsCodeServer } from '../../support/vscodeServer.mjs';
import { Workbench } from '../../support/workbench';

export type UserSettings = Record<string, unknown>;

/** What one test file needs of VS Code beyond what all have. */
export interface SessionExtras {
  /** Packs an extension into the folder; returns the path of the VSIX to install beside ours. */
  readonly pack?: (dir: string) => Promise<string>;
  /** Variables for the server and its extension host. */
  readonly env?: (sandbox: Sandbox) => Readonly<Record<string, string>>;
}

/** A sandbox, a VS Code with the packaged extension, and a window on the samples: what a user of the demo has. */
export class Session {
  private constructor(
    readonly sandbox: Sandbox,
    readonly workbench: Workbench,
    /** Everything that VS Code, the extension and the browser write is below this folder. */
    readonly dir: string,
    /** The opened folder. */
    readonly workspace: string,
    readonly settingsFile: string,
    private readonly browser: BrowserContext,
    private readonly server: { stop: () => Promise<void> },
  ) {}

  /** @param change makes the user's settings out of those that the demo writes */
  static async start(
    options: StartSandboxOptions = {},
    change: (settings: UserSettings) => UserSettings = (settings) => settings,
    extras: SessionExtras = {},
  ): Promise<Session> {
    const vsix = artifact('dist/dataverse-workbench.vsix');
    const dir = makeTempDir('ui');
    const started: (() => Promise<void>)[] = [];
    try {
      const sandbox = await startSandbox(options);
      started.push(() => sandbox.stop());
      const data = path.join(dir, 'vscode');
      const userDir = path.join(data, 'server-data', 'data', 'User');
      writeUserSettings(userDir, sandbox);
      const settingsFile = path.join(userDir, 'settings.json');
      const settings = change(readSettings(settingsFile));
      writeFileSync(settingsFile, `${JSON.stringify(settings, undefined, 2)}\n`);
      const workspace = prepareSamples(dir);
      await installVsix({ dir: data, vsix });
      if (extras.pack !== undefined) await installVsix({ dir: data, vsix: await extras.pack(dir) });
      const server = await startVsCodeServer({ dir: data, env: extras.env?.(sandbox) ?? {} });
      started.push(() => server.stop());
      const browser = await launchBrowser({ profileDir: path.join(dir, 'profile') });
      started.push(() => browser.close());
      const page = browser.pages()[0] ?? (await browser.newPage());
      const workbench = await Workbench.open(page, server.urlOf(workspace));
      return new Session(sandbox, workbench, dir, workspace, settingsFile, browser, server);
    } catch (error) {
      for (const stop of started.toReversed()) await stop();
      removeTempDir(dir);
      throw error;
    }
  }

  /** What the settings file of the user holds. */
  settings(): UserSettings {
    return readSettings(this.settingsFile);
  }

  /** Writes a query file into the opened folder. */
  writeFile(name: string, text: string): void {
    writeFileSync(path.join(this.workspace, name), text);
  }

  readFile(name: string): string {
    return readFileSync(path.join(this.workspace, name), 'utf8');
  }

  /** Ends VS Code and browser, so that everything is on the disk; the files stay. */
  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }

  /** Ends everything and removes what was written. */
  async dispose(): Promise<void> {
    await this.close();
    await this.sandbox.stop();
    if (process.env['KEEP_UI_FILES'] !== undefined) keep(this.dir);
    removeTempDir(this.dir);
  }
}

function readSettings(file: string): UserSettings {
  // The demo, the test and the extension write it: plain JSON, without comments.
  return JSON.parse(readFileSync(file, 'utf8')) as UserSettings;
}

/** For whoever looks into a failure: out/ui-files. */
function keep(dir: string): void {
  const target = path.resolve('out', 'ui-files');
  mkdirSync(target, { recursive: true });
  cpSync(dir, path.join(target, path.basename(dir)), { recursive: true });
}
