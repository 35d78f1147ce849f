import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** What is taken over from a profile of the Power Platform CLI (`pac auth list`): no account, no token. */
export interface PacProfile {
  /** As given with `pac auth create --name`, else the environment's friendly name; absent where neither is there. */
  readonly name?: string;
  /** Address of the environment, as written. */
  readonly url: string;
  /** `UNIVERSAL`, `DATAVERSE`, …; as written. */
  readonly kind?: string;
  /** `Public`, `UsGov`, …; as written. */
  readonly cloud?: string;
}

interface PacPlace {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const here = (): PacPlace => ({ platform: process.platform, home: homedir(), env: process.env });

/**
 * Files that may hold the profiles, in the order in which they are looked for. .NET puts its "local application data"
 * into `%LOCALAPPDATA%`, `$XDG_DATA_HOME` or `~/.local/share`; on a Mac either there or, from .NET 8 on, into
 * `~/Library/Application Support`. The folder's name is spelt both ways.
 */
export function pacProfileFiles(place: PacPlace = here()): string[] {
  const { platform, home, env } = place;
  const join = platform === 'win32' ? path.win32.join : path.posix.join;
  const bases =
    platform === 'win32'
      ? [env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local')]
      : [
          ...(env['XDG_DATA_HOME'] ? [env['XDG_DATA_HOME']] : []),
          join(home, '.local', 'share'),
          ...(platform === 'darwin' ? [join(home, 'Library', 'Application Support')] : []),
        ];
  return bases.flatMap((base) =>
    ['PowerAppsCLI', 'PowerAppsCli'].map((folder) => join(base, 'Microsoft', folder, 'authprofiles_v2.json')),
  );
}

/** The profiles of this machine's user; empty where the CLI was never used, or keeps them in a form unknown here. */
export async function readPacProfiles(place: PacPlace = here()): Promise<PacProfile[]> {
  for (const file of pacProfileFiles(place)) {
    try {
      return parsePacProfiles(await readFile(file, 'utf8'));
    } catch {
      // Not there, or not to be read: the next place.
    }
  }
  return [];
}

/** Takes any text. Each environment comes once, whatever signs in to it. */
export function parsePacProfiles(text: string): PacProfile[] {
  const profiles = new Map<string, PacProfile>();
  for (const entry of entriesOf(parse(text))) {
    const profile = readProfile(entry);
    if (profile === undefined) continue;
    const key = profile.url.toLowerCase().replace(/\/+$/, '');
    const known = profiles.get(key);
    if (known === undefined || (known.name === undefined && profile.name !== undefined)) {
      profiles.set(key, profile);
    }
  }
  return [...profiles.values()];
}

type Fields = ReadonlyMap<string, unknown>;

function parse(text: string): unknown {
  try {
    // The CLI is a .NET program and writes a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Version 2 has a list under `Profiles`; a bare list is taken too. */
function entriesOf(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  const profiles = fieldsOf(document)?.get('profiles');
  return Array.isArray(profiles) ? profiles : [];
}

function readProfile(entry: unknown): PacProfile | undefined {
  const fields = fieldsOf(entry);
  if (fields === undefined) return undefined;
  // Newer versions keep the environment in an object of its own.
  const inner = fieldsOf(fields.get('resource'));
  const from = (...names: readonly string[]): string | undefined =>
    first([...names.map((name) => fields.get(name)), ...names.map((name) => inner?.get(name))]);
  const url = from('resource', 'activeenvironmenturl', 'environmenturl', 'activeorganizationurl', 'url');
  if (url === undefined || !/^https:\/\/[^/]/i.test(url)) return undefined;
  const name = from('name', 'friendlyname');
  const kind = from('kind');
  const cloud = from('cloudinstance', 'cloud');
  return {
    url,
    ...(name === undefined ? {} : { name }),
    ...(kind === undefined ? {} : { kind }),
    ...(cloud === undefined ? {} : { cloud }),
  };
}

/** Names in lower case, because versions of the CLI differ in that. */
function fieldsOf(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
}

function first(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
}
