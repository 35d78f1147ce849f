import type { Operation } from '../../metadata/model';
import type { RequestText } from '../document';
import { structuredType } from '../binding/place';
import type { StructuredType } from '../binding';
import { bodyShape, type BodyShape } from '../body/shape';
import { checkRecord, type BodyContext, type JsonObjectNode } from './bodyRecord';
import { checkBodyValue } from './bodyValue';
import { readJsonTree, type JsonNode } from './jsonTree';
import { pages } from './links';
import { nearestNames, shown } from './nearest';
import type { Report } from './report';
import type { Subject } from './rule';

const writes = new Set(['POST', 'PATCH', 'PUT', 'MERGE']);

/** The JSON that a request sends. */
export function checkBody(subject: Subject, report: Report): void {
  const { block, binding, schema } = subject;
  const { body, method } = block;
  if (!body || !writes.has(method) || !isJson(subject)) return;
  const { root, problem } = readJsonTree(body.text);
  // An unknown value may be anything: around it the reader's guesses mean nothing.
  if (problem && body.holes.length === 0) {
    report.text(body, problem, {
      code: 'json-syntax',
      severity: problem.taken ? 'warning' : 'error',
      message: problem.message,
      link: pages.create,
    });
  }
  if (!binding || !schema) return;
  const { result } = binding;
  const context: BodyContext = { subject, schema, body, report, creates: method === 'POST' };
  if (result.operation) {
    if (result.operation.kind === 'action') checkParameters(context, result.operation, root);
  } else if (result.suffix === '$ref') checkReference(context, root);
  else if (result.suffix === undefined && !result.property && result.type?.kind === 'entity') {
    const shape = bodyShape(result, block.method);
    if (shape) checkWhole(context, shape, root);
  }
}

/** A batch, a file or a picture is none; nor is the name of a file that REST Client reads it from. */
function isJson({ block, binding }: Subject): boolean {
  if (/^\s*<@?\s/.test(block.body?.text ?? '')) return false;
  const type = block.query.headers.findIndex(({ name }) => name.name.toLowerCase() === 'content-type');
  const value = block.headerValues[type]?.text;
  if (value !== undefined && !/json/i.test(value)) return false;
  const suffix = binding?.result.suffix ?? block.url.path.segments.at(-1)?.name.name;
  if (suffix === '$batch' || suffix === '$value') return false;
  return value !== undefined || /^\s*[[{]/.test(block.body?.text ?? '');
}

function checkWhole(context: BodyContext, shape: BodyShape, root: JsonNode): void {
  if (root.kind === 'object' && shape.kind === 'rows') checkRows(context, shape.type, root);
  else if (root.kind === 'object' && shape.kind === 'row') checkRecord(context, shape.type, root);
  else if (root.kind !== 'broken') {
    context.report.text(context.body, root, {
      code: 'wrong-json-type',
      severity: 'error',
      message: 'The body is an object: { "column": value }.',
      link: pages.create,
    });
  }
}

/** `{ "value": [ … ] }` takes the place of all rows of a relationship. */
function checkRows(context: BodyContext, type: StructuredType, { members }: JsonObjectNode): void {
  const value = members.find(({ name }) => name.text === 'value')?.value;
  for (const row of value?.kind === 'array' ? value.items : []) {
    if (row.kind === 'object') checkRecord(context, type, row);
  }
}

/** `{ "@odata.id": "…" }` says which row is associated. */
function checkReference({ body, report, creates }: BodyContext, root: JsonNode): void {
  const has = root.kind === 'object' && root.members.some(({ name }) => name.text === '@odata.id');
  if (has || root.kind === 'broken') return;
  report.text(
    body,
    { start: root.start, end: root.start + 1 },
    {
      code: 'missing-reference',
      severity: 'error',
      message: `${creates ? 'Associating' : 'Setting a lookup'} needs the row's address: { "@odata.id": "https://…/api/data/v9.2/contacts(…)" }.`,
      link: pages.associate,
    },
  );
}

function checkParameters(context: BodyContext, operation: Operation, root: JsonNode): void {
  const { body, report, schema } = context;
  if (root.kind !== 'object') return;
  const given = new Set<string>();
  for (const { name, value } of root.members) {
    if (name.text.includes('@')) continue;
    given.add(name.text);
    const parameter = operation.parameters.find((one) => one.name === name.text);
    if (parameter) {
      checkBodyValue(context, parameter.type, value, `"${parameter.name}"`);
      const type = structuredType(schema, parameter.type.name);
      if (type && value.kind === 'object') checkRecord(context, type, value);
      else if (type && value.kind === 'array') {
        for (const item of value.items) if (item.kind === 'object') checkRecord(context, type, item);
      }
    } else reportParameter(body, report, operation, name);
  }
  const missing = operation.parameters.filter(
    (one) => !one.optional && !one.nullable && !given.has(one.name),
  );
  const [first] = missing;
  if (!first) return;
  report.text(
    body,
    { start: root.start, end: root.start + 1 },
    {
      code: 'missing-parameter',
      // Some do without what their declaration asks for.
      severity: 'warning',
      message: `"${operation.name}" needs ${missing.map((one) => `"${one.name}"`).join(', ')}. Add it to the body: { "${first.name}": … }.`,
      link: pages.actions,
    },
  );
}

function reportParameter(
  body: RequestText,
  report: Report,
  operation: Operation,
  name: { text: string; start: number; end: number },
): void {
  const near = nearestNames(
    name.text,
    operation.parameters.map((one) => one.name),
  );
  report.text(body, name, {
    code: 'unknown-parameter',
    severity: 'error',
    message: `"${operation.name}" has no parameter ${shown(name.text)}.${near[0] === undefined ? '' : ` Did you mean "${near[0]}"?`}`,
    link: pages.actions,
    fixes: near.map((one) => ({
      title: `Write ${one}`,
      edits: [{ start: name.start, end: name.end, text: one }],
    })),
  });
}
