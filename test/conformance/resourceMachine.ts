import type { Argument } from '../../src/core/odata';
import type { Machine, State, Take } from './machine';
import {
  areParameters,
  bareCalls,
  calls,
  complexType,
  entityType,
  filterSegment,
  key,
  keyLiteral,
  matching,
  name,
  qualified,
  word,
} from './takes';

// Section 1, Resource Path. States are named by the rules; a state `…?` is the rule where it may be missing.

const behindFunction = [
  'collectionNavigation?',
  'singleNavigation?',
  'complexColPath?',
  'complexPath?',
  'collectionPath?',
  'primitivePath?',
] as const;

const query: State['steps'] = [[word('$query'), 'end']];

const boundOperation: State['steps'] = [
  [qualified('boundActionCall', 'action'), 'end'],
  ...calls('Function', true, areParameters, behindFunction),
  ...bareCalls('Function', true, 'query?'),
];

const propertyPath: State['steps'] = [
  [name('entityColNavigationProperty'), 'collectionNavigation?'],
  [name('entityNavigationProperty'), 'singleNavigation?'],
  [name('complexColProperty'), 'complexColPath?'],
  [name('complexProperty'), 'complexPath?'],
  [name('primitiveColProperty'), 'collectionPath?'],
  [name('primitiveProperty'), 'primitivePath?'],
  [name('streamProperty'), 'boundOperation?'],
];

/** `$crossjoin(A,B)` */
const crossjoin: Take = (judge, tokens, at) => {
  const token = tokens[at];
  const within = tokens[at + 1];
  if (token?.kind !== 'name' || judge.raw(token) !== '$crossjoin' || within?.kind !== 'arguments') return -1;
  const isSet = (item: Argument): boolean => !item.name && judge.isName('entitySetName', item);
  return judge.list(within, within.items, isSet, true) ? at + 2 : -1;
};

export const resourceMachine: Machine = {
  end: { ends: true, steps: [] },
  resourcePath: {
    steps: [
      [name('entitySetName'), 'collectionNavigation?'],
      [name('singletonEntity'), 'singleNavigation?'],
      [name('actionImport'), 'end'],
      ...calls('FunctionImport', false, areParameters, behindFunction),
      ...bareCalls('FunctionImport', false, 'query?'),
      [crossjoin, 'query?'],
      [word('$all'), 'all'],
    ],
  },
  all: { ends: true, steps: [[entityType, 'end']] },
  'query?': { ends: true, steps: query },
  collectionNavPath: {
    steps: [
      [key, 'singleNavigation?'],
      [keyLiteral, 'keyPathSegments'],
      [filterSegment, 'collectionNavigation?'],
      [word('$each'), 'boundOperation?'],
      ...boundOperation,
      [word('$count'), 'end'],
      [word('$ref'), 'end'],
      ...query,
    ],
  },
  'collectionNavPath?': { ends: true, steps: [], also: ['collectionNavPath'] },
  'collectionNavigation?': {
    ends: true,
    steps: [[entityType, 'collectionNavPath?']],
    also: ['collectionNavPath'],
  },
  keyPathSegments: { ends: true, steps: [[keyLiteral, 'keyPathSegments']], also: ['singleNavigation?'] },
  singleNavPath: {
    steps: [...propertyPath, ...boundOperation, [word('$ref'), 'end'], [word('$value'), 'end'], ...query],
  },
  'singleNavPath?': { ends: true, steps: [], also: ['singleNavPath'] },
  'singleNavigation?': { ends: true, steps: [[entityType, 'singleNavPath?']], also: ['singleNavPath'] },
  propertyPath: { steps: propertyPath },
  boundOperation: { steps: boundOperation },
  'boundOperation?': { ends: true, steps: boundOperation },
  'collectionPath?': {
    ends: true,
    steps: [[word('$count'), 'end'], ...boundOperation, [matching(/^-?\d+$/), 'end'], ...query],
  },
  'primitivePath?': { ends: true, steps: [[word('$value'), 'end'], ...boundOperation, ...query] },
  'complexColPath?': { ends: true, steps: [[complexType, 'collectionPath?']], also: ['collectionPath?'] },
  complexNavPath: { steps: [...propertyPath, ...boundOperation, ...query] },
  'complexNavPath?': { ends: true, steps: [], also: ['complexNavPath'] },
  'complexPath?': { ends: true, steps: [[complexType, 'complexNavPath?']], also: ['complexNavPath'] },
};
