// The small objects that definitions are full of.
import { metadataId } from './ids';

/** The only language of the sandbox. */
const english = 1033;

export interface Label {
  readonly LocalizedLabels: readonly object[];
  readonly UserLocalizedLabel: object | null;
}

/** `what` names the thing that is labelled: its label has an id of its own. */
export function label(text: string | undefined, what: string, managed = true): Label {
  if (text === undefined || text === '') return { LocalizedLabels: [], UserLocalizedLabel: null };
  const localized = {
    Label: text,
    LanguageCode: english,
    IsManaged: managed,
    MetadataId: metadataId(`label ${what}`),
    HasChanged: null,
  };
  return { LocalizedLabels: [localized], UserLocalizedLabel: localized };
}

export const managed = (value: boolean, name: string, canBeChanged = true): object => ({
  Value: value,
  CanBeChanged: canBeChanged,
  ManagedPropertyLogicalName: name,
});

/** What is described: properties by name, those that are absent being null; what hangs on it is made when asked for. */
export interface MetadataItem {
  readonly type: string;
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly related?: (navigation: string) => MetadataItem | readonly MetadataItem[] | null;
}
