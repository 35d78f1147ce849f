import * as vscode from 'vscode';
import type { ExportFormat } from '../../core/results/output/export';
import { exportFormats, fileName, type ExportFormatWords } from '../../core/results/output/exportChoices';

/** What is known of a result before anything is asked. */
export interface ExportOffer {
  readonly title: string;
  readonly loaded: number;
  /** The server has more. */
  readonly more: boolean;
  /** Columns are hidden, or stand in another order than they came in. */
  readonly columnsChosen: boolean;
  /** Rows are sorted or filtered. */
  readonly arranged: boolean;
  readonly formatted: boolean;
}

/** What the user wants. */
export interface ExportWish {
  readonly format: ExportFormat;
  readonly loadAll: boolean;
  readonly formatted: boolean;
  readonly shownColumns: boolean;
  readonly shownRows: boolean;
  readonly byteOrderMark: boolean;
  readonly formulaGuard: boolean;
  readonly file: vscode.Uri;
}

type Option = 'formatted' | 'shownColumns' | 'shownRows' | 'byteOrderMark' | 'formulaGuard';

interface OptionItem extends vscode.QuickPickItem {
  readonly option: Option;
}

const section = 'dataverseWorkbench.export';
const title = 'Export result';

/** Asks what is to be exported, how and where to; `undefined` where the user left. */
export async function askExport(offer: ExportOffer): Promise<ExportWish | undefined> {
  const format = await askFormat();
  if (format === undefined) return undefined;
  const loadAll = offer.more ? await askScope(offer.loaded) : false;
  if (loadAll === undefined) return undefined;
  const options = await askOptions(offer, format.format);
  if (options === undefined) return undefined;
  const file = await askFile(offer.title, format);
  if (file === undefined) return undefined;
  const has = (option: Option): boolean => options.has(option);
  return {
    format: format.format,
    loadAll,
    file,
    formatted: has('formatted'),
    shownColumns: has('shownColumns'),
    shownRows: has('shownRows'),
    byteOrderMark: has('byteOrderMark'),
    formulaGuard: has('formulaGuard'),
  };
}

async function askFormat(): Promise<ExportFormatWords | undefined> {
  const items = exportFormats.map((words) => ({
    label: words.label,
    description: `.${words.extension}`,
    detail: words.detail,
    words,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: 'Format of the file' });
  return chosen?.words;
}

async function askScope(loaded: number): Promise<boolean | undefined> {
  const rows = `${loaded.toLocaleString('en-US')} ${loaded === 1 ? 'row is' : 'rows are'} loaded`;
  const items = [
    { label: 'Loaded rows', description: rows, all: false },
    { label: 'All rows', description: 'Loads those that the server still has, first', all: true },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: 'Which rows' });
  return chosen?.all;
}

async function askOptions(
  offer: ExportOffer,
  format: ExportFormat,
): Promise<ReadonlySet<Option> | undefined> {
  const chosen = await vscode.window.showQuickPick(optionsOf(offer, format), {
    title,
    placeHolder: 'Options',
    canPickMany: true,
  });
  return chosen && new Set(chosen.map(({ option }) => option));
}

/** What is picked at first is what the pane shows, and what the settings say. */
function optionsOf(offer: ExportOffer, format: ExportFormat): OptionItem[] {
  const settings = vscode.workspace.getConfiguration(section);
  const json = format === 'json' || format === 'ndjson';
  const items: (OptionItem | false)[] = [
    {
      option: 'formatted',
      label: 'Formatted values',
      detail: json
        ? 'Beside the stored ones'
        : 'Labels of choices, names of lookups, instead of what is stored',
      picked: offer.formatted && !json,
    },
    offer.columnsChosen && {
      option: 'shownColumns',
      label: 'Only columns that are shown',
      detail: 'In their order',
      picked: true,
    },
    offer.arranged && {
      option: 'shownRows',
      label: 'Only rows that pass the filter',
      detail: 'Sorted as they are shown',
      picked: true,
    },
    format === 'csv' && {
      option: 'byteOrderMark',
      label: 'Byte order mark',
      detail: 'Excel knows by it that the file is UTF-8; some programs stumble over it',
      picked: settings.get<boolean>('byteOrderMark') === true,
    },
    format === 'csv' && {
      option: 'formulaGuard',
      label: 'Formula guard',
      detail: 'Texts that a spreadsheet would calculate (= + - @) get an apostrophe before them',
      picked: settings.get<boolean>('formulaGuard') === true,
    },
  ];
  return items.filter((item) => item !== false);
}

async function askFile(
  name: string,
  { label, extension }: ExportFormatWords,
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
  const file = fileName(name, extension);
  return vscode.window.showSaveDialog({
    title,
    saveLabel: 'Export',
    filters: { [label]: [extension] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, file) } : {}),
  });
}
