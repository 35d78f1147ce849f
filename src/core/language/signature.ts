import type { CallExpression, ODataUrl, ResourceSegment } from '../odata';
import { bindUrl } from './binding/url';
import type { LanguageDocument } from './document';
import { batchPartsAt } from './document/batch';
import type { LanguageKnowledge, Signature, SignatureHelp } from './model';
import { placeAt } from './completion/place';
import { parameterText } from './completion/operations';
import { pointInTarget } from './completion/point';
import { trailOf, type TrailNode } from './completion/trail';
import { functionByName } from './reference/words';
import { queryFunctionEntry } from './reference/queryFunctions';
import { parseODataUrl } from '../odata';
import type { Operation } from '../metadata/model';
import { typeWord } from './reference/types';
import { plainMarkdown } from './reference/markdown';

/** The parameters of the call whose parentheses an offset is in. */
export function signatureHelp(
  document: LanguageDocument,
  offset: number,
  knowledge: LanguageKnowledge,
): SignatureHelp | undefined {
  const parts = batchPartsAt(document, offset);
  if (parts) return signatureHelp(parts.document, offset - parts.start, knowledge);
  const place = placeAt(document, offset);
  if (place?.kind !== 'target') return undefined;
  const { text, offset: at } = pointInTarget(place.block, offset);
  const url = parseODataUrl(text.slice(0, at));
  const call = openCall(trailOf(url), at);
  if (!call) return undefined;
  return builtinHelp(call) ?? operationHelp(call, url, knowledge);
}

type Called = CallExpression | ResourceSegment;

/** The innermost call that is not closed before the cursor. */
function openCall(trail: readonly TrailNode[], at: number): Called | undefined {
  return trail.findLast((node): node is Called => {
    if (node.kind !== 'call' && node.kind !== 'segment') return false;
    const { args } = node;
    return args !== undefined && args.start < at && !isClosed(args.end, node, trail, at);
  });
}

/** A list that ends at the cursor and holds what the trail ends with is open. */
function isClosed(end: number, node: Called, trail: readonly TrailNode[], at: number): boolean {
  return end < at || (end === at && closesWith(node, trail));
}

function closesWith({ args }: Called, trail: readonly TrailNode[]): boolean {
  const last = args?.items.at(-1);
  const leaf = trail.at(-1);
  return last !== undefined && leaf !== undefined && leaf.end < (args?.end ?? 0);
}

function builtinHelp({ kind, name, args }: Called): SignatureHelp | undefined {
  const entry = kind === 'call' ? functionByName.get(name.name) : undefined;
  if (!entry) return undefined;
  const parameters = entry.parameters.map(({ name: label, text }) => ({
    label,
    documentation: plainMarkdown(text),
  }));
  const label = `${entry.name}(${parameters.map((one) => one.label).join(', ')})`;
  const count = args?.items.length ?? 0;
  return {
    signatures: [{ label, documentation: plainMarkdown(entry.text), parameters }],
    activeSignature: 0,
    activeParameter: Math.min(Math.max(0, count - 1), parameters.length - 1),
  };
}

function operationHelp(
  { name, args }: Called,
  url: ODataUrl,
  { schema }: LanguageKnowledge,
): SignatureHelp | undefined {
  const meaning = schema && bindUrl(url, schema, []).referenceAt(name.end)?.meaning;
  if (meaning?.kind !== 'operation') return undefined;
  const { overloads, chosen } = meaning;
  const current = args?.items.at(-1)?.name?.name;
  const named = chosen.parameters.findIndex((one) => one.name === current);
  const free = chosen.parameters.findIndex(
    (one) => !args?.items.some((item) => item.name?.name === one.name),
  );
  return {
    signatures: overloads.map(signatureOf),
    activeSignature: Math.max(0, overloads.indexOf(chosen)),
    activeParameter: named >= 0 ? named : Math.max(0, free),
  };
}

function signatureOf(operation: Operation): Signature {
  const { name, parameters, returnType, description } = operation;
  const documentation = description ?? queryFunctionEntry(name)?.text;
  const labels = parameters.map((one) => ({
    label: parameterText(one),
    ...(one.description === undefined ? {} : { documentation: plainMarkdown(one.description) }),
  }));
  const result = returnType ? `: ${typeWord(returnType)}` : '';
  return {
    label: `${name}(${labels.map(({ label }) => label).join(', ')})${result}`,
    ...(documentation === undefined ? {} : { documentation: plainMarkdown(documentation) }),
    parameters: labels,
  };
}
