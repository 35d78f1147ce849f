import type { Literal } from '../../odata';
import type { EnumType } from '../../metadata/model';
import type { Expectation } from '../binding';
import { choicesOf } from './choices';
import { isoDate, withZone } from './dates';
import { pages } from './links';
import { nearestNames } from './nearest';
import type { DraftFix, Finding } from './report';
import type { Subject } from './rule';

const guidForm = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;
const dateForm = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/i;

const numbers = new Set(['Int16', 'Int32', 'Int64', 'Byte', 'SByte', 'Decimal', 'Double', 'Single']);
const dates = new Set(['DateTimeOffset', 'Date']);

/** What is wrong with a value where another type is expected; undefined where nothing is. */
export function literalFault(subject: Subject, literal: Literal, expected: Expectation): Finding | undefined {
  const { type } = literal;
  if (type === 'null' || type === 'enum') return undefined;
  const { name } = expected.type;
  const edm = name.startsWith('Edm.') ? name.slice(4) : undefined;
  if (edm === undefined) return memberFault(subject, literal, expected);
  if (edm === 'String') return type === 'string' ? undefined : unquotedText(subject, literal, expected);
  if (edm === 'Guid') return guidFault(literal, expected);
  if (edm === 'Boolean') return type === 'boolean' ? undefined : booleanFault(subject, literal, expected);
  if (numbers.has(edm)) return numberFault(subject, literal, expected);
  return dates.has(edm) ? dateFault(subject, literal, expected) : undefined;
}

function fault(
  expected: Expectation,
  what: string,
  advice: string,
  rest: Partial<Finding> & { readonly fixes?: readonly DraftFix[] } = {},
): Finding {
  const { property, parameter, role } = expected;
  // In a condition the value is the parameter's; the column stands in another one.
  const column = role === 'condition' ? undefined : property?.property.name;
  const name = column ?? parameter?.parameter.name;
  const owner = name === undefined ? 'A value here' : `"${name}"`;
  const message = `${owner} ${what}. ${advice}`;
  return { code: 'wrong-literal', severity: 'error', message, link: pages.filter, ...rest };
}

function write({ start, end }: Literal, text: string, title = `Write ${text}`): DraftFix {
  return { title, edits: [{ start, end, text }], preferred: true };
}

function unquotedText({ url }: Subject, literal: Literal, expected: Expectation): Finding {
  const raw = url.text.slice(literal.start, literal.end);
  const fixes = [write(literal, `'${raw}'`)];
  return fault(expected, 'is a text', `A text stands in single quotes: '${raw}'.`, { fixes });
}

/** Published code compares lookups with quoted GUIDs, and Dataverse takes it. */
function guidFault(literal: Literal, expected: Expectation): Finding | undefined {
  if (literal.type === 'guid') return undefined;
  const plain = literal.value.replaceAll(/[{}]/g, '');
  if (literal.type === 'string' && guidForm.test(literal.value)) {
    const fixes = [write(literal, plain)];
    return fault(expected, 'is a GUID', 'Write the GUID without quotes.', {
      code: 'quoted-guid',
      severity: 'warning',
      fixes,
    });
  }
  const advice = 'Write a whole GUID without quotes, such as 00000000-0000-0000-0000-000000000000.';
  return fault(expected, 'is a GUID', advice);
}

function booleanFault({ url }: Subject, literal: Literal, expected: Expectation): Finding {
  const value = literal.value.toLowerCase();
  const meant = value === '1' || value === 'yes' ? 'true' : value === '0' || value === 'no' ? 'false' : value;
  const fixes = meant === 'true' || meant === 'false' ? [write(literal, meant)] : [];
  const raw = url.text.slice(literal.start, literal.end);
  return fault(expected, 'is either true or false', `Write true or false for ${raw}.`, { fixes });
}

function numberFault(subject: Subject, literal: Literal, expected: Expectation): Finding | undefined {
  const { type, value } = literal;
  if (type === 'integer' || type === 'decimal' || type === 'double') return undefined;
  if (type === 'string' && /^-?\d+(?:\.\d+)?$/.test(value)) {
    const fixes = [write(literal, value)];
    return fault(expected, 'is a number', `Write it without quotes: ${value}.`, {
      code: 'quoted-number',
      fixes,
    });
  }
  const { property } = expected;
  const choices = property && subject.labels ? choicesOf(subject.labels, property) : undefined;
  const near = nearestNames(
    value,
    (choices ?? []).map(({ label }) => label),
  );
  const fixes = near.flatMap((label): DraftFix[] => {
    const choice = choices?.find((one) => one.label === label);
    return choice ? [write(literal, String(choice.value), `Write ${choice.value} (${choice.label})`)] : [];
  });
  const advice = choices ? 'Write the number of the choice.' : 'Write a number without quotes.';
  return fault(expected, 'is a number', advice, { fixes });
}

function dateFault({ url }: Subject, literal: Literal, expected: Expectation): Finding | undefined {
  const { type, value } = literal;
  if (type === 'date' || type === 'dateTimeOffset') return undefined;
  if (type === 'string' && dateForm.test(value)) {
    const zoned = withZone(value);
    return fault(expected, 'is a date', `Write it without quotes: ${zoned}.`, {
      code: 'quoted-date',
      severity: 'warning',
      fixes: [write(literal, zoned)],
    });
  }
  const meant = isoDate(value);
  const raw = url.text.slice(literal.start, literal.end);
  const advice = `Write ${meant ?? '2026-01-31 or 2026-01-31T08:00:00Z'} for ${raw}.`;
  return fault(expected, 'is a date', advice, {
    code: 'date-format',
    ...(meant === undefined ? {} : { fixes: [write(literal, meant)] }),
  });
}

/** `AccessType='Default'`: a member of an enumeration may stand as a text. */
function memberFault({ schema }: Subject, literal: Literal, expected: Expectation): Finding | undefined {
  const type = literal.type === 'string' ? schema?.enumType(expected.type.name) : undefined;
  if (!type) return undefined;
  const names = literal.value.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !type.members.some((one) => one.name === name || one.value === name));
  if (unknown === undefined) return expected.role === 'comparison' ? bareMember(literal, type) : undefined;
  const near = nearestNames(
    unknown,
    type.members.map((member) => member.name),
  );
  const some = type.members.slice(0, 6).map((member) => member.name);
  return {
    code: 'unknown-choice',
    severity: 'error',
    message: `"${type.name}" has no member "${unknown}". ${near[0] === undefined ? `Its members are ${some.join(', ')}, ….` : `Did you mean "${near[0]}"?`}`,
    link: pages.types,
    fixes: near.map((one) => write(literal, `'${one}'`)),
  };
}

/** "You must include the namespace of the enumeration before the string value" (Query definitions, enumerations). */
function bareMember(literal: Literal, type: EnumType): Finding {
  const meant = `${type.qualifiedName}'${literal.value}'`;
  return {
    code: 'wrong-literal',
    severity: 'error',
    message: `In a condition a member of "${type.name}" has the name of its enumeration before it: ${meant}.`,
    link: pages.definitions,
    fixes: [write(literal, meant)],
  };
}
