import { describe, expect, it } from 'vitest';
import { TokenClipboard, clipboardMs } from '../../../src/vscode/token/copyToken';
import { FakeClock, settle } from '../auth/support/fakeClock';

const token = 'header.claims.signature';

class FakeClipboard {
  text = 'before';
  refuses = false;

  readText(): Promise<string> {
    return this.refuses ? Promise.reject(new Error('no focus')) : Promise.resolve(this.text);
  }

  writeText(text: string): Promise<void> {
    this.text = text;
    return Promise.resolve();
  }
}

function rig() {
  const clipboard = new FakeClipboard();
  const clock = new FakeClock();
  return { clipboard, clock, copier: new TokenClipboard(clipboard, clock) };
}

describe('a copied token', () => {
  it('is taken from the clipboard after a minute, not before', async () => {
    const { clipboard, clock, copier } = rig();
    await copier.copy(token);
    expect(clipboard.text).toBe(token);
    await clock.advance(clipboardMs - 1);
    expect(clipboard.text).toBe(token);
    await clock.advance(1);
    expect(clipboard.text).toBe('');
  });

  it('leaves alone what was copied since', async () => {
    const { clipboard, clock, copier } = rig();
    await copier.copy(token);
    clipboard.text = 'something else';
    await clock.advance(clipboardMs);
    expect(clipboard.text).toBe('something else');
  });

  it('gets a minute of its own when copied again', async () => {
    const { clipboard, clock, copier } = rig();
    await copier.copy(token);
    await clock.advance(clipboardMs / 2);
    await copier.copy('another');
    await clock.advance(clipboardMs / 2);
    expect(clipboard.text).toBe('another');
    await clock.advance(clipboardMs / 2);
    expect(clipboard.text).toBe('');
  });

  it('is cleared when the window closes', async () => {
    const { clipboard, copier } = rig();
    await copier.copy(token);
    copier.dispose();
    await settle();
    expect(clipboard.text).toBe('');
  });

  it('is remembered by its digest only', async () => {
    const { copier } = rig();
    await copier.copy(token);
    const { inspect } = await import('node:util');
    expect(inspect(copier, { showHidden: true, depth: 9 })).not.toContain(token);
  });

  it('survives a clipboard that refuses to be read', async () => {
    const { clipboard, clock, copier } = rig();
    await copier.copy(token);
    clipboard.refuses = true;
    await clock.advance(clipboardMs);
    expect(clipboard.text).toBe(token);
  });
});
