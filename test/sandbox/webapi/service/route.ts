// Method and target → what answers them.
import type { ODataUrl } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import { csdl, serviceDocument } from '../metadata/csdl';
import { planApply } from '../query/apply';
import { readAggregate } from './aggregate';
import { countChanges, readChanges, trackingOf } from './changes';
import { readCollection, readCount, readRefs } from './collection';
import type { Exchange } from './exchange';
import { fetchOf, runFetch } from './fetch';
import { callOnRecord, callOnSet } from './bound';
import { holdsBytes, sendsBytes, writeBytes } from './files';
import { callFunction } from './functions';
import type { Organization } from './functions';
import { json } from './respond';
import type { Answer } from './respond';
import { readProperty, readRecord, readRef } from './single';
import type { Target } from './target';
import { create, createKeyed, link, remove, unlink, update, writeProperty, writeRef } from './writing';
import { never } from '../never';

export function route(exchange: Exchange, url: ODataUrl, target: Target, organization: Organization): Answer {
  const { method } = exchange.request;
  switch (target.kind) {
    case 'service':
      requireRead(method);
      return json(serviceDocument(exchange.schema, exchange.root));
    case 'metadata':
      requireRead(method);
      return metadata(exchange);
    case 'function':
      return callFunction(exchange, organization, target.name, target.args);
    case 'collection':
      return collection(exchange, url, target);
    case 'record':
      return record(exchange, url, target);
    case 'operation':
      return callOnRecord(exchange, target.name, target.record, target.args);
    case 'set-operation':
      return callOnSet(exchange, target.name, target.table);
    case 'keyed':
      if (method === 'PATCH') return createKeyed(exchange, url, target.table, target.values);
      throw errors.keyedRecordMissing(target.table.logicalName);
    case 'nothing':
      requireRead(method);
      return { status: 204 };
    case 'ref':
      if (method === 'PUT' || method === 'DELETE') return writeRef(exchange, target, method);
      requireRead(method);
      return readRef(exchange, target.record, target.navigation);
    case 'property':
      return property(exchange, target);
    default:
      return never(target);
  }
}

function property(
  exchange: Exchange,
  { record: place, column, raw }: Extract<Target, { kind: 'property' }>,
): Answer {
  const { method } = exchange.request;
  if (holdsBytes(column) && (method === 'PATCH' || (method === 'PUT' && sendsBytes(exchange)))) {
    return writeBytes(exchange, place, column);
  }
  if (method === 'PUT' || method === 'DELETE') {
    return writeProperty(exchange, place, column, method === 'DELETE');
  }
  requireRead(method);
  return readProperty(exchange, place, column, raw);
}

function requireRead(method: string): void {
  if (method !== 'GET' && method !== 'HEAD') throw errors.methodNotAllowed(method);
}

function collection(
  exchange: Exchange,
  url: ODataUrl,
  target: Extract<Target, { kind: 'collection' }>,
): Answer {
  const { method } = exchange.request;
  if (method === 'POST' && target.ending === '') {
    return create(exchange, url, target.collection.table, target.from);
  }
  if (target.ending === '$ref' && target.from !== undefined) {
    if (method === 'POST') return link(exchange, target.from);
    if (method === 'DELETE') return unlink(exchange, url, target.from);
  }
  requireRead(method);
  const fetch = fetchOf(exchange, url);
  if (fetch !== undefined) {
    if (target.ending !== '') throw errors.countBesideView();
    return runFetch(exchange, url, fetch, target.collection);
  }
  const tracking = target.ending === '$ref' ? undefined : trackingOf(exchange, url);
  if (tracking !== undefined) {
    const answer = target.ending === '$count' ? countChanges : readChanges;
    return answer(exchange, url, target.collection, tracking);
  }
  if (target.ending === '$count') return readCount(exchange, url, target.collection);
  if (target.ending === '$ref') return readRefs(exchange, url, target.collection);
  const { table, restrict } = target.collection;
  const aggregate = planApply(exchange.query, url, table, restrict);
  return aggregate === undefined
    ? readCollection(exchange, url, target.collection)
    : readAggregate(exchange, table, aggregate);
}

function record(exchange: Exchange, url: ODataUrl, target: Extract<Target, { kind: 'record' }>): Answer {
  const { method } = exchange.request;
  if (method === 'PATCH') return update(exchange, url, target.record);
  if (method === 'DELETE') return remove(exchange, target.record);
  requireRead(method);
  return readRecord(exchange, url, target.record);
}

function metadata(exchange: Exchange): Answer {
  const accept = exchange.request.headers['accept'] ?? '*/*';
  if (!/\*\/\*|application\/(xml|\*)|text\/xml/.test(accept)) throw errors.mimeTypeRefused();
  const annotated = /[?&]annotations=true(&|$)/i.test(exchange.target);
  const body = csdl(exchange.schema, annotated);
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}
