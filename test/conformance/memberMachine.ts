import { isLambda } from './lambdas';
import type { Machine, State, Take } from './machine';
import {
  annotation,
  areExpressionParameters,
  calls,
  complexType,
  entityType,
  filterSegment,
  isParameterAlias,
  key,
  keyLiteral,
  matching,
  name,
  word,
} from './takes';

// Section 4, Expressions: paths in them. States are named by the rules; `…?` is the rule where it may be missing.

const behindFunction = [
  'collectionNavigationExpr?',
  'singleNavigationExpr?',
  'complexColPathExpr?',
  'complexPathExpr?',
  'collectionPathExpr?',
  'primitivePathExpr?',
] as const;

const functionExpr: State['steps'] = calls('Function', true, areExpressionParameters, behindFunction);

const annotationExpr: State['steps'] = [[annotation('annotationExpr'), 'annotationExpr']];

const propertyPathExpr: State['steps'] = [
  [name('entityColNavigationProperty'), 'collectionNavigationExpr?'],
  [name('entityNavigationProperty'), 'singleNavigationExpr?'],
  [name('complexColProperty'), 'complexColPathExpr?'],
  [name('complexProperty'), 'complexPathExpr?'],
  [name('primitiveColProperty'), 'collectionPathExpr?'],
  [name('primitiveProperty'), 'primitivePathExpr?'],
  [name('streamProperty'), 'primitivePathExpr?'],
];

const alias: Take = (judge, tokens, at) => {
  const token = tokens[at];
  return token?.kind === 'name' && isParameterAlias(judge, token) ? at + 1 : -1;
};

const lambda: Take = (judge, tokens, at) => {
  const token = tokens[at];
  return token?.kind === 'lambda' && isLambda(judge, token.lambda) ? at + 1 : -1;
};

const countOptions: Take = (judge, tokens, at) => {
  const token = tokens[at];
  if (token?.kind !== 'inner' || !token.call.options) return -1;
  return judge.parts.nestedOptions(judge, token.call.options, token, countKinds) ? at + 1 : -1;
};

const countKinds: ReadonlySet<string> = new Set(['filter', 'search']);

/** `aggregate(…)` of the aggregation extension. */
const aggregate: Take = (judge, tokens, at) => {
  const token = tokens[at];
  const within = tokens[at + 1];
  if (token?.kind !== 'name' || judge.raw(token) !== 'aggregate') return -1;
  if (within?.kind !== 'inner' || !within.call.aggregates) return -1;
  return judge.parts.aggregateFunction(judge, within.call.aggregates, within) ? at + 2 : -1;
};

const root: State['steps'] = [
  [name('entitySetName'), 'collectionNavigationExpr?'],
  [name('singletonEntity'), 'singleNavigationExpr?'],
  ...calls('FunctionImport', false, areExpressionParameters, behindFunction),
];

export const memberMachine: Machine = {
  end: { ends: true, steps: [] },
  /** What a primary of an expression may be, when it is a path. */
  commonExpr: { steps: [[word('$root'), 'rootExpr']], also: ['firstMemberExpr'] },
  /** `$root` alone, for the rule of that name. */
  root: { steps: [[word('$root'), 'rootExpr']] },
  rootExpr: { steps: root },
  firstMemberExpr: {
    steps: [
      [word('$it'), 'inscope'],
      [word('$this'), 'inscope'],
      [alias, 'inscope'],
      [name('lambdaVariableExpr'), 'inscope'],
      [word('$these'), 'collectionPathExpr'],
    ],
    also: ['memberExpr'],
  },
  /** Without what stands before it, for the rule of that name. */
  currCollectionExpr: { steps: [[word('$these'), 'collectionPathExpr']] },
  inscope: { ends: true, steps: [], also: ['memberExpr'] },
  memberExpr: {
    steps: [
      [entityType, 'directMemberExpr'],
      [complexType, 'directMemberExpr'],
    ],
    also: ['directMemberExpr'],
  },
  directMemberExpr: { steps: [...propertyPathExpr, ...functionExpr, ...annotationExpr] },
  propertyPathExpr: { steps: propertyPathExpr },
  functionExpr: { steps: functionExpr },
  annotationInQuery: { steps: annotationExpr },
  annotationExpr: {
    ends: true,
    steps: [],
    also: ['collectionPathExpr', 'memberExpr', 'complexPathExpr?', 'primitivePathExpr?'],
  },
  collectionNavNoCastExpr: {
    steps: [
      [key, 'singleNavigationExpr?'],
      [keyLiteral, 'keyPathSegments'],
      [filterSegment, 'collectionNavigationExpr?'],
    ],
    also: ['collectionPathExpr'],
  },
  keyPathSegments: { ends: true, steps: [[keyLiteral, 'keyPathSegments']], also: ['memberExpr'] },
  'collectionNavigationExpr?': {
    ends: true,
    steps: [[entityType, 'collectionNavNoCastExpr']],
    also: ['collectionNavNoCastExpr'],
  },
  'singleNavigationExpr?': { ends: true, steps: [], also: ['memberExpr'] },
  collectionPathExpr: {
    steps: [
      [word('$count'), 'countOptions?'],
      [filterSegment, 'collectionPathExpr?'],
      [lambda, 'end'],
      [aggregate, 'end'],
      ...functionExpr,
      ...annotationExpr,
    ],
  },
  'collectionPathExpr?': { ends: true, steps: [], also: ['collectionPathExpr'] },
  'countOptions?': { ends: true, steps: [[countOptions, 'end']] },
  'complexColPathExpr?': {
    ends: true,
    steps: [[complexType, 'collectionPathExpr?']],
    also: ['collectionPathExpr'],
  },
  'complexPathExpr?': { ends: true, steps: [[complexType, 'complexCast']], also: ['directMemberExpr'] },
  complexCast: { ends: true, steps: [], also: ['directMemberExpr'] },
  /** The grammar lets a slash stand behind a primitive property with nothing behind it. */
  'primitivePathExpr?': { ends: true, steps: [...functionExpr, ...annotationExpr, [matching(/^$/), 'end']] },
};
