// As much of VS Code's API as the export of a result asks for; `editor` answers for the user and remembers.

export interface Item {
  readonly label: string;
  readonly option?: string;
  readonly picked?: boolean;
}

interface FileUri {
  readonly scheme: string;
  readonly fsPath: string;
}

export const editor = {
  /** What is answered to each question; `undefined` leaves it. */
  answers: [] as ((items: readonly Item[]) => unknown)[],
  asked: [] as (readonly Item[])[],
  saved: undefined as FileUri | undefined,
  offeredFile: undefined as unknown,
  settings: {} as Record<string, unknown>,
  told: [] as [kind: string, text: string][],
  pressed: undefined as string | undefined,
  opened: [] as unknown[],
  commands: [] as unknown[][],
  /** Cancels what is in progress. */
  cancel: undefined as (() => void) | undefined,
  steps: [] as unknown[],
  inBrowser: false,
  buttons: [] as string[],
};

const told =
  (kind: string) =>
  (text: string, ...buttons: string[]): Promise<string | undefined> => {
    editor.told.push([kind, text]);
    editor.buttons = buttons;
    return Promise.resolve(editor.pressed);
  };

export const ProgressLocation = { Notification: 15 };

export const Uri = {
  file: (fsPath: string): FileUri => ({ scheme: 'file', fsPath }),
  joinPath: (folder: FileUri, name: string): FileUri => Uri.file(`${folder.fsPath}/${name}`),
};

export const commands = { executeCommand: (...args: unknown[]) => void editor.commands.push(args) };

export const UIKind = { Desktop: 1, Web: 2 };

export const env = {
  get uiKind() {
    return editor.inBrowser ? UIKind.Web : UIKind.Desktop;
  },
  remoteName: undefined,
  openExternal: (uri: unknown) => void editor.opened.push(uri),
};

export const workspace = {
  workspaceFolders: [{ uri: Uri.file('/folder') }],
  getWorkspaceFolder: ({ fsPath }: FileUri) => (fsPath.startsWith('/folder/') ? {} : undefined),
  getConfiguration: () => ({ get: (key: string) => editor.settings[key] }),
};

export const window = {
  showQuickPick: (items: readonly Item[]) => {
    editor.asked.push(items);
    return Promise.resolve(editor.answers.shift()?.(items));
  },
  showSaveDialog: (options: { readonly defaultUri: unknown }) => {
    editor.offeredFile = options.defaultUri;
    return Promise.resolve(editor.saved);
  },
  showInformationMessage: told('information'),
  showWarningMessage: told('warning'),
  withProgress: (_: unknown, work: (progress: object, token: object) => Promise<unknown>) => {
    let cancelled = false;
    const listeners: (() => void)[] = [];
    editor.cancel = () => {
      cancelled = true;
      for (const listener of listeners) listener();
    };
    const token = {
      get isCancellationRequested() {
        return cancelled;
      },
      onCancellationRequested: (listener: () => void) => {
        listeners.push(listener);
        return { dispose: () => undefined };
      },
    };
    return work({ report: (step: unknown) => void editor.steps.push(step) }, token);
  },
};
