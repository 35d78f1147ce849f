// The Web API of one organisation: from a verified request to an answer.
import { randomUUID } from 'node:crypto';
import type { AliasOption, QueryOption } from '../../../../src/core/odata/ast';
import type { AuthenticatedRequest, DirectoryApplication, SandboxResponse } from '../../server/types';
import type { Store } from '../db/store';
import { asksForDefinitions, readDefinitions } from '../definitions/read';
import * as errors from '../errors';
import { Refusal } from '../errors';
import { readPreferences } from '../prefer';
import { parseTarget } from '../query/syntax';
import type { Schema } from '../schema/model';
import { Access } from '../security/access';
import { runBatch } from './batch';
import { findCaller } from './caller';
import type { Exchange } from './exchange';
import type { Organization } from './functions';
import { resolveTarget } from './path';
import { finish, refusalAnswer } from './respond';
import type { Answer } from './respond';
import { route } from './route';

export interface Service {
  readonly schema: Schema;
  readonly organization: Organization;
  readonly metadataVersion: string;
  store(): Store;
  now(): number;
  nextVersion(): number;
  findApplication(applicationId: string): DirectoryApplication | undefined;
  /** Called before anything is written. */
  touch(): void;
  /** How many requests there were: service protection limits are told, not enforced (faults do that on order). */
  countRequest(): number;
}

const longestUrl = 32_768;
const longestInBatch = 65_536;
const burstLimit = 6000;
const burstSeconds = 1200;

export async function answer(service: Service, request: AuthenticatedRequest): Promise<SandboxResponse> {
  const served = service.countRequest();
  const result = answerOrRefuse(service, request);
  return finish(
    request.method === 'HEAD' ? { status: result.status, headers: result.headers ?? {} } : result,
    {
      requestId: randomUUID(),
      acceptEncoding: request.headers['accept-encoding'],
      remaining: {
        requests: Math.max(1, burstLimit - (served % burstLimit)),
        seconds: burstSeconds - (served % 600) / 100,
      },
    },
  );
}

function answerOrRefuse(service: Service, request: AuthenticatedRequest): Answer {
  try {
    return serve(service, request);
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error);
    throw error;
  }
}

function serve(service: Service, request: AuthenticatedRequest, longest = longestUrl): Answer {
  if (request.url.length > longest) throw errors.urlTooLong();
  const prefix = /^\/api\/data\/v9\.[0-2](\/|$|(?=\?))/.exec(request.url);
  if (prefix === null) throw errors.noResource(`${service.organization.origin}${request.url}`);
  const store = service.store();
  const caller = findCaller(store, request.principal);
  const target = request.url.slice(prefix[0].length);
  if (target === '$batch') {
    return runBatch({ store, serve: (part) => serve(service, part, longestInBatch) }, request);
  }
  const root = `${service.organization.origin}${prefix[0].replace(/\/$/, '')}/`;
  const url = parseTarget(target);
  if (request.method !== 'GET' && request.method !== 'HEAD') service.touch();
  const access = new Access(store, caller);
  let aliases = 0;
  const exchange: Exchange = {
    request,
    store,
    schema: service.schema,
    preferences: readPreferences(request.headers['prefer']),
    caller,
    access,
    root,
    target,
    metadataVersion: service.metadataVersion,
    query: {
      schema: service.schema,
      caller,
      now: service.now(),
      aliases: aliasesOf(url.options),
      nextAlias: () => `t${(aliases += 1)}`,
      readable: (table, alias) => access.rows('Read', table, alias),
    },
    nextVersion: () => service.nextVersion(),
    findApplication: (applicationId) => service.findApplication(applicationId),
  };
  if (asksForDefinitions(url)) return readDefinitions(exchange, url);
  return route(exchange, url, resolveTarget(exchange, url), service.organization);
}

const aliasesOf = (options: readonly QueryOption[]): Map<string, AliasOption['expression']> =>
  new Map(
    options
      .filter((option) => option.kind === 'alias')
      .map((option) => [option.name.name, option.expression]),
  );
