import { alt, exact, listOf, many, opt, seq, text, type Grammar } from './combinators';

const slash = text('/');
const literal = alt(
  'boolean',
  'guid',
  'dateTimeOffsetLiteral',
  'date',
  'timeOfDayLiteral',
  'decimalLiteral',
  'stringLiteral',
  'durationLiteral',
  'enumLiteral',
);
const pair = seq(alt('primitiveKeyProperty', 'keyPropertyAlias'), 'EQ', alt('parameterAlias', literal));
/** Names of types that a context URL writes in full. */
const cast = alt('qualifiedEntityTypeName', 'qualifiedComplexTypeName');
const complexCast = opt(slash, 'qualifiedComplexTypeName');

/** Section 3, Context URL Fragments, which stand in answers; with the keys in them. */
export const contextRules: Grammar = {
  context: seq(text('#'), 'contextFragment'),
  contextFragment: alt(
    exact('Collection($ref)'),
    exact('$ref'),
    exact('Collection(Edm.EntityType)'),
    exact('Collection(Edm.ComplexType)'),
    seq(
      'singletonEntity',
      opt('navigation', many('containmentNavigation'), opt(slash, 'qualifiedEntityTypeName')),
      opt('selectList'),
    ),
    seq('qualifiedTypeName', opt('selectList')),
    seq('entitySet', alt(exact('/$deletedEntity'), exact('/$link'), exact('/$deletedLink'))),
    seq('entitySet', 'contextKey', slash, 'contextPropertyPath', opt('selectList')),
    seq('entitySet', opt('selectList'), opt(alt(exact('/$entity'), exact('/$delta')))),
  ),
  entitySet: seq('entitySetName', many('containmentNavigation'), opt(slash, 'qualifiedEntityTypeName')),
  containmentNavigation: seq('contextKey', opt(slash, 'qualifiedEntityTypeName'), 'navigation'),
  navigation: seq(many(seq(slash, 'complexProperty', complexCast)), slash, 'navigationProperty'),
  selectList: seq('OPEN', opt(listOf('selectListItem', 'COMMA')), 'CLOSE'),
  selectListItem: alt(
    'STAR',
    'allOperationsInSchema',
    seq(opt(cast, slash), alt('qualifiedActionName', 'qualifiedFunctionName', 'selectListProperty')),
  ),
  selectListProperty: alt(
    'primitiveProperty',
    'primitiveColProperty',
    seq(alt('navigationProperty', 'entityAnnotationInFragment'), opt(text('+')), opt('selectList')),
    seq(
      alt('complexProperty', 'complexColProperty', 'complexAnnotationInFragment'),
      complexCast,
      opt(slash, 'selectListProperty'),
    ),
  ),
  contextPropertyPath: alt(
    'primitiveProperty',
    'primitiveColProperty',
    'complexColProperty',
    seq('complexProperty', opt(complexCast, slash, 'contextPropertyPath')),
  ),
  /** keyPredicate, which elsewhere goes through the parser. */
  contextKey: alt(
    seq('OPEN', alt('parameterAlias', literal), 'CLOSE'),
    seq('OPEN', listOf(pair, 'COMMA'), 'CLOSE'),
    many(seq(slash, 'keyPathLiteral'), 1),
  ),
  keyPathLiteral: many('pchar'),
};
