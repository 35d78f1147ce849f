import * as vscode from 'vscode';
import type { PaneMessage } from '../../protocol/resultsMessages';

type SavePicture = Extract<PaneMessage, { readonly type: 'savePicture' }>;

const kinds = { svg: 'SVG picture', png: 'PNG picture' } as const;

/** Asks where a chart is to go, and puts it there. `title`: of the result. */
export async function savePicture({ format, data }: SavePicture, title: string): Promise<void> {
  const name = title.replaceAll(/[^\p{L}\p{N} ._-]+/gu, ' ').trim() || 'chart';
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: 'Save chart',
    filters: { [kinds[format]]: [format] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, `${name}.${format}`) } : {}),
  });
  if (!target) return;
  const bytes = format === 'svg' ? Buffer.from(data, 'utf8') : Buffer.from(data, 'base64');
  await vscode.workspace.fs.writeFile(target, new Uint8Array(bytes));
  const open = 'Open';
  const chosen = await vscode.window.showInformationMessage(`Saved ${target.path.split('/').at(-1)}.`, open);
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', target);
}
