import type { EpochMs } from '../base/clock';
import type { HttpHeader } from '../base/http';
import type { Problem } from '../base/problem';
import type { ResultOrigin } from '../followup/ports';
import type { ResultEnvironment } from './resultRun';

/**
 * What is written down of a result beside its bodies, so that its rows are there again after the window was reloaded.
 * No token is among it.
 */
export interface KeptResult {
  readonly key: string;
  readonly title: string;
  readonly environment: ResultEnvironment;
  readonly request: { readonly method: string; readonly url: string };
  /** Headers that further pages have to be asked for with. */
  readonly headers: readonly HttpHeader[];
  readonly origin: ResultOrigin;
  /** When the last of its pages came. */
  readonly at: EpochMs;
  /** How many there are in the file of the bodies. */
  readonly pages: number;
  /** Rows in them: fewer come out where the file was damaged. */
  readonly rows: number;
  /** Bytes on the wire. */
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly httpStatus?: number;
  /** Where the server goes on; absent after the last page. */
  readonly nextLink?: string;
  /** Stand for the links of its pages: one that comes again leads round in a circle. */
  readonly links?: readonly number[];
  /** Why the link to the next page is not followed; then there is no `nextLink`. */
  readonly barred?: Problem;
  /** Whose it is: several windows without a folder keep theirs in one place. Set by whoever writes it down. */
  readonly window?: string;
  /** Who has it in use. Windows on one folder, of a browser for example, are one to VS Code. Set in the same way. */
  readonly holder?: string;
}

/** What is known of the result that a page showed. */
export interface ShownResult {
  /** Id under which it lay, as far as VS Code wrote it down: that happens every few seconds only. */
  readonly id?: string;
  /** {@link KeptResult.key}: the same for every run of the page. */
  readonly key?: string;
  readonly title: string;
}

export interface OpenedResult {
  readonly id: string;
  readonly kept: KeptResult;
}

/** Where results lie beside the workspace, each under an id of its own. */
export interface KeptResults {
  /** An id that nothing lies under yet. */
  newId(): string;
  /** Absolute path of the file for its bodies. */
  bodiesOf(id: string): string;
  /** Never rejects: a result that cannot be kept is shown all the same. */
  write(id: string, kept: KeptResult): Promise<void>;
  /**
   * Takes what a page showed, so that nobody else has it. Where another window has it in use, it is a copy.
   * `undefined` where it cannot be read, and where only the title is known and not one alone has it.
   */
  take(shown: ShownResult): Promise<OpenedResult | undefined>;
  remove(id: string): Promise<void>;
  /**
   * Removes the result of this title that nobody has in use, if it is this window's. Nothing, where several have the
   * title: it cannot be told which is meant.
   */
  removeUnopened(title: string): Promise<void>;
  /** Removes what nobody came back to. */
  sweep(): Promise<void>;
}

/** `undefined` for anything else than what `JSON.stringify` made of a {@link KeptResult}. */
export function readKeptResult(value: unknown): KeptResult | undefined {
  return isKeptResult(value) ? value : undefined;
}

function isKeptResult(value: unknown): value is KeptResult {
  if (!isRecord(value)) return false;
  const { environment, request, origin } = value;
  return (
    hasTexts(value, ['key', 'title']) &&
    isRecord(environment) &&
    hasTexts(environment, ['name']) &&
    typeof environment['protected'] === 'boolean' &&
    isRecord(request) &&
    hasTexts(request, ['method', 'url']) &&
    isRecord(origin) &&
    hasTexts(origin, ['uri', 'target', 'environment']) &&
    isOptional(origin['block'], 'string') &&
    isHeaders(value['headers']) &&
    ['at', 'pages', 'rows', 'bytes', 'elapsedMs'].every((name) => isAmount(value[name])) &&
    isOptional(value['httpStatus'], 'number') &&
    isOptional(value['nextLink'], 'string') &&
    (value['barred'] === undefined || isProblem(value['barred'])) &&
    isLinks(value['links']) &&
    isOptional(value['window'], 'string') &&
    isOptional(value['holder'], 'string')
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isProblem = (value: unknown): boolean =>
  isRecord(value) && hasTexts(value, ['kind', 'title', 'remedy']);

const hasTexts = (value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean =>
  names.every((name) => typeof value[name] === 'string');

const isAmount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

const isOptional = (value: unknown, type: 'string' | 'number'): boolean =>
  // What a damaged file holds is no reason to fail later.
  value === undefined || typeof value === type;

const isLinks = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.every(isAmount));

const isHeaders = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(
    (one) => Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string'),
  );

/**
 * Headers that decide on what the server answers, and for whom: the others, which may be anything, are not written down.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/compose-http-requests-handle-errors
 */
export function keptHeaders(headers: readonly HttpHeader[]): readonly HttpHeader[] {
  return headers.filter(([name]) => /^(?:accept|prefer|odata-|mscrm|callerobjectid$)/i.test(name));
}
