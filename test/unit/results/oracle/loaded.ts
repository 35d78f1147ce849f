import code from 'row-kernel';
import { expect } from 'vitest';
import { wasmKernels } from '../../../../src/adapters/results/wasmKernel';
import { PageDecoder } from '../../../../src/core/results/decode/pageDecoder';
import { ResultTable } from '../../../../src/core/results/store/resultTable';
import { MemoryFile } from '../store/support/memoryFile';
import type { Plain } from './model';
import { oddPages } from './oddPages';
import type { OddPages } from './oddPages';

const makeKernel = wasmKernels(code);
/** The same rows, whoever reads them and wherever they lie. */
export const ways = ['read by the kernel', 'read without it', 'and kept in a file'] as const;

export interface LoadedRows {
  readonly table: ResultTable;
  readonly plain: Plain;
}

export function loaded(seed: number, way: (typeof ways)[number]): LoadedRows {
  return loadedPages(oddPages(seed), way);
}

export function loadedPages({ rows, pages }: OddPages, way: (typeof ways)[number]): LoadedRows {
  const decoder = new PageDecoder(way === 'read without it' ? undefined : makeKernel());
  const spilling = { file: () => new MemoryFile(), memoryLimit: 30_000 };
  const table = new ResultTable({
    dictionary: (column) => decoder.dictionary(column),
    locale: 'en',
    ...(way === 'and kept in a file' ? { spilling } : {}),
  });
  for (const page of pages) {
    for (const segment of decoder.read(new TextEncoder().encode(page), table.rows).steps) {
      table.setSchema(decoder.schema.schema);
      if (segment) table.append(segment);
    }
  }
  table.setSchema(decoder.schema.schema);
  expect(table.rows).toBe(rows.length);
  return { table, plain: { rows, columns: table.schema.columns } };
}
