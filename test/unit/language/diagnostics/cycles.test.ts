import { describe, expect, it } from 'vitest';
import { diagnose } from '../support/diagnosticCases';

/** The values that are told to be in a circle, each with the way that is shown. */
function circles(text: string): string[] {
  return diagnose(text)
    .filter(({ code }) => code === 'cyclic-variable')
    .map(({ start, end, message }) => `${text.slice(start, end)}: ${/: (.*)\. /.exec(message)?.[1] ?? ''}`);
}

describe('variables in a circle', () => {
  it('are told of each, with the way that leads back', () => {
    expect(circles('@a = {{b}}\n@b = {{c}}\n@c = {{a}}\n@d = {{a}}\n')).toEqual([
      '{{b}}: a → b → c → a',
      '{{c}}: a → b → c → a',
      '{{a}}: a → b → c → a',
    ]);
  });

  it('may be in several, and are told of once, with the way that was found first', () => {
    expect(circles('@a = {{b}}\n@b = {{c}}{{b}}\n@c = {{d}}\n@d = {{c}} {{a}}\n')).toEqual([
      '{{b}}: a → b → c → d → a',
      '{{c}}{{b}}: a → b → c → d → a',
      '{{d}}: c → d → c',
      '{{c}} {{a}}: c → d → c',
    ]);
  });

  it('may be as many as a file holds, each leading back to the first', () => {
    const count = 20_000;
    const lines = Array.from({ length: count }, (_, at) => `@v${at} = {{v${at + 1}}}{{v0}}`);
    const found = circles(lines.join('\n'));
    expect(found).toHaveLength(count);
    expect(found[0]).toBe('{{v1}}{{v0}}: v19995 → v19996 → v19997 → v19998 → v19999 → v0');
  });
});
