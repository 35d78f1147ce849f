import { parseFilter, type Expression } from '../../../src/core/odata';
import { isLiteralList, isMember } from '../expressions';
import { isLiteralOf, primitiveRules } from '../literals';
import { isStringInUrl } from '../json';
import type { Judge } from '../judge';
import { runs, type Machine } from '../machine';
import { hasRule, matches } from '../matcher';
import { memberMachine } from '../memberMachine';
import { booleanMethods, isMethodCall, methods } from '../methods';
import { fills } from '../options';
import { areExpressionParameters } from '../takes';
import { areJoined, expressionTokens, type PathToken } from '../tokens';
import { judged, nothing, type Around, type Handler, type Handlers } from './verdict';

// The rules of sections 4, 5 and 7 that are expressions, parts of expressions, or literals.

type Check = (judge: Judge, node: Expression) => boolean;

function rule(check: Check, around: Around = nothing): Handler {
  return judged(parseFilter, (judge, { expression }) => check(judge, expression), around);
}

/** An expression that is all of the text, and of which `check` says more. */
function whole(check: Check = () => true): Handler {
  return rule(
    (judge, node) => fills(judge, node, { start: 0, end: judge.text.length }) && check(judge, node),
  );
}

function member(state: string): Handler {
  return rule((judge, node) => {
    if (node.start !== 0 || node.end !== judge.text.length) return false;
    if (node.kind !== 'literal') return isMember(judge, node, state);
    // A name may read like a literal.
    return runs(memberMachine, state, judge, [{ kind: 'name', start: 0, end: node.end }]);
  });
}

/** What follows a path, read from a state of a machine. */
function behindPath(state: string, machine: Machine = memberMachine): Handler {
  return tokens((judge, all) => all.length > 1 && runs(machine, state, judge, all.slice(1)), {
    before: 'x',
    behind: '',
  });
}

function tokens(check: (judge: Judge, tokens: readonly PathToken[]) => boolean, around: Around): Handler {
  return rule((judge, node) => {
    const all = node.end === judge.text.length ? expressionTokens(node) : undefined;
    return all?.[0]?.end === 1 && areJoined(judge, all) && check(judge, all);
  }, around);
}

/** ` add 5`: the first operator of what stands behind an operand. */
function operatorRule(operator: string): Handler {
  return rule(
    (judge, node) =>
      firstOperator(node) === operator && fills(judge, node, { start: 0, end: judge.text.length }),
    { before: '1', behind: '' },
  );
}

function firstOperator(node: Expression): string | undefined {
  if (node.kind === 'binary') return firstOperator(node.left) ?? node.operator;
  if (node.kind !== 'logical') return undefined;
  const [first] = node.operands;
  return (first && firstOperator(first)) ?? node.operator;
}

function operatorRules(): Handlers {
  const words = [
    'and',
    'or',
    'eq',
    'ne',
    'lt',
    'le',
    'gt',
    'ge',
    'in',
    'has',
    'add',
    'sub',
    'mul',
    'div',
    'divby',
    'mod',
  ];
  return Object.fromEntries(words.map((word) => [`${word}Expr`, operatorRule(word)]));
}

function methodRules(): Handlers {
  const named = [...methods].map(([name, [of]]) => [of, methodRule((text) => text === name)] as const);
  return {
    ...Object.fromEntries(named),
    caseMethodCallExpr: methodRule((text) => text === 'case'),
    isofExpr: methodRule((text) => text === 'isof'),
    castExpr: methodRule((text) => text === 'cast'),
    isdefinedExpr: methodRule((text) => text === 'isdefined'),
    boolMethodCallExpr: methodRule((text) => booleanMethods.has(text)),
    methodCallExpr: methodRule((text) => methods.has(text) || text === 'case' || text === 'isdefined'),
  };
}

function methodRule(isMethod: (name: string) => boolean): Handler {
  return rule((judge, node) => {
    if (node.kind !== 'call' || node.start !== 0 || node.end !== judge.text.length) return false;
    return isMethod(judge.raw(node.name).toLowerCase()) && isMethodCall(judge, node);
  });
}

/** A part of an array or an object. */
function jsonRule(before: string, behind: string, check: Check): Handler {
  return rule(
    (judge, node) => {
      const [item] =
        node.kind === 'json-array' ? node.items : node.kind === 'json-object' ? node.members : [];
      const isAlone = item?.start === 1 && item.end === judge.text.length - 1;
      return isAlone && judge.expression(node) && check(judge, node);
    },
    { before, behind },
  );
}

const isString: Check = (judge, node) =>
  node.kind === 'json-array' && node.items.length === 1 && isStringInUrl(judge.text.slice(1, -1));

function literalRules(): Handlers {
  const rules = [
    ...primitiveRules,
    'primitiveLiteral',
    'keyPropertyValue',
    'dateTimeOffsetValueInUrl',
    'doubleLiteral',
    'singleLiteral',
    'enumLiteral',
  ];
  return Object.fromEntries(
    rules.map((of) => [
      of,
      rule((judge, node) => {
        const literalRule = of === 'dateTimeOffsetValueInUrl' ? 'dateTimeOffsetLiteral' : of;
        const isLiteral = node.kind === 'literal' && node.start === 0 && node.end === judge.text.length;
        if (isLiteral && isLiteralOf(judge, literalRule, node)) return true;
        if (hasRule(of)) judge.reach(matches(judge.names, of, judge.text).farthest);
        return false;
      }),
    ]),
  );
}

export const expressionRules: Handlers = {
  ...literalRules(),
  ...operatorRules(),
  ...methodRules(),
  commonExpr: whole(),
  boolCommonExpr: whole(),
  parameterValue: whole(),
  lambdaPredicateExpr: whole(),
  parenExpr: whole((_, node) => node.kind === 'parenthesized'),
  negateExpr: whole((judge) => judge.text.startsWith('-')),
  notExpr: whole((judge) => /^not(?: |\t|%20|%09)/i.test(judge.text)),
  listExpr: rule(
    (judge, node) =>
      node.kind === 'binary' &&
      node.right.kind === 'list' &&
      node.right.end === judge.text.length &&
      isLiteralList(judge, node.right, node.right.items),
    { before: '1 in ', behind: '' },
  ),
  arrayOrObject: whole((_, node) => node.kind === 'json-array' || node.kind === 'json-object'),
  array: whole((_, node) => node.kind === 'json-array'),
  object: whole((_, node) => node.kind === 'json-object'),
  member: jsonRule('{', '}', () => true),
  valueInUrl: jsonRule('[', ']', () => true),
  stringInUrl: jsonRule('[', ']', isString),
  rootExpr: member('root'),
  firstMemberExpr: member('firstMemberExpr'),
  memberExpr: member('memberExpr'),
  directMemberExpr: member('directMemberExpr'),
  propertyPathExpr: member('propertyPathExpr'),
  annotationExpr: member('annotationInQuery'),
  functionExpr: member('functionExpr'),
  boundFunctionExpr: member('functionExpr'),
  currCollectionExpr: member('currCollectionExpr'),
  collectionExpr: whole(),
  collectionNavigationExpr: behindPath('collectionNavigationExpr?'),
  collectionNavNoCastExpr: behindPath('collectionNavNoCastExpr'),
  singleNavigationExpr: behindPath('singleNavigationExpr?'),
  complexColPathExpr: behindPath('complexColPathExpr?'),
  collectionPathExpr: behindPath('collectionPathExpr'),
  complexPathExpr: behindPath('complexPathExpr?'),
  primitivePathExpr: behindPath('primitivePathExpr?'),
  filterExpr: tokens(
    (judge, all) =>
      all.length === 3 &&
      judge.text.startsWith('x/$filter') &&
      runs(memberMachine, 'collectionPathExpr', judge, all.slice(1)),
    { before: 'x', behind: '' },
  ),
  anyExpr: lambdaRule('any'),
  allExpr: lambdaRule('all'),
  functionExprParameters: tokens((judge, all) => all.length === 2 && areExpressionParameters(judge, all[1]), {
    before: 'x',
    behind: '',
  }),
  functionExprParameter: tokens(
    (judge, [, token]) => {
      const [only] = token?.kind === 'arguments' ? token.items : [];
      return only?.start === 2 && only.end === judge.text.length - 1 && areExpressionParameters(judge, token);
    },
    { before: 'x(', behind: ')' },
  ),
};

function lambdaRule(operator: 'any' | 'all'): Handler {
  return tokens(
    (judge, all) => {
      const last = all[1];
      const isOf = last?.kind === 'lambda' && last.lambda.operator.name === operator;
      return isOf && all.length === 2 && runs(memberMachine, 'collectionPathExpr', judge, [last]);
    },
    { before: 'x/', behind: '' },
  );
}
