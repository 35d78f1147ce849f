/**
 * Dataverse's codes are 32-bit numbers that arrive as `0x80040220`, `80040220`, -2147220960 or 2147746336. Anything else that
 * names a fault, such as Graph's `Authorization_RequestDenied`, stays as it is, in lower case. Undefined for none.
 */
export function normalCode(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value !== 0 ? hex(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim().toLowerCase();
  if (/^-\d{10}$|^2147\d{6}$/.test(text)) return hex(Number(text));
  if (/^8[0-9a-f]{7}$/.test(text)) return `0x${text}`;
  return text === '' ? undefined : text;
}

/** The codes that a message names: `hr = -2147220960`, `(0x80040220)`. */
export function codesInText(text: string): readonly string[] {
  const found = text.match(/(?<![\w-])(?:-214\d{7}|0x8[0-9a-f]{7})(?!\w)/gi) ?? [];
  return [...new Set(found.flatMap((one) => normalCode(one) ?? []))];
}

function hex(value: number): string {
  return `0x${(value >>> 0).toString(16).padStart(8, '0')}`;
}
