import type {
  AggregateItem,
  ApplyExpression,
  Expression,
  ODataUrl,
  QueryOption,
  Transformation,
} from '../../odata';
import { listed, nearestNames } from './nearest';
import { pages } from './links';
import type { Finding, Report } from './report';
import type { Subject } from './rule';
import { visitOptionExpressions } from './walk';

/** What Dataverse does not support in `$apply` and beside it. */
export function checkAggregates(subject: Subject, report: Report): void {
  for (const option of subject.url.options) {
    if (option.kind !== 'apply') continue;
    const aliases = new Set<string>();
    checkApply(subject, option.apply, aliases, report);
    checkUseOfAliases(subject.url.options, aliases, report);
    checkRowCount(subject, option, report);
  }
}

const supported = new Set(['aggregate', 'groupby', 'filter']);
const known = [
  'aggregate',
  'groupby',
  'filter',
  'orderby',
  'compute',
  'concat',
  'expand',
  'join',
  'outerjoin',
  'addnested',
  'nest',
  'identity',
  'search',
  'skip',
  'top',
  'topcount',
  'topsum',
  'toppercent',
  'bottomcount',
  'bottomsum',
  'bottompercent',
  'ancestors',
  'descendants',
  'traverse',
];

function checkApply(
  subject: Subject,
  { transformations }: ApplyExpression,
  aliases: Set<string>,
  report: Report,
): void {
  for (const transformation of transformations) {
    checkName(subject, transformation, report);
    if (transformation.kind === 'groupby') {
      for (const key of transformation.keys) checkGroupKey(subject, key, report);
      if (transformation.apply) checkApply(subject, transformation.apply, aliases, report);
    } else if (transformation.kind === 'aggregate') {
      for (const item of transformation.items) checkItem(subject, item, aliases, report);
    }
  }
}

/** Where a transformation stands that nobody knows: what is in its parentheses may mean anything. */
export function unknownTransformations({ options, text }: ODataUrl): Transformation[] {
  return options.flatMap((option) =>
    option.kind === 'apply'
      ? option.apply.transformations.filter((one) => {
          const name = nameOf(text, one);
          return name !== '' && !known.includes(name) && !name.includes('.');
        })
      : [],
  );
}

function checkItem(
  { binding, url }: Subject,
  { alias, method, expression, end }: AggregateItem,
  aliases: Set<string>,
  report: Report,
): void {
  const isCount = expression.kind === 'path' && expression.segments.at(-1)?.name === '$count';
  if (alias) aliases.add(alias.name);
  else if (isCount) reportNameless('count', end, report);
  else if (method && methods.includes(method.name)) reportNameless(method.name, end, report);
  if (!method) {
    const isRead = !url.errors.some((error) => expression.start <= error.start && error.start <= end);
    if (expression.kind === 'path' && !isCount && isRead) reportMethodless(expression, report);
    return;
  }
  checkMethod(method, report);
  const type = binding?.typeOf(expression)?.name;
  const isSum = method.name === 'sum' || method.name === 'average';
  if (!isSum || type === undefined || !notSummable.has(type)) return;
  report.target(expression, {
    code: 'not-a-number',
    severity: 'error',
    message: `"${method.name}" is for numbers, and this column is of type ${type}.`,
    link: pages.aggregate,
  });
}

const notSummable = new Set(['Edm.String', 'Edm.Boolean', 'Edm.Guid', 'Edm.DateTimeOffset', 'Edm.Date']);

function nameOf(text: string, { start, end }: Transformation): string {
  return /^[\w.]+/.exec(text.slice(start, end))?.[0] ?? '';
}

function checkName({ url }: Subject, transformation: Transformation, report: Report): void {
  const name = nameOf(url.text, transformation);
  if (name === '' || supported.has(name)) return;
  const span = { start: transformation.start, end: transformation.start + name.length };
  if (known.includes(name) || name.includes('.')) {
    report.target(span, {
      code: 'doubtful-transformation',
      severity: 'warning',
      message: `"${name}" is not among the transformations that Dataverse documents for $apply: filter, groupby and aggregate.`,
      link: pages.aggregate,
    });
    return;
  }
  const near = nearestNames(name, known);
  report.target(span, {
    code: 'unknown-transformation',
    severity: 'error',
    message: `There is no transformation "${name}". Use filter, groupby or aggregate.`,
    link: pages.aggregate,
    fixes: near.map((one) => ({ title: `Write ${one}`, edits: [{ ...span, text: one }] })),
  });
}

const methods = ['sum', 'min', 'max', 'average', 'countdistinct'];

function checkMethod(method: { name: string; start: number; end: number }, report: Report): void {
  const { name, start, end } = method;
  if (name === 'countdistinct') {
    report.target(method, {
      code: 'doubtful-aggregate',
      severity: 'warning',
      message:
        'Microsoft says that OData does not count different values. If it is refused, group by the column and count the groups, or use FetchXML.',
      link: pages.aggregate,
    });
  }
  if (name === '' || methods.includes(name) || name.includes('.')) return;
  const near = nearestNames(name, methods);
  report.target(
    { start, end },
    {
      code: 'unknown-aggregate',
      severity: 'error',
      message: `There is no way "${name}" to aggregate. Use ${listed(methods)}.`,
      link: pages.aggregate,
      fixes: near.map((one) => ({ title: `Write ${one}`, edits: [{ start, end, text: one }] })),
    },
  );
}

/** `aggregate(revenue as total)`: aggregates that have a name of their own are none of Dataverse's. */
function reportMethodless({ end }: Expression, report: Report): void {
  report.target(
    { start: end, end },
    {
      code: 'unknown-aggregate',
      severity: 'error',
      message: `Say how to aggregate: add "with" and ${listed(methods)}.`,
      link: pages.aggregate,
      fixes: [{ title: 'Add "with sum"', edits: [{ start: end, end, text: ' with sum' }] }],
    },
  );
}

/** `aggregate(revenue with sum)`: the grammar wants a name for what comes out. */
function reportNameless(method: string, end: number, report: Report): void {
  report.target(
    { start: end, end },
    {
      code: 'missing-alias',
      severity: 'error',
      message: 'The result needs a name: add "as total", or any name that is no column.',
      link: pages.aggregate,
      fixes: [
        {
          title: `Add "as ${method}_value"`,
          edits: [{ start: end, end, text: ` as ${method}_value` }],
          preferred: true,
        },
      ],
    },
  );
}

function checkGroupKey({ binding }: Subject, key: Expression, report: Report): void {
  const type = binding?.typeOf(key)?.name;
  if (type !== 'Edm.DateTimeOffset' && type !== 'Edm.Date') return;
  report.target(key, {
    code: 'groupby-date',
    severity: 'error',
    message:
      'Dataverse does not group by dates in $apply. Group with FetchXML (dategrouping), or group the rows of the answer.',
    link: pages.aggregate,
  });
}

/** The server answers "The query node SingleValueOpenPropertyAccess is not supported". */
function checkUseOfAliases(
  options: readonly QueryOption[],
  aliases: ReadonlySet<string>,
  report: Report,
): void {
  for (const option of options) {
    if (option.kind !== 'orderby' && option.kind !== 'filter') continue;
    visitOptionExpressions(option, (one) => {
      const [first] = one.kind === 'path' ? one.segments : [];
      if (first && aliases.has(first.name)) report.target(first, refusedUse(option.kind, first.name));
    });
  }
}

function refusedUse(kind: 'orderby' | 'filter', name: string): Finding {
  const common = { severity: 'error', link: pages.aggregate } as const;
  if (kind === 'orderby') {
    const message = `Dataverse does not sort by "${name}", which $apply made. Leave $orderby out and sort the rows of the answer.`;
    return { code: 'orderby-aggregate', message, ...common };
  }
  const message = `Dataverse does not filter by "${name}", which $apply made. Leave the condition out and filter the rows of the answer.`;
  return { code: 'filter-aggregate', message, ...common };
}

const mostAggregated = 50_000;

function checkRowCount({ binding, labels }: Subject, option: QueryOption, report: Report): void {
  const type = binding?.result.type;
  const rows = type && labels?.table(type.name)?.rowCount;
  if (!type || rows === undefined || rows <= mostAggregated) return;
  report.target(option.name, {
    code: 'aggregate-limit',
    severity: 'information',
    message: `$apply stops with an error at 50,000 rows, and "${type.name}" holds about ${rows.toLocaleString('en-US')}. Filter first: $apply=filter(…)/….`,
    link: pages.aggregate,
  });
}
