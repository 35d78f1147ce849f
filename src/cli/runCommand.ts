import type { HttpRequest } from '../core/base/http';
import { ProblemError, problemOf } from '../core/base/problem';
import { executeQuery } from '../core/dataverse/queryExecution';
import { buildRequest } from '../core/dataverse/requestBuilder';
import { isWrite } from '../core/dataverse/writes';
import type { QueryRequest } from '../core/queryfile';
import type { CommandParts } from './connection';
import { connect } from './connection';
import type { CommandIo } from './io';
import type { RunOptions } from './options';
import { printPages } from './printPages';
import { readRequest } from './queryFromFile';
import { secretsFromVariables } from './signInSecrets';

/** `run FILE`: one request, its first page or all of them. Throws ProblemError. */
export async function runCommand(options: RunOptions, io: CommandIo, parts: CommandParts): Promise<void> {
  const query = await readRequest(options.file, options.block);
  const request = requestOf(query, options);
  requireConsent(request, options.yes);
  const secrets = secretsFromVariables(options.method, io.env);
  const connection = await connect(options, secrets, parts, io.signal);
  try {
    await printPages(executeQuery(connection.api, request), options, io);
  } finally {
    connection.dispose();
  }
}

/** An address of another environment is a matter of the file and of `--url`: bad input, before anything is sent. */
function requestOf(query: QueryRequest, options: RunOptions): HttpRequest {
  try {
    return buildRequest(query, { url: options.url, apiVersion: options.apiVersion });
  } catch (error) {
    const problem = problemOf(error);
    if (problem?.kind !== 'foreign-origin') throw error;
    const remedy = 'Name the environment of that address with --url, or change the address in the file.';
    throw new ProblemError({ ...problem, kind: 'bad-input', remedy });
  }
}

function requireConsent(request: HttpRequest, yes: boolean): void {
  if (!isWrite(request.method) || yes) return;
  throw new ProblemError({
    kind: 'bad-input',
    title: `The request changes data, and nobody is here to ask: ${request.method} ${request.url}`,
    remedy: 'Add --yes to send it.',
  });
}
