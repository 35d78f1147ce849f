import { readFile } from 'node:fs/promises';
import { ProblemError } from '../core/base/problem';

type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface TextFile {
  /** Without its byte order mark. */
  readonly text: string;
  readonly encoding: TextEncoding;
  /** It begins with a byte order mark. */
  readonly marked: boolean;
}

/** Throws `bad-input` for what cannot be read or is no text. */
export async function readTextFile(file: string): Promise<TextFile> {
  return decodeText(file, await readBytes(file));
}

/** `name`: what the bytes are of, as the message says it. Throws `bad-input` for what is no text. */
export function decodeText(name: string, bytes: Uint8Array): TextFile {
  try {
    const encoding = encodingOf(bytes);
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    const marked = text.startsWith('\ufeff');
    if (!text.includes('\0')) return { text: marked ? text.slice(1) : text, encoding, marked };
  } catch {
    // Said below.
  }
  throw bad(`${name} is not a text file.`, 'Name a file with requests as text, in UTF-8.');
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw bad(`The file ${file} does not exist.`, 'Check the path.');
    if (code === 'EISDIR') throw bad(`${file} is a folder.`, 'Name a file.');
    throw bad(`The file ${file} cannot be read.`, 'Check its access rights.');
  }
}

/** PowerShell and old editors write UTF-16, always with a byte order mark. */
function encodingOf(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** The bytes of the file with another text. */
export function encodeText({ text, encoding, marked }: TextFile): Uint8Array {
  const whole = marked ? `\ufeff${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(whole, 'utf8');
  const bytes = Buffer.from(whole, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

function bad(title: string, remedy: string): ProblemError {
  return new ProblemError({ kind: 'bad-input', title, remedy });
}
