import { sheetNamespace, xmlHead } from './xmlHead';

/** Numbers of the cell styles, as `cellXfs` below has them. */
export const styles = {
  general: 0,
  heading: 1,
  dateTime: 2,
  day: 3,
  milliseconds: 4,
  money: 5,
  /** Text that would be a formula, were somebody to edit the cell: it keeps an apostrophe that is not seen. */
  quoted: 6,
  label: 7,
  wrapped: 8,
} as const;

const formats = [
  [164, 'yyyy\\-mm\\-dd\\ hh:mm:ss'],
  [165, 'yyyy\\-mm\\-dd'],
  [166, 'yyyy\\-mm\\-dd\\ hh:mm:ss.000'],
] as const;

/** Fonts: plain, bold. Fills: the two that every file has to begin with, and that of headings. */
export function stylesXml(): string {
  const top = '<alignment vertical="top"/>';
  const xfs = [
    xf(''),
    xf('fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1"'),
    xf('numFmtId="164" applyNumberFormat="1"'),
    xf('numFmtId="165" applyNumberFormat="1"'),
    xf('numFmtId="166" applyNumberFormat="1"'),
    xf('numFmtId="4" applyNumberFormat="1"'),
    xf('numFmtId="49" quotePrefix="1" applyNumberFormat="1"'),
    xf('fontId="1" applyFont="1" applyAlignment="1"', top),
    xf('applyAlignment="1"', '<alignment vertical="top" wrapText="1"/>'),
  ];
  const font = (inner: string): string =>
    `<font>${inner}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`;
  return (
    `${xmlHead}<styleSheet xmlns="${sheetNamespace}">` +
    `<numFmts count="${formats.length}">${formats.map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`).join('')}</numFmts>` +
    `<fonts count="2">${font('')}${font('<b/>')}</fonts>` +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF2"/><bgColor indexed="64"/></patternFill></fill></fills>' +
    `<borders count="2">${border('<bottom/>')}${border('<bottom style="thin"><color rgb="FF8A94A0"/></bottom>')}</borders>` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

/** Whatever it does not say is that of a plain cell. */
function xf(attributes: string, inner = ''): string {
  const plain = ['numFmtId', 'fontId', 'fillId', 'borderId']
    .filter((name) => !attributes.includes(`${name}=`))
    .map((name) => `${name}="0"`)
    .join(' ');
  const all = `<xf ${plain} xfId="0"${attributes === '' ? '' : ` ${attributes}`}`;
  return inner === '' ? `${all}/>` : `${all}>${inner}</xf>`;
}

function border(bottom: string): string {
  return `<border><left/><right/><top/>${bottom}<diagonal/></border>`;
}
