import type { HttpHeader } from '../base/http';
import { bodyText } from './body';
import type {
  FileProblem,
  QueryBlock,
  QueryFile,
  QueryRequest,
  ResolveContext,
  ResolvedBlock,
} from './model';
import { sentHeaders, withHost } from './ownHeaders';
import { MappedTextBuilder, type MappedText } from './sourceMap';
import { Substitution } from './variables';

/** The request that a block stands for, its variables substituted, or all that is in the way. */
export function resolveBlock(file: QueryFile, block: QueryBlock, context: ResolveContext): ResolvedBlock {
  const substitution = new Substitution(file, context);
  const target = substitution.apply(withHost(block.targetMap, block.headers), 'strict');
  const headers = sentHeaders(block.headers).map(({ name, value, valueRange }): HttpHeader => {
    return [name.name, substitution.apply(documentText(value, valueRange.start), 'strict').text];
  });
  const written = bodyText(file, block);
  const body = written && substitution.apply(written, 'lenient');
  const problems = [...file.problems.filter((problem) => hinders(problem, block)), ...substitution.problems];
  if (problems.length > 0) return { kind: 'problems', problems };
  const request: QueryRequest = {
    method: methodOf(block),
    target: target.text,
    headers,
    ...(body ? { body: body.text } : {}),
    ...(block.name ? { name: block.name.name } : {}),
    ...(block.env ? { env: block.env.name } : {}),
    ...(block.note ? { note: true } : {}),
    source: { range: block.range, target, ...(body ? { body } : {}) },
  };
  return { kind: 'request', request };
}

/** Upper case. */
export function methodOf(block: QueryBlock): string {
  return (block.method?.name ?? 'GET').toUpperCase();
}

/** A variable that cannot be read hinders only those who use it. */
function hinders(problem: FileProblem, block: QueryBlock): boolean {
  if (problem.code === 'bad-variable-name') return false;
  return problem.start >= block.range.start && problem.start <= block.range.end;
}

function documentText(text: string, start: number): MappedText {
  const builder = new MappedTextBuilder();
  builder.add(text, start);
  return builder.build();
}
