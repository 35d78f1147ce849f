// Filters from public code: each is answered by a table that has its columns, or stands here with the reason why none does.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../../sandbox/webapi/schema';
import { WebApiHost } from './support/host';
import { published, publishedAbsent as absent } from './support/published';

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

/** A column and a value for the placeholders `foo` and `bar`, and a lookup for `fizzbuzz`, by the function. */
const placeholders: readonly (readonly [RegExp, column: string, value: string, lookup: string])[] = [
  [/Above|Under/, 'accountid', '00000000-0000-0000-0000-000000000001', 'parentaccountid'],
  [/Contain/, 'sample_outdooractivities', '1', 'primarycontactid'],
  [/EqualUser|BusinessId/, 'ownerid', '', 'parentaccountid'],
  [/\.(In|NotIn|Between|NotBetween)\(/, 'numberofemployees', '5', 'parentaccountid'],
  [/./, 'createdon', '2024-02-29', 'parentaccountid'],
];

function filled(expression: string): string {
  const found = placeholders.find(([pattern]) => pattern.test(expression));
  const [, column = '', value = '', lookup = ''] = found ?? [];
  return expression
    .replace('fizzbuzz/', `${lookup}/`)
    .replace("'foo'", `'${column}'`)
    .replace(/'ba[rz]'/g, `'${value}'`);
}

/** What no table of the sandbox answers, each with the reason. */
const beyond: readonly (readonly [RegExp, string])[] = [
  [/adoxio_|^new_/, "columns of the code's own organisation"],
  [/NotUserId/, 'no organisation has a function of this name'],
  [/^something |^country |^contains\(name, 'test-query'\)/, 'made-up columns'],
  [/^`|^\$select=/, 'a whole query, cut out of code'],
  [/^objecttypecode /, 'processes are no table of the sandbox'],
];

const relationships = 'RelationshipDefinitions/Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata';
const sets = ['accounts', 'contacts', ...schema.sets.keys(), 'EntityDefinitions', relationships];

async function answeredBy(expression: string): Promise<string | undefined> {
  for (const set of new Set(sets)) {
    const rest = expression.includes('=@p1,') ? "&@p1='name'&@p2=['x']" : '';
    const reply = await host.send(`${set}?$filter=${encodeURIComponent(filled(expression))}${rest}`);
    if (reply.status === 200) return set;
  }
  return undefined;
}

describe.skipIf(absent)('public filters (skipped where ../shared/data is absent)', () => {
  const expressions = (published('queries/filter-expressions.json') as readonly { query: string }[]).map(
    ({ query }) => query,
  );
  const isBeyond = (expression: string): boolean => beyond.some(([pattern]) => pattern.test(expression));

  it('are answered by a table that has their columns', async () => {
    const unanswered: string[] = [];
    for (const expression of expressions.filter((each) => !isBeyond(each))) {
      if ((await answeredBy(expression)) === undefined) unanswered.push(expression);
    }
    expect(unanswered).toEqual([]);
  });

  it('that are beyond the sandbox are so', async () => {
    const listed = expressions.filter(isBeyond);
    expect(listed.length).toBeLessThan(expressions.length / 5);
    for (const expression of listed) expect(await answeredBy(expression), expression).toBeUndefined();
  });
});
