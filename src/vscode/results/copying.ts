import * as vscode from 'vscode';
import { neverCancelled } from '../../core/base/cancel';
import type { HttpRequest } from '../../core/base/http';
import { codeTargets } from '../../core/codegen';
import { copiedWords, nothingToCopy } from '../../core/results/output/copy/copiedWords';
import type { PaneMessage } from '../../protocol/resultsMessages';
import type { RunSession } from './runSession';

type CopyCells = Extract<PaneMessage, { readonly type: 'copyCells' }>;

/** Puts cells on the clipboard. @returns what to say of it */
export async function copyCells(message: CopyCells, session: RunSession): Promise<string> {
  const { cells, format, headings, formatted } = message;
  const settings = vscode.workspace.getConfiguration('dataverseWorkbench.export');
  const formulaGuard = settings.get<boolean>('formulaGuard') === true;
  const ask = { cells, format, headings, formatted, formulaGuard };
  const copied = await session.work('copy', ask, { signal: neverCancelled });
  const nothing = nothingToCopy(copied, format);
  if (nothing !== undefined) return nothing;
  await vscode.env.clipboard.writeText(copied.text);
  return copiedWords(copied, format);
}

/** Puts the request on the clipboard, for the shell that VS Code's terminal opens. @returns what to say of it */
export async function copyAsCurl(request: HttpRequest): Promise<string> {
  const shell = /(pwsh|powershell)(\.exe)?$/i.test(vscode.env.shell) ? 'curl-powershell' : 'curl-bash';
  const target = codeTargets.find(({ id }) => id === shell);
  if (target === undefined) return '';
  await vscode.env.clipboard.writeText(target.write(request));
  return `Copied as ${target.label}, without a token.`;
}
