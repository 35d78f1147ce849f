import { CancelSource } from '../core/base/cancel';
import { ProblemError } from '../core/base/problem';
import type { QueryExecution, ResponsePage } from '../core/dataverse/execution';
import type { CommandIo } from './io';
import { OutputClosed } from './io';
import { countText, waitText } from './messages';
import type { RunOptions } from './options';
import type { Answer } from './output/answer';
import { readAnswer } from './output/answer';
import { CsvWriter } from './output/csvWriter';
import { JsonArrayWriter, NdjsonWriter } from './output/jsonWriters';
import { printSingle } from './output/single';
import { TableWriter } from './output/tableWriter';
import type { OutputFormat, RowWriter } from './output/writer';

/**
 * Prints the first page, or all of them: the next one is asked for while this one is written, so that at most two are
 * in memory. What came before a failure is written in full, and the failure thrown on.
 */
export async function printPages(
  execution: QueryExecution,
  options: Pick<RunOptions, 'all' | 'format'>,
  io: CommandIo,
): Promise<void> {
  const pages = new PageReader(execution, io);
  try {
    await printAll(pages, execution, options, io);
  } finally {
    pages.dispose();
  }
}

async function printAll(
  pages: PageReader,
  execution: QueryExecution,
  options: Pick<RunOptions, 'all' | 'format'>,
  io: CommandIo,
): Promise<void> {
  const first = await pages.next(options.all);
  if (first === undefined) return;
  const answer = readAnswer(first.response);
  if (answer.kind !== 'rows') {
    await printSingle(answer, first, options.format, io);
    return;
  }
  const writer = writerFor(options.format, io);
  let rows = 0;
  try {
    rows = await writeRows(answer, writer, io, rows);
    while (options.all) {
      const page = await pages.next(true);
      if (page === undefined) break;
      rows = await writeRows(readAnswer(page.response), writer, io, rows);
    }
  } catch (error) {
    if (!(error instanceof OutputClosed)) {
      io.note(`Stopped after ${countText(rows)}; the output is not complete.`);
    }
    throw error;
  } finally {
    await endQuietly(writer);
  }
  noteEnd(answer, rows, execution.more && !options.all, writer, io);
}

/** Reads ahead by one page. */
class PageReader {
  readonly #execution: QueryExecution;
  readonly #io: CommandIo;
  readonly #cancel = new CancelSource();
  readonly #stopListening: () => void;
  #ahead: Promise<ResponsePage | undefined> | undefined;

  constructor(execution: QueryExecution, io: CommandIo) {
    this.#execution = execution;
    this.#io = io;
    this.#stopListening = io.signal.onCancel(() => this.#cancel.cancel());
  }

  /** Ends the request that may still be on its way. */
  dispose(): void {
    this.#stopListening();
    this.#cancel.cancel();
  }

  async next(more: boolean): Promise<ResponsePage | undefined> {
    const page = await (this.#ahead ?? this.#send());
    this.#ahead = undefined;
    if (more && page !== undefined && this.#execution.more) {
      this.#ahead = this.#send();
      // It is awaited with the next call; until then a failure must not count as unhandled.
      this.#ahead.catch(() => undefined);
    }
    return page;
  }

  #send(): Promise<ResponsePage | undefined> {
    return this.#execution.next({
      signal: this.#cancel.signal,
      onWait: (notice) => this.#io.note(waitText(notice)),
    });
  }
}

function writerFor(format: OutputFormat, io: CommandIo): RowWriter {
  const writers: Readonly<Record<OutputFormat, () => RowWriter>> = {
    json: () => new JsonArrayWriter(io.out),
    ndjson: () => new NdjsonWriter(io.out),
    csv: () => new CsvWriter(io.out),
    table: () => new TableWriter(io.out),
  };
  return writers[format]();
}

async function writeRows(answer: Answer, writer: RowWriter, io: CommandIo, before: number): Promise<number> {
  if (answer.kind !== 'rows') throw noRows();
  await writer.write(answer.rows);
  const rows = before + answer.rows.length;
  io.progress(countText(rows));
  return rows;
}

function noRows(): ProblemError {
  return new ProblemError({
    kind: 'malformed-answer',
    title: 'A further page came without rows.',
    remedy: 'Keep the rows that came so far, and run it again.',
  });
}

/** The reader may be gone by now; what went wrong before counts more. */
async function endQuietly(writer: RowWriter): Promise<void> {
  try {
    await writer.end();
  } catch (error) {
    if (!(error instanceof OutputClosed)) throw error;
  }
}

function noteEnd(answer: Answer, rows: number, more: boolean, writer: RowWriter, io: CommandIo): void {
  const count = answer.kind === 'rows' && answer.count !== undefined ? ` of ${answer.count} counted` : '';
  io.note(
    more
      ? `${countText(rows)}${count}, and there are more: add --all for every page.`
      : `${countText(rows)}${count}.`,
  );
  if (writer.omitted !== undefined) io.note(writer.omitted);
}
