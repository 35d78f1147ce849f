import type {
  BinaryExpression,
  ExpandItem,
  Expression,
  ODataUrl,
  PathExpression,
  QueryOption,
} from '../../odata';
import type { UrlBinding } from '../binding';
import { pages } from './links';
import { removeOption } from './optionEdits';
import type { Report } from './report';
import type { Subject } from './rule';
import { visitOptions } from './walk';

/** Many rows where one is needed, and the reverse; conditions that are none. */
export function checkRows({ url, binding }: Subject, report: Report): void {
  if (!binding) return;
  checkPath(url, binding, report);
  checkOneRow(url, binding, report);
  visitOptions(url.options, (option) => {
    if (option.kind === 'expand') for (const item of option.items) checkExpandPath(binding, item, report);
    if (option.kind === 'filter') checkCondition({ url, binding }, option.expression, report);
  });
}

/** `accounts/primarycontactid`: of which account? */
function checkPath({ path }: ODataUrl, binding: UrlBinding, report: Report): void {
  for (const { name } of path.segments) {
    const reference = binding.referenceAt(name.end);
    const { meaning } = reference ?? {};
    const isMember = meaning?.kind === 'navigation' || meaning?.kind === 'property';
    if (reference?.wanted !== 'segment' || !reference.ownerCollection || !isMember) continue;
    report.target(name, {
      code: 'missing-key',
      severity: 'error',
      message: `"${name.name}" belongs to one row, and many stand before it. Say which one: (00000000-0000-0000-0000-000000000000)/${name.name}.`,
      link: pages.retrieve,
    });
  }
}

const ofCollections: ReadonlySet<QueryOption['kind']> = new Set(['filter', 'orderby', 'top']);

/** OData's library answers that such options "can be applied only on collections". */
function checkOneRow({ options, text }: ODataUrl, { result }: UrlBinding, report: Report): void {
  if (result.collection || result.operation || result.suffix !== undefined) return;
  if (result.type?.kind !== 'entity') return;
  for (const option of options) {
    if (!ofCollections.has(option.kind)) continue;
    const edits = [removeOption(text, option, options)];
    report.target(option.name, {
      code: 'option-on-one-row',
      severity: 'warning',
      message: `This asks for one row: ${option.name.name} is for many. Leave it out.`,
      link: pages.retrieve,
      fixes: [{ title: `Remove ${option.name.name}`, edits, preferred: true }],
    });
  }
}

/** `$expand=a/b`: the next level stands in parentheses. */
function checkExpandPath(binding: UrlBinding, { path }: ExpandItem, report: Report): void {
  const [first, second] = path.filter(({ end }) => binding.referenceAt(end)?.meaning.kind === 'navigation');
  if (!first || !second) return;
  report.target(
    { start: first.start, end: second.end },
    {
      code: 'expand-path',
      severity: 'error',
      message: `An item of $expand goes along one relationship. Put the next into its parentheses: ${first.name}($expand=${second.name}).`,
      link: pages.join,
    },
  );
}

interface Bound {
  readonly url: ODataUrl;
  readonly binding: UrlBinding;
}

/** `$filter=name`: not true and not false. */
function checkCondition(bound: Bound, expression: Expression, report: Report): void {
  if (expression.kind === 'logical') {
    for (const operand of expression.operands) checkCondition(bound, operand, report);
  } else if (expression.kind === 'parenthesized') {
    checkCondition(bound, expression.expression, report);
  } else if (expression.kind === 'binary') {
    checkNegated(bound.binding, expression, report);
  } else if (expression.kind === 'path') {
    checkLone(bound, expression, report);
  }
}

function checkLone({ url, binding }: Bound, expression: PathExpression, report: Report): void {
  const last = expression.segments.at(-1);
  const meaning = last && binding.referenceAt(last.end)?.meaning;
  if (!last || (meaning?.kind !== 'property' && meaning?.kind !== 'navigation')) return;
  if (meaning.kind === 'property' && meaning.property.type.name === 'Edm.Boolean') return;
  const isMany = meaning.kind === 'navigation' && meaning.navigation.collection;
  const more = isMany ? '/any()' : ' ne null';
  // `name = 'a'`: a comparison was meant, and its operator is what the parser told.
  const { end } = expression;
  const next = end + (/^(?:\s|%20)*/.exec(url.text.slice(end, end + 60))?.[0].length ?? 0);
  if (url.errors.some(({ start }) => start === next)) return;
  report.target(expression, {
    code: 'not-a-condition',
    severity: 'error',
    message: `"${last.name}" alone is no condition. ${isMany ? `Ask whether there are any: ${last.name}/any()` : `Compare it: ${last.name} ne null`}.`,
    link: pages.filter,
    fixes: [{ title: `Add "${more.trim()}"`, edits: [{ start: end, end, text: more }] }],
  });
}

/** `not name eq 'a'`: OData binds `not` more tightly than `eq`. */
function checkNegated(binding: UrlBinding, { left, start, end }: BinaryExpression, report: Report): void {
  if (left.kind !== 'unary' || left.operator !== 'not' || left.operand.kind !== 'path') return;
  const type = binding.typeOf(left.operand)?.name;
  if (type === undefined || type === 'Edm.Boolean') return;
  report.target(
    { start, end: left.operand.end },
    {
      code: 'not-before-column',
      severity: 'error',
      message: 'Here "not" reaches only as far as the column. Put the comparison into parentheses: not (…).',
      link: pages.filter,
      fixes: [
        {
          title: 'Add parentheses',
          edits: [
            { start: left.operand.start, end: left.operand.start, text: '(' },
            { start: end, end, text: ')' },
          ],
          preferred: true,
        },
      ],
    },
  );
}
