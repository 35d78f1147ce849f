import { format } from '../language/format';
import { LanguageDocument } from '../language/document';
import type { TextEdit } from '../language/model';
import { addToFilter } from './blockEdits';

/** Where the texts of new queries go. */
export interface QueryHead {
  readonly title: string;
  /** Name of the environment, so that the new file asks where the rows came from. */
  readonly environment: string;
}

/** One record: all of its columns, as nobody said which. */
export function recordQuery(head: QueryHead, set: string, id: string): string {
  return queryText(head, `${set}(${id})`);
}

/** The records behind a collection of a row: `accounts(…)/contact_customer_accounts`. */
export function relatedQuery(
  head: QueryHead,
  { set, id, navigation }: { readonly set: string; readonly id: string; readonly navigation: string },
  columns: readonly string[],
): string {
  const select = columns.length === 0 ? '' : `?$select=${columns.join(',')}`;
  return queryText(head, `${set}(${id})/${navigation}${select}`);
}

/** The query that gave the rows, asking for the conditions too. `target` as it stood in the file, without variables. */
export function narrowedQuery(head: QueryHead, target: string, conditions: readonly string[]): string {
  const document = LanguageDocument.read(queryText(head, withoutPlace(target)));
  const [block] = document.blocks;
  if (!block) return document.text;
  const text = applied(document.text, addToFilter(document, block, conditions));
  return applied(text, format(text));
}

/** The query from its first page on. */
function withoutPlace(target: string): string {
  return target.replace(/([?&])\$skiptoken=[^&]*&?/i, '$1').replace(/[?&]$/, '');
}

function queryText({ title, environment }: QueryHead, target: string): string {
  const text = `# @env ${line(environment)}\n### ${line(title)}\nGET ${target}\n`;
  return applied(text, format(text));
}

const line = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The text with the edits made; they are apart from each other. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);
}
