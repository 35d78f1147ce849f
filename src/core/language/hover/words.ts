import { headerByName, preferenceByName } from '../reference/headers';
import { entryMarkdown } from '../reference/markdown';
import { methodByName } from '../reference/methods';
import { optionByName } from '../reference/options';
import { applyWordByName, functionByName, segmentByName, wordByName } from '../reference/words';
import type { Entry } from '../reference/entry';

/** An operator, function or other word of expressions, paths and `$apply`. */
export function wordMarkdown(name: string): string | undefined {
  return shown(
    wordByName.get(name) ?? functionByName.get(name) ?? segmentByName.get(name) ?? applyWordByName.get(name),
  );
}

export function optionMarkdown(name: string): string | undefined {
  return shown(optionByName.get(name));
}

export function headerMarkdown(name: string): string | undefined {
  return shown(headerByName.get(name.toLowerCase()));
}

/** Of a preference by its name, or of another header's value. */
export function headerValueMarkdown(header: string, value: string): string | undefined {
  if (header.toLowerCase() === 'prefer') {
    return shown(preferenceByName.get(value.replace(/\s*=.*$/s, '').trim()));
  }
  const values = headerByName.get(header.toLowerCase())?.values;
  return shown(values?.find(({ name }) => name.toLowerCase() === value.trim().toLowerCase()));
}

export function methodMarkdown(name: string): string | undefined {
  return shown(methodByName.get(name.toUpperCase()));
}

function shown(entry: Entry | undefined): string | undefined {
  return entry && entryMarkdown(entry);
}
