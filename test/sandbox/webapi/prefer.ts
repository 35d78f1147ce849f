/** What a `Prefer` header asks for, as far as Dataverse honours it. */
export interface Preferences {
  readonly maxPageSize: number | undefined;
  readonly representation: boolean;
  readonly trackChanges: boolean;
  /** Which annotations to write. */
  wants(annotation: string): boolean;
  /** Value of `Preference-Applied` for the preferences named, or undefined where none applies. */
  applied(kinds: readonly ('page' | 'annotations' | 'representation' | 'tracking')[]): string | undefined;
}

export const formattedValue = 'OData.Community.Display.V1.FormattedValue';
export const lookupLogicalName = 'Microsoft.Dynamics.CRM.lookuplogicalname';
export const associatedNavigation = 'Microsoft.Dynamics.CRM.associatednavigationproperty';

/** Dataverse hands out no more rows a page than this. */
export const largestPage = 5000;

export function readPreferences(header: string | undefined): Preferences {
  const entries = new Map<string, string>();
  for (const match of (header ?? '').matchAll(/([^\s=,;]+)(?:\s*=\s*("[^"]*"|[^\s,;]*))?/g)) {
    entries.set((match[1] ?? '').toLowerCase(), (match[2] ?? '').replace(/^"|"$/g, ''));
  }
  const size = Number.parseInt(entries.get('odata.maxpagesize') ?? '', 10);
  const maxPageSize = Number.isInteger(size) && size > 0 ? Math.min(size, largestPage) : undefined;
  const pattern = entries.get('odata.include-annotations');
  const representation = entries.get('return') === 'representation';
  const trackChanges = entries.has('odata.track-changes');
  const texts = {
    tracking: trackChanges ? 'odata.track-changes' : undefined,
    page: maxPageSize === undefined ? undefined : `odata.maxpagesize=${size}`,
    annotations: pattern === undefined ? undefined : `odata.include-annotations="${pattern}"`,
    representation: representation ? 'return=representation' : undefined,
  };
  return {
    maxPageSize,
    representation,
    trackChanges,
    wants: annotationFilter(pattern),
    applied: (kinds) => {
      const list = kinds.map((kind) => texts[kind]).filter((text) => text !== undefined);
      return list.length === 0 ? undefined : list.join(', ');
    },
  };
}

/** `*`, `Ns.*`, a full name; a leading `-` leaves out. The most specific pattern wins. */
function annotationFilter(pattern: string | undefined): (annotation: string) => boolean {
  const rules = (pattern ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ include: !part.startsWith('-'), name: part.replace(/^-/, '') }))
    .sort((left, right) => right.name.length - left.name.length);
  return (annotation) => rules.find((rule) => covers(rule.name, annotation))?.include ?? false;
}

function covers(pattern: string, annotation: string): boolean {
  if (pattern === '*') return true;
  return pattern.endsWith('.*') ? annotation.startsWith(pattern.slice(0, -1)) : annotation === pattern;
}
