// Functions and actions, and what of them may stand at the start of a path.
import { queryFunctions } from '../query/queryFunctions';
import type { Schema } from '../schema/model';
import { operations, operationsOf } from './platform';
import type { OperationSpec } from './platform';
import { qualified, readMembers } from './specs';
import type { Member } from './specs';
import { element } from './xml';

export function operationElements(schema: Schema): string[] {
  const tables = [...schema.sets.values()].flatMap(({ logicalName }) => operationsOf(logicalName));
  return [
    ...[...operations, ...tables].map(operation),
    ...[...queryFunctions].map(([name, parameters]) =>
      element(
        'Function',
        { Name: name },
        parameters.map(([parameter, type]) => parameterElement(parameter, type, false)).join('') +
          element('ReturnType', { Type: 'Edm.Boolean', Nullable: 'false' }),
      ),
    ),
  ];
}

function operation({ name, kind, binding, composable, parameters = '', returns }: OperationSpec): string {
  const all = [...readMembers(binding ?? ''), ...readMembers(parameters)];
  return element(
    kind === 'function' ? 'Function' : 'Action',
    {
      Name: name,
      IsBound: binding === undefined ? undefined : 'true',
      IsComposable: composable === true ? 'true' : undefined,
    },
    all.map((member) => parameterElement(member.name, qualified(member), member.marked)).join('') +
      returnElement(returns),
  );
}

function returnElement(returns: string | undefined): string {
  const [member]: (Member | undefined)[] = returns === undefined ? [] : readMembers(`of:${returns}`);
  return member === undefined ? '' : element('ReturnType', { Type: qualified(member), Nullable: 'false' });
}

const parameterElement = (name: string, type: string, optional: boolean): string =>
  element('Parameter', {
    Name: name,
    Type: type,
    Nullable: optional ? undefined : 'false',
    Unicode: type.includes('Edm.String') ? 'false' : undefined,
  });

/** Unbound ones, each name once. */
export function operationImports(namespace: string): string[] {
  return operations
    .filter(({ binding }) => binding === undefined)
    .map(({ name, kind }) =>
      kind === 'function'
        ? element('FunctionImport', { Name: name, Function: `${namespace}.${name}` })
        : element('ActionImport', { Name: name, Action: `${namespace}.${name}` }),
    );
}
