import type { Expression } from '../../odata';
import type { Expectation, Reference } from '../binding';
import { choicesOf } from './choices';
import { nearestNames } from './nearest';
import type { Subject } from './rule';
import type { Suggestion } from './suggestions';
import { visitExpressions } from './walk';

/**
 * What a word means that is no column: one of a lambda's rows, where its variable is missing, or the value of what it
 * is compared with. Undefined where it may be a misspelt name.
 */
export function valueHint(subject: Subject, reference: Reference): Suggestion | undefined {
  if (reference.wanted !== 'operand') return undefined;
  return variableHint(subject, reference) ?? wordHint(subject, reference) ?? choiceHint(subject, reference);
}

/** `name eq NULL` */
function wordHint(subject: Subject, { name, start }: Reference): Suggestion | undefined {
  if (!/^(?:null|true|false)$/i.test(name) || expectationAt(subject, start) === undefined) return undefined;
  const text = name.toLowerCase();
  return { title: `Write ${text}`, text, hint: `Write ${text}, in lower case.` };
}

/** `any(t:subject eq 'x')` */
function variableHint({ binding }: Subject, { name, start }: Reference): Suggestion | undefined {
  for (const [variable, { type }] of binding?.scopeAt(start)?.scope.variables ?? []) {
    if (!type?.property(name) && !type?.navigationProperty(name)) continue;
    const text = `${variable}/${name}`;
    return { title: `Write ${text}`, text, hint: `"${type.name}" has it: write ${text}.` };
  }
  return undefined;
}

/** `name eq Contoso`: a word that is compared, and like no column, is most often a text without its quotes. */
export function textHint(subject: Subject, { name, start }: Reference): Suggestion | undefined {
  if (expectationAt(subject, start) === undefined) return undefined;
  return { title: `Write '${name}' as a text`, text: `'${name}'`, hint: 'A text stands in single quotes.' };
}

/** What a path that begins there is compared with. */
function expectationAt({ binding, url }: Subject, start: number): Expectation | undefined {
  let value: Expression | undefined;
  visitExpressions(url, (expression) => {
    if (expression.start === start && expression.kind === 'path') value = expression;
  });
  return value && binding?.expectationOf(value);
}

/** `statecode eq Active` */
function choiceHint(subject: Subject, { name, start }: Reference): Suggestion | undefined {
  const { labels } = subject;
  const expected = expectationAt(subject, start);
  if (
    !expected ||
    !/^Edm\.(?:Int|Decimal|Double|Boolean|DateTimeOffset|Date|Guid)/.test(expected.type.name)
  ) {
    return undefined;
  }
  const column = expected.property?.property.name ?? 'this';
  const choices = (labels && expected.property && choicesOf(labels, expected.property)) ?? [];
  const [near] = nearestNames(
    name,
    choices.map(({ label }) => label),
  );
  const choice = choices.find(({ label }) => label === near);
  if (choice) {
    const text = String(choice.value);
    return {
      title: `Write ${text} (${choice.label})`,
      text,
      hint: `The choice "${choice.label}" is ${text}.`,
    };
  }
  return { title: '', hint: `"${column}" takes ${forms[expected.type.name] ?? 'a number'}.` };
}

const forms: Readonly<Record<string, string>> = {
  'Edm.Boolean': 'true or false',
  'Edm.DateTimeOffset': 'a date such as 2026-01-31T08:00:00Z',
  'Edm.Date': 'a date such as 2026-01-31',
  'Edm.Guid': 'a GUID such as 00000000-0000-0000-0000-000000000000',
};
