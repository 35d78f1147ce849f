import type { Operation, Parameter, Property, TypeReference } from '../../../core/metadata/model';
import { columnTypeWord } from '../../../core/language/reference/types';
import { simpleName, type Group, type TableNode, type TableNodes } from './nodes';

/** How a node is shown and what it puts into a query, as plain data. */
export interface NodeText {
  readonly label: string;
  readonly description: string;
  /** Lines of the hover. */
  readonly facts: readonly string[];
  /** An icon of VS Code. */
  readonly icon: string;
  readonly expandable: boolean;
  /** What menus go by. */
  readonly context: string;
  /** What dragging and "Insert" give; absent for a heading. */
  readonly insert?: string;
}

const groupLabels: Readonly<Record<Group, string>> = {
  columns: 'Columns',
  keys: 'Keys',
  relationships: 'Relationships',
  operations: 'Functions and actions',
  functions: 'Functions',
  actions: 'Actions',
};

export function nodeText(node: TableNode, nodes: TableNodes): NodeText {
  if (node.kind === 'table') return tableText(node, nodes);
  if (node.kind === 'column') return columnText(node, nodes);
  if (node.kind === 'key') return keyText(node);
  if (node.kind === 'relationship') return relationshipText(node);
  return node.kind === 'operation' ? operationText(node.operation) : heading(groupLabels[node.group]);
}

function heading(label: string): NodeText {
  return { label, description: '', facts: [], icon: '', expandable: true, context: 'heading' };
}

function tableText(node: TableNode & { kind: 'table' }, nodes: TableNodes): NodeText {
  const label = nodes.labelOf(node);
  const facts = [`Table ${node.table}`, `Entity set ${node.set}`];
  return {
    label: node.table,
    description: label ?? (node.set === node.table ? '' : node.set),
    facts: label === undefined ? facts : [label, ...facts],
    icon: 'table',
    expandable: true,
    context: 'table',
    insert: node.set,
  };
}

function columnText(node: TableNode & { kind: 'column' }, nodes: TableNodes): NodeText {
  const { column } = node;
  const labels = nodes.columnLabels(node);
  const type = columnTypeWord(column, labels);
  const size = column.maxLength === undefined ? '' : ` (${column.maxLength})`;
  const label = labels?.displayName;
  const description = labels?.description ?? column.description;
  return {
    label: column.name,
    description: [label, `${type}${size}`].filter((text) => text !== undefined).join(' · '),
    facts: [
      ...(label === undefined ? [] : [label]),
      `${column.name}: ${column.type.name}${size}`,
      ...(column.nullable ? [] : ['Never null']),
      ...(description === undefined ? [] : [description]),
    ],
    icon: columnIcon(column, labels?.type),
    expandable: false,
    context: 'column',
    insert: column.name,
  };
}

function columnIcon({ type, lookup }: Property, attributeType: string | undefined): string {
  if (lookup) return 'references';
  if (/^(Picklist|State|Status|MultiSelectPicklist)$/.test(attributeType ?? '')) return 'symbol-enum';
  if (/^Edm\.(Int|Decimal|Double|Single|Byte|SByte)/.test(type.name)) return 'symbol-number';
  if (/^Edm\.(Date|Time)/.test(type.name)) return 'calendar';
  if (type.name === 'Edm.Boolean') return 'symbol-boolean';
  if (type.name === 'Edm.Guid') return 'key';
  if (/^Edm\.(Binary|Stream)$/.test(type.name)) return 'file-binary';
  return type.name === 'Edm.String' ? 'symbol-string' : 'symbol-field';
}

function keyText({ key }: TableNode & { kind: 'key' }): NodeText {
  const primary = 'parts' in key ? undefined : key;
  const names = 'parts' in key ? key.parts.map(({ alias }) => alias) : key;
  const label = names.join(', ');
  return {
    label,
    description: primary === undefined ? 'alternate key' : 'primary key',
    facts: [label],
    icon: 'key',
    expandable: false,
    context: 'key',
    insert: primary === undefined ? names.map((name) => `${name}=`).join(',') : label,
  };
}

function relationshipText({ to }: TableNode & { kind: 'relationship' }): NodeText {
  const target = simpleName(to.target);
  const facts = [to.collection ? `Many rows of ${target}` : `One row of ${target}`];
  return {
    label: to.name,
    description: to.collection ? `${target}[]` : target,
    facts: [...facts, ...(to.constraint === undefined ? [] : [`By the column ${to.constraint}`])],
    icon: to.collection ? 'list-tree' : 'arrow-right',
    expandable: false,
    context: 'relationship',
    insert: to.name,
  };
}

function operationText(operation: Operation): NodeText {
  const { kind, name, parameters, returnType, binding } = operation;
  const returns = returnType === undefined ? '' : `: ${typeText(returnType)}`;
  const called = binding === undefined ? name : operation.qualifiedName;
  return {
    label: name,
    description: `(${parameters.map(parameterText).join(', ')})${returns}`,
    facts: [
      kind === 'function'
        ? 'Function: call it with GET'
        : 'Action: call it with POST, parameters in the body',
      ...parameters.map((one) => `${parameterText(one)}: ${typeText(one.type)}`),
      ...(operation.description === undefined ? [] : [operation.description]),
    ],
    icon: kind === 'function' ? 'symbol-function' : 'zap',
    expandable: false,
    context: kind,
    insert: kind === 'function' ? `${called}(${argumentsOf(parameters)})` : called,
  };
}

/** Each parameter through an alias, as Dataverse's own documentation calls functions. */
function argumentsOf(parameters: readonly Parameter[]): string {
  return parameters.map(({ name }) => `${name}=@${name}`).join(',');
}

function parameterText({ name, optional }: Parameter): string {
  return optional ? `${name}?` : name;
}

function typeText({ name, collection }: TypeReference): string {
  const simple = simpleName(name);
  return collection ? `${simple}[]` : simple;
}
