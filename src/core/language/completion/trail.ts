import type {
  AggregateFrom,
  AggregateItem,
  ApplyExpression,
  Argument,
  ArgumentList,
  ComputeItem,
  ExpandItem,
  Expression,
  Identifier,
  JsonMember,
  ODataUrl,
  OrderbyItem,
  QueryOption,
  ResourcePath,
  ResourceSegment,
  SelectItem,
  Transformation,
} from '../../odata';

/** Whatever may stand on the way from the whole URL to its last leaf. */
export type TrailNode =
  | ODataUrl
  | ResourcePath
  | ResourceSegment
  | ArgumentList
  | Argument
  | QueryOption
  | SelectItem
  | ExpandItem
  | OrderbyItem
  | ComputeItem
  | ApplyExpression
  | Transformation
  | AggregateItem
  | AggregateFrom
  | Expression
  | JsonMember
  | Identifier;

/**
 * The nodes from the whole URL down to what stands last in its text, outermost first. Of a text that was cut at the
 * cursor this is all that is open there.
 */
export function trailOf(url: ODataUrl): TrailNode[] {
  const trail: TrailNode[] = [];
  let node: TrailNode | undefined = url;
  while (node) {
    trail.push(node);
    node = lastOf(node);
  }
  return trail;
}

type Reader<K extends TrailNode['kind']> = (node: Extract<TrailNode, { kind: K }>) => TrailNode | undefined;

/** What stands last in a node of a kind; a kind that is not there is a leaf. */
const readers: { readonly [K in TrailNode['kind']]?: Reader<K> } = {
  url: ({ options, path }) => options.at(-1) ?? path,
  'resource-path': ({ segments }) => segments.at(-1),
  segment: ({ key, args, name }) => key ?? args ?? name,
  arguments: ({ items }) => items.at(-1),
  argument: ({ value }) => value,
  // Options
  select: ({ items }) => items.at(-1),
  expand: ({ items }) => items.at(-1),
  orderby: ({ items }) => items.at(-1),
  compute: ({ items }) => items.at(-1),
  filter: ({ expression }) => expression,
  alias: ({ expression }) => expression,
  apply: ({ apply }) => apply,
  custom: ({ value, name }) => (value ? undefined : name),
  'select-item': ({ options, path }) => options.at(-1) ?? path.at(-1),
  'expand-item': ({ options, suffix, path }) => options.at(-1) ?? suffix ?? path.at(-1),
  'orderby-item': ({ direction, expression }) => direction ?? expression,
  'compute-item': ({ alias, expression }) => alias ?? expression,
  // $apply
  'apply-expression': ({ transformations }) => transformations.at(-1),
  aggregate: ({ items }) => items.at(-1),
  'aggregate-item': ({ alias, from, method, expression }) => alias ?? from.at(-1) ?? method ?? expression,
  'aggregate-from': ({ method, path }) => method ?? path,
  groupby: ({ apply, keys }) => apply ?? keys.at(-1),
  'filter-transformation': ({ expression }) => expression,
  'orderby-transformation': ({ items }) => items.at(-1),
  'compute-transformation': ({ items }) => items.at(-1),
  concat: ({ sequences }) => sequences.at(-1),
  'nested-transformation': ({ sequences, alias, path }) => sequences.at(-1) ?? alias ?? path,
  'call-transformation': ({ args, name }) => args ?? name,
  // Expressions
  path: ({ segments }) => segments.at(-1),
  call: ({ args }) => args,
  lambda: ({ predicate, variable }) => predicate ?? variable,
  logical: ({ operands }) => operands.at(-1),
  binary: ({ right }) => right,
  unary: ({ operand }) => operand,
  parenthesized: ({ expression }) => expression,
  list: ({ items }) => items.at(-1),
  'json-array': ({ items }) => items.at(-1),
  'json-object': ({ members }) => members.at(-1),
  // A member whose value is still missing ends with its name.
  'json-member': ({ value, name }) => (value.kind === 'missing' ? name : value),
};

function lastOf<K extends TrailNode['kind']>(node: Extract<TrailNode, { kind: K }>): TrailNode | undefined {
  const read: Reader<K> | undefined = readers[node.kind];
  return read?.(node);
}
