import type { ExportAsk } from '../../core/results/output/export';
import type { Losses } from '../../core/results/output/losses';
import { parquetTypes, type ParquetType } from '../../core/results/output/parquet/columnTypes';
import { parquetValue, type ParquetValue } from '../../core/results/output/parquet/values';
import type { OutColumn, OutRows } from '../../core/results/output/rows';

/** Rows of a group, the unit that is written at once: few enough that whoever else waits does not wait long. */
const groupRows = 2048;
/** Rows that are gathered between two breaths. */
const rowsAtOnce = 512;

const elements = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  day: { type: 'INT32', converted_type: 'DATE' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
} as const;

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The bytes of a Parquet file: a column of the type that holds all of its values, rows in groups. */
export async function* parquetBytes(
  rows: OutRows,
  columns: readonly OutColumn[],
  { formatted, source }: ExportAsk,
  losses: Losses,
): AsyncGenerator<Uint8Array, void> {
  const [{ ParquetWriter }, { ByteWriter }] = await Promise.all([
    import('hyparquet-writer/src/parquet-writer.js'),
    import('hyparquet-writer/src/bytewriter.js'),
  ]);
  const types = yield* looked(parquetTypes(rows, columns, formatted, losses));
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    createdBy: 'Dataverse Workbench',
    kvMetadata: [{ key: 'query', value: `${source.method} ${source.url}` }],
    schema: [
      { name: 'rows', num_children: columns.length },
      ...columns.map(({ name }, place) => ({
        name,
        ...elements[types[place] ?? 'text'],
        repetition_type: 'OPTIONAL' as const,
      })),
    ],
  });
  const taken = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  for (let first = 0; first < rows.count; first += groupRows) {
    const data = await gather(rows, first, { columns, types, formatted, losses });
    const columnData = columns.map(({ name }, place) => ({ name, data: data[place] ?? [] }));
    await file.write({ columnData, rowGroupSize: groupRows });
    yield taken();
  }
  await file.finish();
  yield taken();
}

/** Takes the steps of a look at all rows. Nothing is written meanwhile, and yet it can be stopped. */
async function* looked<R>(steps: Generator<void, R>): AsyncGenerator<Uint8Array, R> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await breathe();
    yield new Uint8Array(0);
  }
}

interface Gathering {
  readonly columns: readonly OutColumn[];
  readonly types: readonly ParquetType[];
  readonly formatted: boolean;
  readonly losses: Losses;
}

async function gather(
  rows: OutRows,
  first: number,
  { columns, types, formatted, losses }: Gathering,
): Promise<ParquetValue[][]> {
  const data = columns.map((): ParquetValue[] => []);
  const end = Math.min(rows.count, first + groupRows);
  for (let row = first; row < end; row++) {
    rows.go(row);
    losses.row = row + 1;
    for (const [place, { index, name: column }] of columns.entries()) {
      data[place]?.push(
        parquetValue(rows.cell(index), types[place] ?? 'text', { column, formatted, losses }),
      );
    }
    if (row % rowsAtOnce === 0) await breathe();
  }
  return data;
}
