import { problemOf, type Problem } from '../../core/base/problem';
import { readTables } from '../../core/metadata/definitionAnswers';
import type { TableLabels } from '../../core/metadata/labels';
import { readJsonBody } from './jsonBody';

export type TablesOutcome =
  | { readonly kind: 'read'; readonly tables: ReadonlyMap<string, TableLabels> }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Reads the definitions of all tables, on whatever thread this is called. */
export function runTablesJob(body: Uint8Array): TablesOutcome {
  try {
    return { kind: 'read', tables: readTables(readJsonBody(body, 'EntityDefinitions')) };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    return { kind: 'refused', problem };
  }
}
