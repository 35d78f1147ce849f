import type { Schema } from '../metadata/model';
import type { SchemaLabels } from '../metadata/labels';
import type { Range } from '../queryfile';

/** What the answers are drawn from. Without a schema the grammar alone speaks. */
export interface LanguageKnowledge {
  readonly schema?: Schema;
  readonly labels?: SchemaLabels;
  /** Names of the configured environments, for `# @env`. */
  readonly environments?: readonly string[];
  /** Milliseconds since 1970, for the dates that completion offers; without it only `{{$now}}` is. */
  readonly now?: number;
  /** The name of a row that a result has shown, by its GUID in lower case: an inlay hint. */
  readonly rowNames?: (guid: string) => string | undefined;
}

/** Offsets are UTF-16 offsets of the document everywhere in this folder. */
export interface TextEdit extends Range {
  readonly text: string;
}

export type CompletionKind =
  | 'entitySet'
  | 'singleton'
  | 'column'
  | 'lookup'
  | 'navigation'
  | 'collection'
  | 'function'
  | 'action'
  | 'parameter'
  | 'option'
  | 'operator'
  | 'keyword'
  | 'value'
  | 'choice'
  | 'type'
  | 'variable'
  | 'method'
  | 'header'
  | 'snippet'
  | 'environment'
  | 'alias';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What takes the place of `range`. Where `snippet`, VS Code's snippet syntax (`$1`, `${1:name}`). */
  readonly insertText: string;
  readonly snippet?: boolean;
  readonly range: Range;
  /** One line beside the label: type, target, label of the column. */
  readonly detail?: string;
  /** Markdown, escaped; only where it is cheap. */
  readonly documentation?: string;
  readonly sortText: string;
  /** What typing is matched against, where that is not the label: a choice's label and number, a column's label. */
  readonly filterText?: string;
  /** Other edits that go with it, such as adding `$select` to the lines above. */
  readonly edits?: readonly TextEdit[];
  /** Open the list again after it was inserted: after `$select=`, after `(`. */
  readonly suggestNext?: boolean;
}

export interface Hover extends Range {
  /** Markdown; every name and label from outside is escaped. */
  readonly markdown: string;
}

/** Words beside the text that are no part of it. */
export interface InlayHint {
  /** Behind what it explains. */
  readonly offset: number;
  /** Plain text. */
  readonly label: string;
}

export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  readonly activeSignature: number;
  readonly activeParameter: number;
}

export interface Signature {
  readonly label: string;
  readonly documentation?: string;
  readonly parameters: readonly { readonly label: string; readonly documentation?: string }[];
}

export type Severity = 'error' | 'warning' | 'information';

export interface Diagnostic extends Range {
  readonly severity: Severity;
  /** Stable: quick fixes, documentation and settings hang on it. */
  readonly code: string;
  /** What is wrong and what to do, in whole sentences. */
  readonly message: string;
  /** Page that explains the rule. */
  readonly link?: string;
  /** Shown faded: an unused variable. */
  readonly unnecessary?: boolean;
  /** Best first. */
  readonly fixes?: readonly QuickFix[];
}

export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly preferred?: boolean;
}
