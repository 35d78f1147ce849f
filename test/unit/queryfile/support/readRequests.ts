import { parseQueryFile, resolveBlock } from '../../../../src/core/queryfile';
import type { ResolveContext } from '../../../../src/core/queryfile';

/** Every request of a file as `METHOD target`, headers, body; or the problems in the way. */
export function readRequests(text: string, context: ResolveContext): unknown[] {
  const file = parseQueryFile(text);
  return file.blocks.map((block) => {
    const resolved = resolveBlock(file, block, context);
    if (resolved.kind === 'problems') return resolved.problems.map(({ message }) => message);
    const { method, target, headers, body } = resolved.request;
    return [`${method} ${target}`, ...headers.map((one) => one.join(': ')), ...(body ? [body] : [])];
  });
}
