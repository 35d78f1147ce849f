import type { Span } from '../../src/core/odata';
import type { Judge } from './judge';
import { geoRules, matches } from './matcher';
import { literals } from './patterns';

// Literals (section 7): the parser says that a text is one, the judge of which rules.

const keyRules = [
  'boolean',
  'guid',
  'dateTimeOffsetLiteral',
  'date',
  'timeOfDayLiteral',
  'decimalLiteral',
  'sbyteLiteral',
  'byte',
  'int16Literal',
  'int32Literal',
  'int64Literal',
  'stringLiteral',
  'durationLiteral',
];

/** The literals that no name decides. */
export const primitiveRules = ['null', ...keyRules, 'binaryLiteral'];

/** Whether a literal is one of `rule`. */
export function isLiteralOf(judge: Judge, rule: string, span: Span): boolean {
  const text = judge.raw(span);
  if (!judge.names.allows(rule, text)) return false;
  switch (rule) {
    case 'primitiveLiteral':
      return isPrimitiveLiteral(judge, span);
    case 'keyPropertyValue':
      return isKeyValue(judge, span);
    case 'enumLiteral':
      return isEnum(judge, text);
    case 'doubleLiteral':
    case 'singleLiteral':
      return isLiteralOf(judge, 'decimalLiteral', span);
    default:
      return literals[rule]?.test(text) ?? matches(judge.names, rule, text).accepted;
  }
}

export function isKeyValue(judge: Judge, span: Span): boolean {
  return keyRules.some((rule) => isLiteralOf(judge, rule, span)) || isEnum(judge, judge.raw(span));
}

export function isPrimitiveLiteral(judge: Judge, span: Span): boolean {
  const text = judge.raw(span);
  if (primitiveRules.some((rule) => isLiteralOf(judge, rule, span)) || isEnum(judge, text)) return true;
  return /^geo/i.test(text) && geoRules.some((rule) => isLiteralOf(judge, rule, span));
}

/** `Ns.Color'Red,2'`; the type's name may be missing. */
function isEnum(judge: Judge, text: string): boolean {
  const [all, type = '', members = ''] = /^([^'%]*)(?:'|%27)(.*?)(?:'|%27)$/.exec(text) ?? [];
  if (all === undefined) return false;
  const { names } = judge;
  if (type !== '' && !names.isQualified('qualifiedEnumTypeName', ['enumerationTypeName'], type, true)) {
    return false;
  }
  return members
    .split(/,|%2C/i)
    .every(
      (member) => names.is('enumerationMember', member) || literals['int64Literal']?.test(member) === true,
    );
}
