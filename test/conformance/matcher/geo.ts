import { alt, listOf, many, opt, seq, text, type Grammar } from './combinators';

const shapes = [
  'Collection',
  'LineString',
  'MultiLineString',
  'MultiPoint',
  'MultiPolygon',
  'Point',
  'Polygon',
];
const systems = ['geography', 'geometry'];

/** The rules whose text begins with `geography` or `geometry`. */
export const geoLiteralRules = systems.flatMap((system) => shapes.map((shape) => system + shape));

/** Geography and geometry values of section 7. */
export const geoGrammar: Grammar = {
  ...Object.fromEntries(
    systems.flatMap((system) =>
      shapes.map((shape) => [
        system + shape,
        seq(`${system}Prefix`, 'SQUOTE', `full${shape}Literal`, 'SQUOTE'),
      ]),
    ),
  ),
  ...Object.fromEntries(
    shapes.map((shape) => [
      `full${shape}Literal`,
      seq('sridLiteral', `${shape.charAt(0).toLowerCase()}${shape.slice(1)}Literal`),
    ]),
  ),
  geographyPrefix: text('geography'),
  geometryPrefix: text('geometry'),
  sridLiteral: seq(text('SRID'), 'EQ', many('DIGIT', 1, 5), 'SEMI'),
  geoLiteral: alt(
    'collectionLiteral',
    'lineStringLiteral',
    'multiPointLiteral',
    'multiLineStringLiteral',
    'multiPolygonLiteral',
    'pointLiteral',
    'polygonLiteral',
  ),
  collectionLiteral: seq(text('GeometryCollection('), listOf('geoLiteral', 'COMMA'), 'CLOSE'),
  lineStringLiteral: seq(text('LineString'), 'lineStringData'),
  lineStringData: seq('OPEN', 'positionLiteral', many(seq('COMMA', 'positionLiteral'), 1), 'CLOSE'),
  multiLineStringLiteral: seq(text('MultiLineString('), opt(listOf('lineStringData', 'COMMA')), 'CLOSE'),
  multiPointLiteral: seq(text('MultiPoint('), opt(listOf('pointData', 'COMMA')), 'CLOSE'),
  multiPolygonLiteral: seq(text('MultiPolygon('), opt(listOf('polygonData', 'COMMA')), 'CLOSE'),
  pointLiteral: seq(text('Point'), 'pointData'),
  pointData: seq('OPEN', 'positionLiteral', 'CLOSE'),
  positionLiteral: seq(
    'doubleValue',
    'SP',
    'doubleValue',
    opt('SP', 'doubleValue'),
    opt('SP', 'doubleValue'),
  ),
  polygonLiteral: seq(text('Polygon'), 'polygonData'),
  polygonData: seq('OPEN', listOf('ringLiteral', 'COMMA'), 'CLOSE'),
  ringLiteral: seq('OPEN', listOf('positionLiteral', 'COMMA'), 'CLOSE'),
};
