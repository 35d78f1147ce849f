import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Theme {
  readonly name: 'light' | 'dark' | 'hc';
  readonly bodyClass: string;
  readonly css: string;
}

const folder = path.resolve(import.meta.dirname, '../../../../shared/design/mock/theme');
const files = { light: 'light-modern.css', dark: 'dark-modern.css', hc: 'high-contrast.css' } as const;
const bodyClasses = { light: 'vscode-light', dark: 'vscode-dark', hc: 'vscode-high-contrast' } as const;

/** Stands in where the values read from the product are absent: enough to see, measure and audit the pane. */
const plain: Readonly<Record<Theme['name'], readonly [background: string, text: string, accent: string]>> = {
  light: ['#ffffff', '#3b3b3b', '#005fb8'],
  dark: ['#1f1f1f', '#cccccc', '#0078d4'],
  hc: ['#000000', '#ffffff', '#f38518'],
};

/** The values that a webview receives in one of VS Code's default themes. */
export function theme(name: Theme['name']): Theme {
  const file = path.join(folder, files[name]);
  const css = existsSync(file) ? readFileSync(file, 'utf8') : fallback(name);
  return { name, bodyClass: bodyClasses[name], css };
}

function fallback(name: Theme['name']): string {
  const [background, text, accent] = plain[name];
  const values = {
    'editor-background': background,
    foreground: text,
    focusBorder: accent,
    'button-background': name === 'hc' ? '#000000' : '#005fb8',
    'button-foreground': '#ffffff',
    disabledForeground: text,
    'font-family': 'sans-serif',
    'font-size': '13px',
    'editor-font-family': 'monospace',
    'progressBar-background': accent,
    'textLink-foreground': text,
    ...(name === 'hc' ? { contrastBorder: '#6fc3df' } : {}),
  };
  const lines = Object.entries(values).map(([key, value]) => `--vscode-${key}: ${value};`);
  return `[data-theme="${name}"] { ${lines.join(' ')} }`;
}
