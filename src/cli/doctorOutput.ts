import type { Cause } from '../core/diagnosis/evidence';
import type { ChainStep } from '../core/diagnosis/chain';
import { neutral, neutralLines } from './output/terminalText';

/** The causes as JSON: every field is always there. */
export function causesJson(causes: readonly Cause[]): readonly object[] {
  return causes.map(({ cause, certainty, title, explanation, remedy, action, source }) => ({
    cause,
    certainty: Math.round(certainty * 100) / 100,
    title,
    explanation,
    remedy,
    action: action ?? null,
    source,
  }));
}

/** The likeliest cause in full, the others by a line each. */
export function causesText(causes: readonly Cause[]): string {
  const [first, ...others] = causes;
  if (first === undefined) return '';
  const lines = [
    first.title,
    `  Why: ${first.explanation}`,
    `  What to do: ${first.remedy}`,
    `  (${first.cause}; ${first.source})`,
  ];
  const more = others.map((cause) => `  Less likely: ${cause.title} (${cause.cause})`);
  return neutralLines([...lines.filter((line) => !line.endsWith(': ')), ...more].join('\n'));
}

const marks: Readonly<Record<ChainStep['state'], string>> = {
  running: '…   ',
  ok: 'ok  ',
  warning: 'note',
  failed: 'FAIL',
  skipped: 'skip',
};

export function stepText({ state, title, detail }: ChainStep): string {
  return neutral(`${marks[state]}  ${title}: ${detail}`);
}

export function stepJson({ id, title, state, detail }: ChainStep): object {
  return { id, title, state, detail };
}
