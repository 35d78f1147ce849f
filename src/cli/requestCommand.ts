import { randomUUID } from 'node:crypto';
import type { HttpRequest } from '../core/base/http';
import { problemOf } from '../core/base/problem';
import { httpsOrigin } from '../core/dataverse/environmentUrl';
import { buildRequest } from '../core/dataverse/requestBuilder';
import {
  parseQueryFile,
  resolveBlock,
  type FileProblem,
  type QueryBlock,
  type QueryFile,
  type QueryRequest,
} from '../core/queryfile';
import { LinePlaces } from './checkPlaces';
import type { CommandIo, ExitCode } from './io';
import { exitCodes } from './io';
import { neutralLines } from './output/terminalText';
import { readRequestOptions, requestHelp, type RequestOptions } from './requestOptions';
import { readTextFile } from './textFile';

/** One request as `--json` prints it. */
interface PrintedRequest {
  readonly name: string | null;
  /** From 1: of its method or address. */
  readonly line: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What is wrong, at an offset of the file. */
type Fault = Pick<FileProblem, 'start' | 'message' | 'remedy'>;

/** `request`: prints what would be sent. Throws ProblemError for a call that cannot be used. */
export async function requestCommand(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const options = readRequestOptions(args);
  if (options === 'help') {
    await io.out.write(requestHelp);
    return exitCodes.done;
  }
  const file = parseQueryFile((await readTextFile(options.file)).text);
  const faults: Fault[] = [...file.problems];
  const requests = file.blocks.flatMap((block) => {
    const built = requestOf(file, block, options);
    if (!Array.isArray(built)) return [built];
    faults.push(...built);
    return [];
  });
  const text = options.json ? `${JSON.stringify(requests, undefined, 2)}\n` : requests.map(textOf).join('\n');
  await io.out.write(io.out.isTerminal ? neutralLines(text) : text);
  const places = new LinePlaces(file.text);
  for (const line of new Set(inOrder(faults).map((fault) => faultText(options.file, places, fault)))) {
    io.note(line);
  }
  return faults.length > 0 ? exitCodes.refused : exitCodes.done;
}

function requestOf(file: QueryFile, block: QueryBlock, options: RequestOptions): PrintedRequest | Fault[] {
  const resolved = resolveBlock(file, block, { guid: randomUUID, now: Date.now });
  if (resolved.kind === 'problems') return [...resolved.problems];
  try {
    return printed(block, buildFor(resolved.request, options), resolved.request.name);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    return [{ start: block.requestRange.start, message: problem.title, remedy: problem.remedy ?? '' }];
  }
}

// RFC 6761: never a real host. It is taken away again.
const nowhere = 'https://environment.invalid';

/** Throws as `buildRequest`. */
function buildFor(request: QueryRequest, { url, apiVersion }: RequestOptions): HttpRequest {
  const origin = url ?? httpsOrigin(request.target.trim()) ?? nowhere;
  const built = buildRequest(request, { url: origin, apiVersion });
  return origin === nowhere ? { ...built, url: built.url.slice(nowhere.length) } : built;
}

function printed(block: QueryBlock, request: HttpRequest, name: string | undefined): PrintedRequest {
  // One field for headers that stand twice, as the transport sends them (RFC 9110, 5.3).
  const headers = new Map<string, readonly [name: string, value: string]>();
  for (const [header, value] of request.headers) {
    const before = headers.get(header.toLowerCase());
    headers.set(header.toLowerCase(), [before?.[0] ?? header, before ? `${before[1]}, ${value}` : value]);
  }
  return {
    name: name ?? null,
    line: block.line + 1,
    method: request.method,
    url: request.url,
    headers: Object.fromEntries(headers.values()),
    body: typeof request.body === 'string' ? request.body : null,
  };
}

function textOf({ name, method, url, headers, body }: PrintedRequest): string {
  const fields = Object.entries(headers).map(([header, value]) => `${header}: ${value}\n`);
  const title = name === null ? '###' : `### ${name}`;
  return `${title}\n${method} ${url}\n${fields.join('')}${body === null ? '' : `\n${body}\n`}`;
}

function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((a, b) => a.start - b.start);
}

function faultText(file: string, places: LinePlaces, { start, message, remedy }: Fault): string {
  const { line, column } = places.at(start);
  return neutralLines(`${file}:${line}:${column}: ${message} ${remedy}`.trimEnd());
}
