import type { SchemaLabels } from '../../../core/metadata/labels';
import type { EntityType } from '../../../core/metadata/model';

/** What tells one row from another, where the labels do not say: in the order in which tables use them. */
const namingColumns = ['name', 'fullname', 'subject', 'title', 'displayname', 'domainname'];
const helpfulColumns = ['statecode', '_ownerid_value', 'createdon', 'modifiedon'];

export interface QueriedTable {
  /** Entity set. */
  readonly set: string;
  readonly type: EntityType;
}

/** A block for each table, as a snippet of VS Code: the cursor ends behind the columns of the first. */
export function newQueries(tables: readonly QueriedTable[], labels: SchemaLabels): string {
  const blocks = tables.map(({ set, type }) => newQuery(set, type, labels));
  return blocks.map((block, index) => (index === 0 ? block : block.replace('$0', ''))).join('\n');
}

/** A query to begin with, as a snippet of VS Code: the cursor ends behind the columns. */
export function newQuery(set: string, type: EntityType, labels: SchemaLabels): string {
  const { displayName, collectionName, primaryName } = labels.table(type.name) ?? {};
  const named = primaryName ?? namingColumn(type);
  const columns = [...new Set([named, ...helpfulColumns, ...(named === undefined ? type.key : [])])].filter(
    (column) => column !== undefined && type.property(column) !== undefined,
  );
  const title = collectionName ?? displayName ?? set;
  return [
    `### ${plain(title)}`,
    `GET ${plain(set)}`,
    `  ?\\$select=${plain(columns.join(','))}$0`,
    ...(type.property('modifiedon') === undefined ? [] : ['  &\\$orderby=modifiedon desc']),
    '  &\\$top=50',
    '',
  ].join('\n');
}

function namingColumn(type: EntityType): string | undefined {
  const usual = namingColumns.find((column) => type.property(column) !== undefined);
  return usual ?? type.properties.find(({ name }) => /^[a-z][a-z0-9]*_name$/.test(name))?.name;
}

function plain(text: string): string {
  return text.replaceAll(/[\\$}]/g, String.raw`\$&`).replaceAll(/[\r\n]+/g, ' ');
}
