import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where a secret was found. */
export interface Find {
  readonly file: string;
  /** Name of the needle and the form in which it was found. */
  readonly what: string;
}

/** Secrets by a name that may be shown. */
export type Needles = Readonly<Record<string, string>>;

/** A signed token: three parts of base64url, the first two of them JSON objects. */
const signedToken = /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/;

/** Searches every file below `folders`, hidden ones too, for the needles in their usual encodings and for any token. */
export function huntInFiles(folders: readonly string[], needles: Needles): Find[] {
  return folders.flatMap((folder) =>
    filesBelow(folder).flatMap((file) =>
      huntInBytes(readFileSync(file), needles).map((what) => ({ file, what })),
    ),
  );
}

/** The same for a text that is in no file, such as the HTML of a webview. */
export function huntInText(name: string, text: string, needles: Needles): Find[] {
  return huntInBytes(Buffer.from(text, 'utf8'), needles).map((what) => ({ file: name, what }));
}

export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function huntInBytes(bytes: Buffer, needles: Needles): string[] {
  const found = Object.entries(needles).flatMap(([name, needle]) =>
    formsOf(needle)
      .filter(([, form]) => bytes.includes(form))
      .map(([form]) => `${name} (${form})`),
  );
  const texts = [bytes.toString('latin1'), bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')];
  return texts.some((text) => signedToken.test(text)) ? [...found, 'a signed token'] : found;
}

function formsOf(needle: string): [string, Buffer][] {
  const forms: [string, Buffer][] = [
    ['as it is', Buffer.from(needle, 'utf8')],
    ['UTF-16', Buffer.from(needle, 'utf16le')],
    ['percent-encoded', Buffer.from(encodeURIComponent(needle), 'utf8')],
    ['in JSON', Buffer.from(JSON.stringify(needle).slice(1, -1), 'utf8')],
  ];
  for (let shift = 0; shift < 3; shift++) {
    forms.push([`base64, shifted by ${shift}`, base64Core(needle, shift)]);
  }
  return forms;
}

/** The characters of base64 that hold nothing but the needle, where it begins `shift` bytes into a group of three. */
function base64Core(needle: string, shift: number): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(needle, 'utf8')]);
  const whole = bytes.length - (bytes.length % 3);
  const encoded = bytes.subarray(0, whole).toString('base64');
  return Buffer.from(encoded.slice(shift === 0 ? 0 : 4), 'utf8');
}
