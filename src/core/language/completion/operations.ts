import type { Operation, Parameter, TypeReference } from '../../metadata/model';
import { typeWord } from '../reference/types';
import { plainInSnippet, type Draft } from './draft';

export interface CallUse {
  readonly label: string;
  /** What is written: `WhoAmI`, `Microsoft.Dynamics.CRM.RetrievePrincipalAccess`. */
  readonly name: string;
  readonly rank: number;
  /** How many others have the name. */
  readonly overloads?: number;
}

/** A call of a function or action in a path; `next` stands behind it. An action's parameters stand in the body. */
export function callDraft(next: string, operation: Operation, use: CallUse): Draft {
  const { label, name, rank, overloads = 0 } = use;
  const call = callText(operation, name, next);
  const more = overloads > 0 ? ` (+${overloads})` : '';
  return {
    label,
    kind: operation.kind,
    insertText: call.text,
    ...(call.snippet ? { snippet: true } : {}),
    detail: signatureText(operation) + more,
    rank,
    ...(label === name ? {} : { filterText: `${label} ${name}` }),
  };
}

/** `(Target: crmbaseentity) → RetrievePrincipalAccessResponse` */
export function signatureText({ parameters, returnType }: Operation): string {
  const list = parameters.map(parameterText).join(', ');
  return returnType ? `(${list}) → ${typeWord(returnType)}` : `(${list})`;
}

export function parameterText({ name, type, optional }: Parameter): string {
  return `${name}${optional ? '?' : ''}: ${typeWord(type)}`;
}

interface CallText {
  readonly text: string;
  readonly snippet: boolean;
}

function callText({ kind, parameters }: Operation, name: string, next: string): CallText {
  if (kind === 'action') return { text: name, snippet: false };
  // Something is called or chosen already: only the name is exchanged.
  if (next === '(') return { text: name, snippet: false };
  const needed = parameters.filter(({ optional }) => !optional);
  if (needed.length === 0) return { text: `${name}()`, snippet: false };
  // What cannot stand between the parentheses goes behind them, as an alias: rows, lists and complex values.
  const canAddOptions = next === '';
  const aliased = needed.filter(({ type }) => canAddOptions && !isInline(type));
  let stop = 0;
  const inline = needed.map((parameter) => {
    const at = aliased.indexOf(parameter);
    const value = at < 0 ? valueStop(parameter.type, ++stop) : `@p${at + 1}`;
    return `${parameter.name}=${value}`;
  });
  const options = aliased.map(({ type }, at) => `@p${at + 1}=${valueStop(type, ++stop)}`);
  const query = options.length > 0 ? `?${options.join('&')}` : '';
  return { text: `${plainInSnippet(name)}(${inline.join(',')})${query}$0`, snippet: true };
}

function isInline({ name, collection }: TypeReference): boolean {
  return !collection && name.startsWith('Edm.');
}

/** A place for a value of a type, with the marks that it needs. */
export function valueStop({ name, collection }: TypeReference, stop: number): string {
  if (collection) return name === 'Edm.String' ? `['$${stop}']` : `[$${stop}]`;
  switch (name) {
    case 'Edm.String':
      return `'$${stop}'`;
    case 'Edm.Guid':
      return `\${${stop}:00000000-0000-0000-0000-000000000000}`;
    case 'Edm.Boolean':
      return `\${${stop}:true}`;
    default:
      return name.startsWith('Edm.') ? `$${stop}` : `{'@odata.id':'$${stop}'}`;
  }
}
