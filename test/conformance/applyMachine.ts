import type { Machine, State } from './machine';
import { annotation, complexType, entityType, matching, name } from './takes';

// Paths of the aggregation extension. Those of aggregate may hold collections, those of groupby may not, those of
// addnested hold complex properties and end with a navigation property.

const cast = (to: string): State['steps'] => [
  [complexType, to],
  [entityType, to],
];

const primitive: State['steps'] = [
  [name('primitiveProperty'), 'primitive'],
  [name('primitiveColProperty'), 'primitive'],
  [name('streamProperty'), 'primitive'],
];

const step: State['steps'] = [
  [name('complexProperty'), 'prefix'],
  [name('complexColProperty'), 'prefix'],
  [name('entityNavigationProperty'), 'prefix'],
  [name('entityColNavigationProperty'), 'prefix'],
];

const custom: State['steps'] = [[name('customAggregate'), 'custom']];
const count: State['steps'] = [[matching(/^\$count$/), 'count']];

/** Ends in `cast`, `prefix`, `primitive`, `count` or `custom`: what a rule wants of them, it asks. */
export const aggregateMachine: Machine = {
  start: { steps: [...cast('cast'), ...step, ...primitive, ...custom, ...count] },
  cast: { steps: [...step, ...primitive, ...custom, ...count] },
  prefix: { steps: [...cast('prefixCast'), ...step, ...primitive, ...custom, ...count] },
  prefixCast: { steps: [...step, ...primitive, ...custom, ...count] },
  primitive: { steps: count },
  custom: { steps: [] },
  count: { steps: [] },
};

const single: State['steps'] = [
  [name('complexProperty'), 'property'],
  [name('entityNavigationProperty'), 'property'],
  [name('primitiveProperty'), 'end'],
  [name('streamProperty'), 'end'],
];

export const groupingMachine: Machine = {
  end: { ends: true, steps: [] },
  groupingProperty: { steps: [...cast('behindCast'), ...single] },
  /** Without a cast before it. */
  path: { steps: single },
  behindCast: { steps: single },
  property: { ends: true, steps: [...cast('behindCast'), ...single] },
};

const navigation: State['steps'] = [[name('navigationProperty'), 'navigation']];
const complex: State['steps'] = [
  [name('complexProperty'), 'complex'],
  [name('complexColProperty'), 'complex'],
];

export const nestMachine: Machine = {
  end: { ends: true, steps: [] },
  nestPath: { steps: [...cast('behindCast'), ...navigation, ...complex] },
  nestPropPath: { steps: complex },
  behindCast: { steps: [...navigation, ...complex] },
  navigation: { ends: true, steps: [[entityType, 'end']] },
  complex: { ends: true, steps: [[complexType, 'complexCast'], ...navigation, ...complex] },
  complexCast: { steps: complex },
};

export const joinMachine: Machine = {
  end: { ends: true, steps: [] },
  joinProperty: {
    steps: [
      [name('complexColProperty'), 'end'],
      [annotation('complexAnnotationInQuery'), 'end'],
      [annotation('entityAnnotationInQuery'), 'end'],
      [name('entityColNavigationProperty'), 'collection'],
    ],
  },
  collection: { ends: true, steps: [[entityType, 'end']] },
};
