import { takeAll } from '../base/steps';
import type { Schema } from '../metadata/model';
import type { Range } from '../queryfile';
import { bindingOf, type Meaning } from './binding';
import type { LanguageBlock, LanguageDocument } from './document';
import type { LanguageKnowledge } from './model';

/** A name that leads to a table's page: an entity set, a relationship, a cast. */
export interface TableLink extends Range {
  /** Logical name. */
  readonly table: string;
  /** Where the table's page is to be found. */
  readonly block: LanguageBlock;
}

/** The links of a document, in order. None without a schema: only that tells which table a name leads to. */
export function tableLinks(
  document: LanguageDocument,
  knowledgeOf: (block: LanguageBlock) => LanguageKnowledge,
): readonly TableLink[] {
  return takeAll(tableLinkSteps(document, knowledgeOf));
}

/** The same in steps, block by block. */
export function* tableLinkSteps(
  document: LanguageDocument,
  knowledgeOf: (block: LanguageBlock) => LanguageKnowledge,
): Generator<void, readonly TableLink[]> {
  const links: TableLink[] = [];
  for (const block of document.blocks) {
    const { schema } = knowledgeOf(block);
    if (schema) links.push(...linksOf(document, block, schema));
    yield;
  }
  return links;
}

function linksOf(document: LanguageDocument, block: LanguageBlock, schema: Schema): TableLink[] {
  return bindingOf(block, schema).references.flatMap(({ start, end, meaning }): TableLink[] => {
    const type = typeOf(meaning);
    const table = type === undefined ? undefined : schema.entityType(type)?.name;
    const range = block.target.map.rangeToDocument(start, end);
    const written = document.text.slice(range.start, range.end) === block.target.text.slice(start, end);
    return table !== undefined && written && end > start ? [{ ...range, table, block }] : [];
  });
}

/** Qualified name of the type of the rows. */
function typeOf(meaning: Meaning): string | undefined {
  if (meaning.kind === 'entitySet') return meaning.set.entityType;
  if (meaning.kind === 'navigation') return meaning.navigation.target;
  return meaning.kind === 'cast' ? meaning.type.qualifiedName : undefined;
}
