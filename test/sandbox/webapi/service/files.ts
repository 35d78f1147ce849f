// Pictures and files in columns: their bytes by `/$value`, written by PATCH (or PUT) with the bytes as the body.
import { randomUUID } from 'node:crypto';
import * as errors from '../errors';
import type { Row } from '../db/store';
import type { Column } from '../schema/model';
import type { Assignments } from '../write/payload';
import { currentRow, updateRow } from '../write/rows';
import type { Exchange } from './exchange';
import type { Answer } from './respond';
import type { RecordPlace } from './target';

const largestImage = 10 * 1024 * 1024;

export const holdsBytes = (column: Column): boolean => column.kind === 'image' || column.kind === 'file';

/** Whether the request's body is the bytes themselves, not JSON about them. */
export const sendsBytes = (exchange: Exchange): boolean =>
  (exchange.request.headers['content-type'] ?? '').startsWith('application/octet-stream');

/** @returns undefined where the column is empty */
export function bytesAnswer(column: Column, row: Row): Answer | undefined {
  const text = row[column.contentSql ?? column.sql];
  if (typeof text !== 'string') return undefined;
  const body = Buffer.from(text, 'base64');
  const name = row[`${column.logicalName}_name`];
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'x-ms-file-size': String(body.length),
      ...(typeof name === 'string' ? { 'x-ms-file-name': name } : {}),
    },
    body,
  };
}

export function writeBytes(exchange: Exchange, record: RecordPlace, column: Column): Answer {
  const { request } = exchange;
  if (column.kind === 'image' && request.body.length > largestImage) throw errors.fileTooLarge(largestImage);
  const content = request.body.toString('base64');
  const assignments: Assignments = new Map([[column.contentSql ?? column.sql, content]]);
  if (column.kind === 'file') {
    const fileName = request.headers['x-ms-file-name'];
    if (fileName === undefined) throw errors.requiredField('x-ms-file-name');
    assignments.set(column.sql, randomUUID());
    assignments.set(`${column.logicalName}_name`, fileName);
  } else {
    assignments.set(`${column.logicalName}id`, randomUUID());
    assignments.set(`${column.logicalName}_timestamp`, exchange.query.now);
  }
  updateRow(exchange, record, assignments, currentRow(exchange, record) ?? {});
  return { status: 204 };
}

/** What goes with the bytes when they go. */
export const emptied = (column: Column): string[] =>
  column.kind === 'file'
    ? [column.sql, column.contentSql ?? column.sql, `${column.logicalName}_name`]
    : [column.sql, `${column.logicalName}id`, `${column.logicalName}_timestamp`, `${column.logicalName}_url`];
