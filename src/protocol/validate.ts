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
  kind: oneOf('text', 'number', 'money', 'date', 'boolean', 'choice', 'lookup', 'guid', 'json'),
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

const hostMessage = tagged(
  'type',
  new Map([
    [
      'begin',
      shape({
        run: amount,
        title: string,
        environment: shape({ name: string, protected: boolean }),
        method: string,
        target: string,
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
  ]),
);

const nothing = shape({});
const paneMessage = tagged(
  'type',
  new Map([
    ['ready', nothing],
    ['runAgain', nothing],
    ['stop', nothing],
    ['showJson', nothing],
    ['nextPage', shape({ run: amount })],
    ['loadAll', shape({ run: amount })],
    ['problemAction', shape({ run: amount })],
    ['copy', shape({ text: string })],
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
