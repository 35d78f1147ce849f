import type { Operation, Property } from '../../metadata/model';
import type { Argument, CallExpression, Expression } from '../../odata';
import { emptyScope, type Binder } from './binder';
import { builtinFunctions } from './builtins';
import { recordAlias } from './aliases';
import { quoteLength } from './literals';
import type { Expectation, Meaning, Scope, StructuredType } from './model';
import { bindParameters, chooseOverload, resultOfCall } from './operations';
import { edm, nowhere, structuredType, takesAnyName, type Place } from './place';

/** A call in an expression: a function of OData's own, or one of the schema such as a query function. */
export function bindCall(binder: Binder, call: CallExpression, scope: Scope): Place {
  const on = call.target && binder.expression(binder, call.target, scope);
  const { name } = call.name;
  const builtin = builtinFunctions.get(name);
  if (builtin) {
    binder.record.name(call.name, 'function', { kind: 'builtin' }, on ? { place: on } : {});
    bindBuiltinArguments(binder, call, scope, builtin.parameters);
    return builtin.result === undefined ? nowhere : edm(builtin.result);
  }
  return bindOperation(binder, call, scope, on);
}

/** The first argument says what column the others are compared with. */
function bindBuiltinArguments(
  binder: Binder,
  { args }: CallExpression,
  scope: Scope,
  parameters: readonly string[],
): void {
  let first: Place = nowhere;
  for (const [at, { value, condition }] of args.items.entries()) {
    if (condition) binder.expression(binder, condition, scope);
    const name = parameters[at];
    const expected: Expectation | undefined =
      name === undefined
        ? undefined
        : {
            type: { name: `Edm.${name}`, collection: false },
            role: 'argument',
            ...(at > 0 && first.property ? { property: first.property } : {}),
          };
    const place = binder.expression(binder, value, scope, expected);
    if (at === 0) first = place;
  }
}

function bindOperation(binder: Binder, call: CallExpression, scope: Scope, on: Place | undefined): Place {
  const { record, schema } = binder;
  const { name, args } = call;
  const rows: Place = on ?? (scope.type ? { type: scope.type, collection: false } : nowhere);
  // Whatever stands in a filter is a function of the row.
  const overloads = name.name.includes('.') ? schema.operations(name.name) : [];
  const chosen = chooseOverload(overloads, args);
  if (!chosen) {
    if (on && !on.type) record.name(name, 'function', { kind: 'undetermined' });
    else record.notFound(name, 'function', { place: rows });
    for (const { value } of args.items) binder.expression(binder, value, scope);
    return nowhere;
  }
  record.name(name, 'function', { kind: 'operation', overloads, chosen }, { place: rows });
  const column = namedColumn(binder, args.items, rows.type);
  bindParameters(binder, args, overloads, chosen, (value, argument, operation) => {
    if (argument.name?.name === 'PropertyName') bindColumnText(binder, value, rows, scope);
    else binder.expression(binder, value, scope, conditionOf(argument, operation, column));
  });
  return resultOfCall(binder, chosen, rows);
}

function conditionOf(
  { name }: Argument,
  operation: Operation,
  property: Expectation['property'],
): Expectation | undefined {
  const parameter = operation.parameters.find((one) => one.name === name?.name);
  return (
    parameter && {
      type: parameter.type,
      role: 'condition',
      parameter: { parameter, operation },
      ...(property ? { property } : {}),
    }
  );
}

/** The column that `PropertyName` names. */
function namedColumn(
  binder: Binder,
  args: readonly Argument[],
  owner: StructuredType | undefined,
): Expectation['property'] {
  const value = args.find(({ name }) => name?.name === 'PropertyName')?.value;
  const text = value?.kind === 'alias-reference' ? binder.aliases.option(value.name)?.expression : value;
  if (!owner || text?.kind !== 'literal') return undefined;
  const property = columnOf(owner, text.value);
  return property && { property, owner };
}

/** By its own name, or by the logical name of a lookup: conditions know both. */
function columnOf(owner: StructuredType, name: string): Property | undefined {
  return owner.property(name) ?? owner.property(`_${name}_value`);
}

/** A text that names a column. It may stand behind an alias. */
function bindColumnText(binder: Binder, value: Expression, rows: Place, scope: Scope): void {
  binder.record.type(value, { name: 'Edm.String', collection: false });
  if (value.kind === 'alias-reference') {
    recordAlias(binder, value);
    binder.aliases.place(value.name, (option) => {
      bindColumnText(binder, option.expression, rows, scope);
      return edm('String');
    });
    return;
  }
  if (value.kind !== 'literal' || value.type !== 'string') {
    binder.expression(binder, value, emptyScope, {
      type: { name: 'Edm.String', collection: false },
      role: 'argument',
    });
    return;
  }
  const quote = quoteLength(binder.text, value.start);
  const start = value.start + quote;
  const end = Math.max(start, value.end - quote);
  const name = { kind: 'identifier', name: value.value, start, end } as const;
  const { record } = binder;
  const meaning = rows.type && textMember(binder, rows.type, scope, value.value);
  if (meaning) record.name(name, 'columnText', meaning, { place: rows });
  else if (rows.type && !takesAnyName(rows.type)) record.notFound(name, 'columnText', { place: rows });
  else record.name(name, 'columnText', { kind: 'undetermined' });
}

/**
 * Of the row; inside a lambda also of what its variables stand for. Behind relationships, or behind the name of a variable,
 * too: Microsoft's pages say nothing of such paths, so they are read as those outside the quotes.
 */
function textMember(
  { schema }: Binder,
  row: StructuredType,
  { variables }: Scope,
  text: string,
): Meaning | undefined {
  const [first = '', ...rest] = text.split('/');
  if (rest.length === 0) {
    const owners = [row, ...Array.from(variables.values(), ({ type }) => type)];
    return owners.map((owner) => owner && namedMember(owner, text)).find((found) => found);
  }
  const variable = variables.get(first);
  let owner = variable ? variable.type : row;
  for (const name of variable ? rest.slice(0, -1) : [first, ...rest.slice(0, -1)]) {
    const target = owner?.navigationProperty(name)?.target;
    owner = target === undefined ? undefined : structuredType(schema, target);
  }
  return owner && namedMember(owner, rest.at(-1) ?? '');
}

function namedMember(owner: StructuredType, name: string): Meaning | undefined {
  const property = columnOf(owner, name);
  if (property) return { kind: 'property', property, owner };
  const navigation = owner.navigationProperty(name);
  return navigation && { kind: 'navigation', navigation, owner };
}
