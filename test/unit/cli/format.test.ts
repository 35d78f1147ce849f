import { chmod, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatCommand } from '../../../src/cli/formatCommand';
import { isProblemError } from '../../../src/core/base/problem';
import { FakeIo } from './support/fakeIo';

let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'format-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const io = new FakeIo();
  const code = await formatCommand(args, io);
  return { code, out: io.written, notes: io.notes.join('\n') };
}

describe('format', () => {
  it('writes in place, keeps encoding, mark, line ends and rights, and leaves nothing beside', async () => {
    const texts: [string, Buffer, Buffer][] = [
      ['plain.odata', Buffer.from('accounts?\n$top=1'), Buffer.from('accounts\n  ?$top=1\n')],
      ['mark.odata', Buffer.from('\ufeff###Ä\r\naccounts'), Buffer.from('\ufeff### Ä\r\naccounts\r\n')],
      [
        'le.odata',
        Buffer.from('\ufeff###Ä\naccounts', 'utf16le'),
        Buffer.from('\ufeff### Ä\naccounts\n', 'utf16le'),
      ],
      [
        'be.odata',
        Buffer.from('\ufeff###Ä\naccounts', 'utf16le').swap16(),
        Buffer.from('\ufeff### Ä\naccounts\n', 'utf16le').swap16(),
      ],
    ];
    for (const [name, before] of texts) await writeFile(at(name), before);
    await chmod(at('plain.odata'), 0o640);
    const names = texts.map(([name]) => at(name));
    expect(await run(...names)).toEqual({
      code: 0,
      out: names.map((name) => `${name}\n`).join(''),
      notes: '',
    });
    for (const [name, , after] of texts) expect(await readFile(at(name)), name).toEqual(after);
    expect((await stat(at('plain.odata'))).mode & 0o777).toBe(0o640);
    expect((await readdir(folder)).toSorted()).toEqual(['be.odata', 'le.odata', 'mark.odata', 'plain.odata']);
    expect(await run(...names)).toEqual({ code: 0, out: '', notes: '' });
  });

  it('writes through a link', async () => {
    await writeFile(at('real.odata'), 'accounts');
    await symlink(at('real.odata'), at('link.odata'));
    await run(at('link.odata'));
    expect(await readFile(at('real.odata'), 'utf8')).toBe('accounts\n');
    expect(await readFile(at('link.odata'), 'utf8')).toBe('accounts\n');
  });

  it('--check names what is not formatted and writes nothing', async () => {
    await writeFile(at('a.odata'), 'accounts');
    await writeFile(at('b.odata'), 'accounts\n');
    expect(await run('--check', at('a.odata'), at('b.odata'))).toEqual({
      code: 1,
      out: `${at('a.odata')}\n`,
      notes: '',
    });
    expect(await readFile(at('a.odata'), 'utf8')).toBe('accounts');
    expect((await run('--check', at('b.odata'))).code).toBe(0);
  });

  it('goes on behind a file that cannot be read', async () => {
    await writeFile(at('a.odata'), 'accounts');
    const { code, out, notes } = await run(at('none.odata'), at('a.odata'));
    expect([code, out]).toEqual([2, `${at('a.odata')}\n`]);
    expect(notes).toContain('none.odata does not exist');
  });

  it.each([[[]], [['--chek', 'a']]])('refuses %j', async (args) => {
    const error: unknown = await formatCommand(args, new FakeIo()).catch((reason: unknown) => reason);
    expect(isProblemError(error)).toBe(true);
  });
});
