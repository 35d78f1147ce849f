import type { ApplyExpression, Expression, Identifier, Span } from '../../src/core/odata';
import type { CallExpression, Hierarchy } from '../../src/core/odata/ast';
import { endsIn } from './aggregates';
import { isOrderbyItem } from './items';
import type { Judge } from './judge';
import { runs } from './machine';
import { memberMachine } from './memberMachine';
import { areJoined, expressionTokens } from './tokens';

/** Whether transformations are ones that keep instances as they are. */
type Preserving = (judge: Judge, apply: ApplyExpression) => boolean;

/** `ancestors(…)`, `descendants(…)` and `traverse(…)`; `args` are the parentheses. */
export function isHierarchy(
  judge: Judge,
  name: Identifier,
  hierarchy: Hierarchy,
  args: Span,
  isPreserving: Preserving,
): boolean {
  const { nodes, qualifier, path, order, apply, distance, keepStart, orderby } = hierarchy;
  const isTraverse = judge.raw(name) === 'traverse';
  const parts = [nodes, qualifier, path, order, apply, distance, keepStart, ...orderby].filter(
    (part) => part !== undefined,
  );
  if (!judge.list(args, parts) || !isReference(judge, nodes, qualifier, path)) return false;
  if (apply ? apply.alias !== undefined || !isPreserving(judge, apply) : !isTraverse) return false;
  if (distance && !/^\d+$/.test(judge.raw(distance))) return false;
  if (keepStart && judge.raw(keepStart) !== 'keep start') return false;
  if (isTraverse && (!order || !/^(?:pre|post)order$/.test(judge.raw(order)))) return false;
  return orderby.every((item) => isOrderbyItem(judge, item));
}

/** `rolluprecursive(nodes,qualifier,path[,transformations])` among the keys of groupby. */
export function isRecursiveRollup(judge: Judge, node: Expression, isPreserving: Preserving): boolean {
  if (node.kind !== 'call' || !isRolluprecursive(judge, node)) return false;
  const { args, apply } = node;
  const values = args.items.map(({ value }) => value);
  const [nodes, qualifier, path] = values;
  if (!nodes || !qualifier || !path || !isReference(judge, nodes, qualifier, path)) return false;
  if (!judge.list(args, apply ? [...values, apply] : values)) return false;
  return !apply || (apply.alias === undefined && isPreserving(judge, apply));
}

function isRolluprecursive(judge: Judge, { target, name }: CallExpression): boolean {
  return !target && judge.raw(name) === 'rolluprecursive';
}

/** A collection from `$root`, a hierarchy's qualifier, and the path to the node in it. */
function isReference(judge: Judge, nodes: Expression, qualifier: Span, path: Expression): boolean {
  const tokens = expressionTokens(nodes);
  return (
    tokens !== undefined &&
    areJoined(judge, tokens) &&
    runs(memberMachine, 'root', judge, tokens) &&
    judge.isName('recHierQualifier', qualifier) &&
    endsIn(judge, path, 'primitive')
  );
}
