import type { Entry } from './entry';

/** Text in Markdown that shows as it is: nothing from outside becomes a link, an image or HTML. */
export function plainMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!<>|&~$:@]/g, String.raw`\$&`).replaceAll(/\s*[\r\n]+\s*/g, ' ');
}

/** Text as code in a line. The fence is longer than any run of backticks in it. */
export function codeMarkdown(text: string): string {
  const flat = text.replaceAll(/\s*[\r\n]+\s*/g, ' ');
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const gap = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return `${fence}${gap}${flat}${gap}${fence}`;
}

/** Paragraphs; those that are absent or empty are left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** What is known of a word of the language. */
export function entryMarkdown({ name, text, note, example, link }: Entry): string {
  return paragraphs(
    `**${plainMarkdown(name)}**`,
    plainMarkdown(text),
    note === undefined ? undefined : plainMarkdown(note),
    example === undefined ? undefined : codeMarkdown(example),
    `[Documentation](${link})`,
  );
}
