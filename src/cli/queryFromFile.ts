import { randomUUID } from 'node:crypto';
import { ProblemError } from '../core/base/problem';
import type { QueryBlock, QueryFile, QueryRequest } from '../core/queryfile';
import { parseQueryFile, resolveBlock } from '../core/queryfile';
import { readTextFile } from './textFile';

/** The request of a file that `--block` names, or its only one. Throws `bad-input`. */
export async function readRequest(file: string, wanted: string | undefined): Promise<QueryRequest> {
  const parsed = parseQueryFile((await readTextFile(file)).text);
  if (parsed.blocks.length === 0) {
    const [first] = parsed.problems;
    if (first) throw bad(`${file}: ${first.message}`, first.remedy);
    throw bad(`${file} holds no request.`, 'Write one, such as accounts?$select=name.');
  }
  const block = wanted === undefined ? onlyBlock(parsed, file) : findBlock(parsed, wanted, file);
  const resolved = resolveBlock(parsed, block, { guid: randomUUID, now: Date.now });
  if (resolved.kind === 'request') return resolved.request;
  const [problem] = resolved.problems;
  const line = problem === undefined ? block.line + 1 : lineOf(parsed.text, problem.start);
  throw bad(
    `${file}, line ${line}: ${problem?.message ?? 'the request cannot be read.'}`,
    problem?.remedy ?? 'Correct the request.',
  );
}

function onlyBlock(file: QueryFile, name: string): QueryBlock {
  const [first, ...more] = file.blocks;
  if (first !== undefined && more.length === 0) return first;
  throw bad(`${name} holds ${file.blocks.length} requests.`, `Choose one with --block:\n${listOf(file)}`);
}

function findBlock(file: QueryFile, wanted: string, name: string): QueryBlock {
  const named = (same: (a: string) => boolean): QueryBlock | undefined =>
    file.blocks.find((block) =>
      [block.name?.name, block.id?.name].some((one) => one !== undefined && same(one)),
    );
  const number = /^#?(\d+)$/.exec(wanted.trim())?.[1];
  const found =
    named((one) => one === wanted) ??
    (number === undefined ? undefined : file.blocks[Number(number) - 1]) ??
    named((one) => one.trim().toLowerCase() === wanted.trim().toLowerCase());
  if (found) return found;
  throw bad(`${name} has no request "${wanted}".`, `Choose one of these with --block:\n${listOf(file)}`);
}

function listOf(file: QueryFile): string {
  return file.blocks
    .slice(0, 50)
    .map((block, index) => {
      const [line = ''] = file.text
        .slice(block.requestRange.start, block.requestRange.end)
        .split(/[\r\n]/, 1);
      const name = block.name?.name ?? (line.length > 70 ? `${line.slice(0, 70)}…` : line);
      return `    ${index + 1}  ${name}`;
    })
    .join('\n');
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\n|\r/).length;
}

function bad(title: string, remedy: string): ProblemError {
  return new ProblemError({ kind: 'bad-input', title, remedy });
}
