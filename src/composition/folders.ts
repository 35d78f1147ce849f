import path from 'node:path';
import type * as vscode from 'vscode';

// Folders that all windows of this machine see. No secret goes there.

/** Who renews which token. */
export function renewalsFolder(context: vscode.ExtensionContext): string {
  return path.join(context.globalStorageUri.fsPath, 'renewals');
}

/** Schemas and labels of the environments. */
export function schemaFolder(context: vscode.ExtensionContext): string {
  return path.join(context.globalStorageUri.fsPath, 'schemas');
}
