import type { ResponsePage } from '../../core/dataverse/execution';
import type { CommandIo } from '../io';
import type { Answer } from './answer';
import { CsvWriter } from './csvWriter';
import { stringValue } from './jsonText';
import { TableWriter } from './tableWriter';
import { neutralLines } from './terminalText';
import type { OutputFormat, RowWriter } from './writer';
import { jsonFor } from './writer';

/** Prints an answer that is no list of rows. */
export async function printSingle(
  answer: Exclude<Answer, { kind: 'rows' }>,
  page: ResponsePage,
  format: OutputFormat,
  io: CommandIo,
): Promise<void> {
  switch (answer.kind) {
    case 'record':
      await printJson(answer.record, format, io);
      return;
    case 'value':
      await printValue(answer.json, format, io);
      return;
    case 'raw':
      await printRaw(answer, format, io);
      return;
    case 'nothing':
      io.note(doneText(page));
  }
}

async function printJson(json: string, format: OutputFormat, io: CommandIo): Promise<void> {
  if (format === 'json' || format === 'ndjson') {
    await io.out.write(jsonFor(io.out, `${json}\n`));
    return;
  }
  const writer: RowWriter = format === 'csv' ? new CsvWriter(io.out) : new TableWriter(io.out);
  await writer.write([json]);
  await writer.end();
}

async function printValue(json: string, format: OutputFormat, io: CommandIo): Promise<void> {
  if (format !== 'table') {
    await printJson(json, format, io);
    return;
  }
  const text = json.startsWith('"') ? stringValue(json, 0, json.length) : json;
  await io.out.write(`${neutralLines(text)}\n`);
}

/** XML and files have no rows: the bytes as they came, in every format. */
async function printRaw(
  answer: { readonly bytes: Uint8Array; readonly contentType: string },
  format: OutputFormat,
  io: CommandIo,
): Promise<void> {
  const text = /\bxml\b|^text\//i.test(answer.contentType);
  if (io.out.isTerminal && !text) {
    io.note(
      `The answer is a file (${answer.contentType}, ${answer.bytes.length} bytes). Redirect the output to keep it.`,
    );
    return;
  }
  if (io.out.isTerminal) await io.out.write(`${neutralLines(new TextDecoder().decode(answer.bytes))}\n`);
  else await io.out.write(answer.bytes);
  io.note(
    `The answer is ${answer.contentType}, not JSON: printed as it came, whatever the format (${format}).`,
  );
}

/** A created record's address stands in a header. */
function doneText(page: ResponsePage): string {
  const { status, headers } = page.response;
  const created = headers['odata-entityid'] ?? headers['location'];
  return neutralLines(`Done (status ${status}, no content).${created === undefined ? '' : ` ${created}`}`);
}
