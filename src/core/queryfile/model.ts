import type { HttpHeader } from '../base/http';
import type { MappedText, Range, SourceMap } from './sourceMap';

export type { MappedText, Range, SourceMap } from './sourceMap';

/** One request as it stands in a file, variables substituted. Not yet absolute and not yet encoded. */
export interface QueryRequest {
  /** Upper case. GET where none stands. */
  readonly method: string;
  /** Lines joined: `accounts?$select=name`, `/accounts`, `/api/data/v9.2/accounts` or an absolute URL. */
  readonly target: string;
  /** In the order of the file. */
  readonly headers: readonly HttpHeader[];
  /** As written, variables substituted; absent where there is none. */
  readonly body?: string;
  /** Of `### name` or `# @name id`. */
  readonly name?: string;
  /** Environment that `# @env` names. */
  readonly env?: string;
  /** `# @note`: REST Client asks before it sends such a request. */
  readonly note?: true;
  /** Offsets of `target`, `headers` and `body` in the document, and back. */
  readonly source: RequestSource;
}

/** Where a request's text came from. */
export interface RequestSource {
  /** The block in the document. */
  readonly range: Range;
  readonly target: SourceMap;
  readonly body?: SourceMap;
}

/** What is wrong with a query file, at a place. Whole sentences for a person. */
export interface FileProblem extends Range {
  readonly code: FileProblemCode;
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
}

export type FileProblemCode =
  | 'undefined-variable'
  | 'cyclic-variable'
  | 'value-too-long'
  | 'unclosed-variable'
  | 'bad-variable-name'
  | 'missing-target'
  | 'unknown-method'
  | 'body-without-method'
  | 'body-from-file'
  | 'unclosed-script'
  | 'bad-header'
  | 'bad-directive';

/** A named place: directive, variable or block name. */
export interface Named extends Range {
  readonly name: string;
}

/** `@name = value`, valid in the whole file; where a name stands twice, the last one counts, as in REST Client. */
export interface FileVariable extends Range {
  readonly name: Named;
  /** As written, trimmed. */
  readonly value: string;
  readonly valueRange: Range;
}

/** One header line, `{{…}}` not yet substituted. */
export interface HeaderLine extends Range {
  readonly name: Named;
  readonly value: string;
  readonly valueRange: Range;
}

/** One request of the file, as written. */
export interface QueryBlock {
  /** From its separator, comments or first line to the end of its last line with content. */
  readonly range: Range;
  /** Of the request proper: method line to the end of the body. */
  readonly requestRange: Range;
  /** 0-based line of the method or target: where the code lens stands. */
  readonly line: number;
  /** Title after `###`, else the id of `# @name`. */
  readonly name?: Named;
  /** `# @name id`. */
  readonly id?: Named;
  /** `# @env name` in the block, else the file's. */
  readonly env?: Named;
  /** `# @note`: ask before sending. */
  readonly note?: true;
  /** As written; absent: GET. */
  readonly method?: Named;
  /** Lines joined, `{{…}}` not yet substituted. */
  readonly target: string;
  readonly targetMap: MappedText;
  readonly headers: readonly HeaderLine[];
  readonly body?: Range;
}

export interface QueryFile {
  readonly text: string;
  readonly blocks: readonly QueryBlock[];
  readonly variables: readonly FileVariable[];
  /** `# @prompt name`: variables that other tools ask for. */
  readonly prompts: readonly Named[];
  /** `# @env name` before the first block. */
  readonly env?: Named;
  readonly problems: readonly FileProblem[];
}

/** What `{{$guid}}` and `{{$now}}` are made of. */
export interface ResolveContext {
  /** A new GUID each time, lower case, without braces. */
  guid(): string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
}

export type ResolvedBlock =
  | { readonly kind: 'request'; readonly request: QueryRequest }
  | { readonly kind: 'problems'; readonly problems: readonly FileProblem[] };
