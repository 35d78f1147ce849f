import type { Losses } from '../losses';
import type { OutColumn, OutRows } from '../rows';
import { ByteSink } from '../sink';
import { querySheet, type ExportSource } from './querySheet';
import { RowsSheet } from './rowsSheet';
import { stylesXml } from './styles';
import { sheetNamespace, xmlHead } from './xmlHead';
import { xmlAttribute, xmlText } from './xmlText';

/** A file inside the workbook. They are made in their order: the last one tells what the one before could not hold. */
export interface WorkbookPart {
  readonly name: string;
  readonly bytes: () => Iterable<Uint8Array>;
}

export interface WorkbookOptions {
  readonly columns: readonly OutColumn[];
  readonly formatted: boolean;
  readonly source: ExportSource;
}

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Name of the sheet that says where the rows come from. */
const queryName = 'Query';

/** An Office Open XML workbook (ECMA-376): the rows in one sheet, where they come from in another. */
export function workbookParts(
  rows: OutRows,
  options: WorkbookOptions,
  losses: Losses,
): readonly WorkbookPart[] {
  const sheet = new RowsSheet(rows, options, losses);
  const name = sheetName(options.source.title);
  const part = (path: string, text: () => string): WorkbookPart => ({
    name: path,
    bytes: () => [utf8(text())],
  });
  return [
    part('[Content_Types].xml', contentTypes),
    part('_rels/.rels', () => relations([['officeDocument', 'xl/workbook.xml']])),
    part('xl/workbook.xml', () => workbook(name, sheet.area)),
    part('xl/_rels/workbook.xml.rels', () =>
      relations([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['worksheet', 'worksheets/sheet2.xml'],
        ['styles', 'styles.xml'],
      ]),
    ),
    part('xl/styles.xml', stylesXml),
    { name: 'xl/worksheets/sheet1.xml', bytes: () => sheet.bytes() },
    part('xl/worksheets/sheet2.xml', () => querySheet(rows.count - losses.rowsLeft, options, losses)),
  ];
}

function utf8(text: string): Uint8Array {
  const sink = new ByteSink();
  sink.add(text);
  return sink.take();
}

function contentTypes(): string {
  const overrides = [
    ['workbook', 'sheet.main'],
    ['worksheets/sheet1', 'worksheet'],
    ['worksheets/sheet2', 'worksheet'],
    ['styles', 'styles'],
  ].map(([path, type]) => `<Override PartName="/xl/${path}.xml" ContentType="${types}.${type}+xml"/>`);
  return (
    `${xmlHead}<Types xmlns="${packages}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
  );
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const all = targets.map(
    ([type, target], i) =>
      `<Relationship Id="rId${i + 1}" Type="${relationships}/${type}" Target="${target}"/>`,
  );
  return `${xmlHead}<Relationships xmlns="${packages}/relationships">${all.join('')}</Relationships>`;
}

function workbook(name: string, area: string): string {
  const quoted = `'${name.replaceAll("'", "''")}'`;
  const sheets = [name, queryName].map(
    (one, i) => `<sheet name="${xmlAttribute(one)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  return (
    `${xmlHead}<workbook xmlns="${sheetNamespace}" xmlns:r="${relationships}">` +
    `<bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheets.join('')}</sheets>` +
    // Spreadsheets keep the area of a filter under this name, too.
    `<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${xmlText(`${quoted}!${area}`)}</definedName></definedNames></workbook>`
  );
}

/** What a sheet may be called: 31 characters, some not among them, no apostrophe at either end, and no name twice. */
function sheetName(title: string): string {
  const allowed = title
    .replace(/[\\/?*[\]:]|[^\u0020-\ud7ff\ue000-\ufffd]/g, ' ')
    .trim()
    .slice(0, 31)
    .replace(/^'+|'+$/g, '')
    .trim();
  return allowed === '' || /^(?:query|history)$/i.test(allowed) ? 'Result' : allowed;
}
