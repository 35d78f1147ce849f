import type { ResultSchema } from '../model';
import type { ColumnDictionary } from './segment';
import type { SegmentStore } from './segmentStore';

/** What every question is answered from. */
export interface TableData {
  readonly schema: ResultSchema;
  readonly segments: SegmentStore;
  dictionary(column: number): ColumnDictionary | undefined;
}
