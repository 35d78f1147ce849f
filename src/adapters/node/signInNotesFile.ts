import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SignInNote, SignInNotes } from '../../core/auth/lease';
import { secretPurposes } from '../../core/auth/secretKeys';

/** Notes of one environment's sign-in as a file that all windows see. It names no account and holds no secret. */
export class SignInNotesFile implements SignInNotes {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  async read(): Promise<SignInNote | undefined> {
    try {
      return noteOf(JSON.parse(await readFile(this.#file, 'utf8')));
    } catch {
      return undefined;
    }
  }

  async write(note: Omit<SignInNote, 'session'> & { readonly session?: string }): Promise<void> {
    const { session = randomUUID(), kept, issuedAt } = note;
    const next = `${this.#file}.${randomUUID()}`;
    try {
      await mkdir(path.dirname(this.#file), { recursive: true });
      await writeFile(next, JSON.stringify({ session, kept, issuedAt }), { mode: 0o600 });
      await rename(next, this.#file);
    } catch {
      await remove(next);
    }
    await remove(this.#question);
  }

  async clear(): Promise<void> {
    await remove(this.#file);
    await remove(this.#question);
  }

  async claimQuestion(): Promise<boolean> {
    try {
      await mkdir(path.dirname(this.#file), { recursive: true });
      await (await open(this.#question, 'wx', 0o600)).close();
      return true;
    } catch (error) {
      // Where no note can be kept, each window asks for itself.
      return !(typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST');
    }
  }

  get #question(): string {
    return `${this.#file}.asked`;
  }
}

async function remove(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => undefined);
}

function noteOf(parsed: unknown): SignInNote | undefined {
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  if (!('session' in parsed) || !('kept' in parsed) || !('issuedAt' in parsed)) return undefined;
  const { session, kept, issuedAt } = parsed;
  if (typeof session !== 'string' || !Array.isArray(kept) || typeof issuedAt !== 'number') return undefined;
  return { session, issuedAt, kept: secretPurposes.filter((purpose) => kept.includes(purpose)) };
}
