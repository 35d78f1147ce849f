import type { Machine, State, Take } from './machine';
import { allowed } from './optionKinds';
import { annotation, complexType, entityType, matching, name, qualified } from './takes';

// Paths of $select and $expand, of section 2. States are named by the rules; `…?` is the rule where it may be missing.

function options(kinds: ReadonlySet<string>): Take {
  return (judge, tokens, at) => {
    const token = tokens[at];
    if (token?.kind !== 'options') return -1;
    return judge.parts.nestedOptions(judge, token.options, token, kinds) ? at + 1 : -1;
  };
}

/** `(p1,p2)` */
const parameterNames: Take = (judge, tokens, at) => {
  const token = tokens[at];
  if (token?.kind !== 'parameters') return -1;
  const areNames = judge.list(token, token.names, (one) => judge.isName('parameterName', one), true);
  return areNames ? at + 1 : -1;
};

/** `Ns.*` */
const allOperations: Take = (judge, tokens, at) => {
  const token = tokens[at];
  if (token?.kind !== 'name') return -1;
  const namespace = /^(.*)\.(?:\*|%2A)$/i.exec(judge.raw(token))?.[1];
  return namespace !== undefined && judge.names.isNamespace(namespace) ? at + 1 : -1;
};

const star = matching(/^(?:\*|%2A)$/i);

const operation: State['steps'] = [
  [qualified('optionallyQualifiedActionName', 'action'), 'end'],
  [qualified('optionallyQualifiedFunctionName', 'function'), 'function'],
];

export const selectMachine: Machine = {
  end: { ends: true, steps: [] },
  selectItem: {
    steps: [
      [star, 'end'],
      [allOperations, 'end'],
      ...operation,
      [entityType, 'member'],
      [complexType, 'member'],
    ],
    also: ['selectProperty'],
  },
  member: { steps: operation, also: ['selectProperty'] },
  function: { ends: true, steps: [[parameterNames, 'end']] },
  selectProperty: {
    steps: [
      [name('primitiveProperty'), 'end'],
      [annotation('primitiveAnnotationInQuery'), 'end'],
      [name('primitiveColProperty'), 'collection'],
      [annotation('primitiveColAnnotationInQuery'), 'collection'],
      [name('navigationProperty'), 'end'],
      [name('complexProperty'), 'selectPath'],
      [name('complexColProperty'), 'selectPath'],
      [annotation('complexAnnotationInQuery'), 'selectPath'],
    ],
  },
  /** The rule of that name, without options. */
  selectPathOnly: {
    steps: [
      [name('complexProperty'), 'pathCast'],
      [name('complexColProperty'), 'pathCast'],
      [annotation('complexAnnotationInQuery'), 'pathCast'],
    ],
  },
  pathCast: { ends: true, steps: [[complexType, 'end']] },
  collection: { ends: true, steps: [[options(allowed.selectOptionPC), 'end']] },
  selectPath: { ends: true, steps: [[complexType, 'selectCast']], also: ['selectCast'] },
  selectCast: { ends: true, steps: [[options(allowed.selectOption), 'end']], also: ['selectProperty'] },
};

const dollarRef = matching(/^\$ref$/);
const dollarCount = matching(/^\$count$/);

export const expandMachine: Machine = {
  end: { ends: true, steps: [] },
  expandItem: {
    steps: [
      [matching(/^\$value$/i), 'end'],
      [entityType, 'expandPath'],
    ],
    also: ['expandPath'],
  },
  expandPath: {
    steps: [
      [star, 'star'],
      [name('navigationProperty'), 'navigation'],
      [annotation('entityAnnotationInQuery'), 'navigation'],
      [name('complexProperty'), 'expandPath'],
      [name('complexColProperty'), 'expandPath'],
      [complexType, 'expandPath'],
      [annotation('complexAnnotationInQuery'), 'expandPath'],
      [name('streamProperty'), 'end'],
    ],
  },
  star: {
    ends: true,
    steps: [
      [dollarRef, 'end'],
      [options(allowed.levels), 'end'],
    ],
  },
  navigation: { ends: true, steps: [[entityType, 'navigationCast']], also: ['navigationCast'] },
  navigationCast: {
    ends: true,
    steps: [
      [dollarRef, 'ref'],
      [dollarCount, 'count'],
      [options(allowed.expandOption), 'end'],
    ],
  },
  ref: { ends: true, steps: [[options(allowed.expandRefOption), 'end']] },
  count: { ends: true, steps: [[options(allowed.expandCountOption), 'end']] },
};
