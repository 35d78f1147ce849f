import { paneCommands } from './paneCommands';
import { columnFilter, isQuestion, rowsView, selectedCells } from './questionShapes';
import { amount, boolean, listOf, oneOf, optional, shape, string, tagged } from './shapes';
import type { HostMessage, PaneMessage } from './resultsMessages';

const problem = shape({
  kind: string,
  title: string,
  cause: optional(string),
  remedy: string,
  action: optional(
    oneOf(
      'sign-in',
      'retry',
      'connect',
      'edit-environment',
      'enter-secret',
      'choose-ca-file',
      'open-settings',
    ),
  ),
  code: optional(string),
  status: optional(amount),
  correlationId: optional(string),
  details: optional(string),
  retryAfterMs: optional(amount),
});

const column = shape({
  name: string,
  kind: oneOf(
    'text',
    'number',
    'money',
    'date',
    'boolean',
    'choice',
    'lookup',
    'guid',
    'json',
    'rows',
    'image',
  ),
  label: optional(string),
});

const face = tagged(
  'face',
  new Map([
    ['none', shape({})],
    ['rows', shape({})],
    ['record', shape({})],
    ['value', shape({ text: string })],
    ['finished', shape({ title: string, note: optional(string) })],
  ]),
);

const headers = listOf((value) => Array.isArray(value) && value.length === 2 && value.every(string));
const exchange = shape({
  method: string,
  url: string,
  requestHeaders: headers,
  body: optional(string),
  status: amount,
  statusText: optional(string),
  responseHeaders: headers,
  at: amount,
  timing: shape({
    connect: optional(amount),
    server: optional(amount),
    download: optional(amount),
    read: optional(amount),
    total: amount,
  }),
  wireBytes: optional(amount),
  bytes: amount,
  rows: optional(amount),
});

const hostMessage = tagged(
  'type',
  new Map([
    [
      'begin',
      shape({
        run: amount,
        title: string,
        environment: shape({ name: string, protected: boolean }),
        unformatted: optional(boolean),
        method: string,
        target: string,
        kept: string,
      }),
    ],
    [
      'schema',
      shape({
        run: amount,
        columns: listOf(column),
        targets: listOf(shape({ logicalName: string, navigationProperty: string })),
      }),
    ],
    [
      'comparison',
      shape({
        run: amount,
        pinned: boolean,
        summary: optional(
          shape({
            key: optional(string),
            added: amount,
            removed: amount,
            changedRows: amount,
            changedCells: amount,
            onlyBefore: listOf(string),
            onlyAfter: listOf(string),
          }),
        ),
      }),
    ],
    ['rows', shape({ run: amount, data: (value) => value instanceof ArrayBuffer })],
    [
      'status',
      shape({
        run: amount,
        phase: oneOf('running', 'loading-next', 'loading-all', 'done', 'cancelled', 'failed'),
        face,
        rows: amount,
        pages: amount,
        more: boolean,
        count: optional(amount),
        countLimitExceeded: boolean,
        bytes: amount,
        elapsedMs: amount,
        httpStatus: optional(amount),
        waiting: optional(string),
        json: boolean,
        problem: optional(problem),
        actionLabel: optional(string),
      }),
    ],
    // What an answer holds belongs to its question; it comes from the thread of the rows, whose code is ours.
    ['answer', shape({ run: amount, id: amount, problem: optional(problem) })],
    ['noted', shape({ run: amount, text: string, stays: optional(boolean) })],
    ['command', shape({ run: amount, command: oneOf(...paneCommands) })],
    ['exchanges', shape({ run: amount, total: amount, exchanges: listOf(exchange) })],
  ]),
);

const nothing = shape({});
const paneMessage = tagged(
  'type',
  new Map([
    ['ready', nothing],
    ['runAgain', nothing],
    ['stop', nothing],
    ['leave', nothing],
    ['switchEnvironment', nothing],
    ['wantFormatted', nothing],
    ['showFilter', nothing],
    ['showJson', nothing],
    ['nextPage', shape({ run: amount })],
    ['loadAll', shape({ run: amount })],
    ['goOn', shape({ run: amount })],
    ['problemAction', shape({ run: amount })],
    ['copy', shape({ text: string })],
    ['ask', isQuestion],
    [
      'copyCells',
      shape({
        run: amount,
        cells: selectedCells,
        format: oneOf('tsv', 'csv', 'markdown', 'json', 'record', 'html', 'in-list', 'guids'),
        headings: boolean,
        formatted: boolean,
      }),
    ],
    ['export', shape({ run: amount, view: rowsView, columns: listOf(amount), formatted: boolean })],
    ['watchExchanges', shape({ run: amount, on: boolean })],
    ['copyAsCurl', shape({ run: amount })],
    [
      'follow',
      shape({
        run: amount,
        version: amount,
        row: amount,
        column: amount,
        to: oneOf('record-query', 'browser', 'filter-query', 'nested-query'),
      }),
    ],
    ['addToFilter', shape({ run: amount, filters: listOf(columnFilter) })],
    ['setSelect', shape({ run: amount, columns: listOf(amount) })],
    ['autoRefresh', shape({ seconds: amount })],
    ['pin', shape({ on: boolean })],
    ['savePicture', shape({ run: amount, format: oneOf('svg', 'png'), data: string })],
  ]),
);

/** True for a message of the host, checked member by member; the bytes of rows are checked by `unpackChunk`. */
export function isHostMessage(value: unknown): value is HostMessage {
  return hostMessage(value);
}

/** True for a message of the pane, checked member by member. */
export function isPaneMessage(value: unknown): value is PaneMessage {
  return paneMessage(value);
}
