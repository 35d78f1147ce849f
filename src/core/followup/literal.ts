/**
 * A string literal as it can stand in a `.odata` file: quotes doubled (OData URL conventions 5.1.1.6.1), and what the
 * file or the encoding of the request would take for something else as `%XX`.
 */
export function stringLiteral(value: string): string {
  const text = value
    .replace(/%(?=[0-9a-f]{2})/gi, '%25')
    // A variable would begin here.
    .replace(/\{\{/g, '%7B%7B')
    // Line breaks and tabs end a line or its value; no other control character survives an editor.
    .replace(/\p{Cc}/gu, (char) => encodeURIComponent(char))
    .replace(/'/g, "''");
  return `'${text}'`;
}
