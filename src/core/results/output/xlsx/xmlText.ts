/**
 * What cannot stand as it is in the text of an XML element: markup, characters that XML 1.0 does not have, half
 * characters, carriage returns (a parser would make line feeds of them), and text that looks like an escape of ours.
 */
const special =
  /[&<>]|[^\t\n\u0020-\ufffd]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|_(?=x[0-9a-fA-F]{4}_)/g;
const anySpecial = /[&<>\ud800-\udfff]|[^\t\n\u0020-\ufffd]|_x[0-9a-fA-F]{4}_/;
const noXmlCharacter = /[^\t\n\r\u0020-\ufffd]/;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
};

/**
 * Text for an element of a spreadsheet; what XML cannot hold is escaped as `_x0001_` (ECMA-376 part 1, 22.9.2.19
 * ST_Xstring).
 */
export function xmlText(text: string): string {
  if (!anySpecial.test(text)) return text;
  return text.replace(special, (found) => references[found] ?? escaped(found));
}

/** For an attribute in double quotes; only names of sheets go there. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll('"', '&quot;');
}

/** Whether a text has a character that XML 1.0 has no place for, half characters aside. */
export function hasNoXmlCharacter(text: string): boolean {
  return noXmlCharacter.test(text);
}

function escaped(unit: string): string {
  return `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
