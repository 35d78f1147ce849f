// $filter, $select and $top on lists that fit in memory.
import { queryOf } from '../server/responses';
import { badRequest, GraphError } from './errors';

type Entity = Readonly<Record<string, unknown>>;

/** @throws GraphError for what directory objects cannot be filtered by here */
export function listed(objects: Iterable<object>, url: string): Entity[] {
  const query = queryOf(url);
  const conditions = (query.get('$filter') ?? '').split(/ and /).filter((one) => one.trim() !== '');
  const tests = conditions.map((one) => testOf(one.trim()));
  const top = query.get('$top');
  if (top !== null && !/^[1-9]\d{0,2}$/.test(top)) throw badRequest('Invalid page size specified.');
  const found = [...objects]
    .map((each): Entity => Object.fromEntries(Object.entries(each)))
    .filter((one) => tests.every((test) => test(one)));
  return found.slice(0, top === null ? 100 : Number(top)).map((one) => selected(one, url));
}

export function selected(object: object, url: string): Entity {
  const entity: Entity = { ...object };
  const names = (queryOf(url).get('$select') ?? '').split(',').filter((one) => one !== '');
  if (names.length === 0) return entity;
  for (const name of names) {
    if (!(name in entity)) {
      throw badRequest(
        `Could not find a property named '${name}' on type 'microsoft.graph.directoryObject'.`,
      );
    }
  }
  return Object.fromEntries(names.map((name) => [name, entity[name]]));
}

function testOf(condition: string): (entity: Entity) => boolean {
  const equal = /^(\w+) eq (?:'((?:[^']|'')*)'|(true|false))$/.exec(condition);
  if (equal !== null) {
    const [, property = '', text, truth] = equal;
    const wanted = text === undefined ? truth : text.replaceAll("''", "'").toLowerCase();
    return (entity) => textOf(entity[property]) === wanted;
  }
  const starts = /^startswith\((\w+), *'((?:[^']|'')*)'\)$/i.exec(condition);
  if (starts !== null) {
    const [, property = '', text = ''] = starts;
    const wanted = text.replaceAll("''", "'").toLowerCase();
    return (entity) => textOf(entity[property]).startsWith(wanted);
  }
  throw new GraphError(
    400,
    'Request_UnsupportedQuery',
    'Unsupported or invalid query filter clause specified.',
  );
}

/** Texts and truth values are what is compared; case does not count. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.toLowerCase();
  return typeof value === 'boolean' ? String(value) : '';
}
