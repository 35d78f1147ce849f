import type { Span } from '../../odata';

/** A node of a tree, whatever its kind. */
export interface TreeNode extends Span {
  readonly kind: string;
}

/** Goes through a tree from the top, in the order of its text; `into` says whether to look inside of a node. */
export function walkTree(root: TreeNode, into: (node: TreeNode) => boolean): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const next = open.pop();
    if (Array.isArray(next)) for (let at = next.length - 1; at >= 0; at--) open.push(next[at]);
    else if (isNode(next) && into(next)) open.push(Object.values(next));
  }
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'start' in value;
}
