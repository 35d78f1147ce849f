import * as vscode from 'vscode';
import type { NodeText } from './nodeText';

/** Nothing of a server is read as markup: texts are appended as text. */
export function treeItem(id: string, text: NodeText): vscode.TreeItem {
  const state = text.expandable
    ? vscode.TreeItemCollapsibleState.Collapsed
    : vscode.TreeItemCollapsibleState.None;
  const item = new vscode.TreeItem(text.label, state);
  item.id = id;
  item.description = text.description;
  item.contextValue = text.context;
  if (text.icon !== '') item.iconPath = new vscode.ThemeIcon(text.icon);
  item.accessibilityInformation = { label: [text.label, text.description].filter(Boolean).join(', ') };
  return item;
}

/** Made when the pointer rests on a line. */
export function hoverOf(facts: readonly string[]): vscode.MarkdownString {
  const hover = new vscode.MarkdownString();
  facts.forEach((fact, index) => {
    if (index > 0) hover.appendMarkdown('\n\n');
    hover.appendText(fact);
  });
  return hover;
}
