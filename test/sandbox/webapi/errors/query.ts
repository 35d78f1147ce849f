// What is wrong with a path or a query option.
import { Refusal, badRequest, typeName } from './refusal';

export const unknownProperty = (property: string, table: string): Refusal =>
  badRequest(`Could not find a property named '${property}' on type '${typeName(table)}'.`);

export const unsupportedOption = (option: string): Refusal =>
  badRequest(`The query parameter '${option}' is not supported.`);

export const skipRefused = (): Refusal => badRequest('Skip Clause is not supported in CRM');

export const invalidTop = (text: string): Refusal =>
  badRequest(
    `Invalid value '${text}' for $top query option found. The $top query option requires a non-negative integer value.`,
  );

export const invalidCount = (text: string): Refusal =>
  badRequest(
    `Invalid value '${text}' for $count query option found. The $count query option requires a boolean value.`,
  );

export const duplicateOption = (option: string): Refusal =>
  badRequest(`Query option '${option}' was specified more than once, but it must be specified at most once.`);

export const refusedInTracking = (option: string): Refusal =>
  badRequest(`The ${option} query parameter isn't supported when Change Tracking is enabled.`);

export const malformedDeltaToken = (): Refusal => badRequest('The delta token is not valid.');

export const malformedCookie = (): Refusal => badRequest('Malformed XML in the Paging Cookie');

export const unterminated = (position: number, text: string): Refusal =>
  badRequest(`There is an unterminated literal at position ${position} in '${text}'.`);

export const syntaxAt = (position: number, text: string): Refusal =>
  badRequest(`Syntax error at position ${position} in '${text}'.`);

export const expressionExpected = (position: number, text: string): Refusal =>
  badRequest(`Expression expected at position ${position} in '${text}'.`);

export const closeExpected = (position: number, text: string): Refusal =>
  badRequest(`')' or operator expected at position ${position} in '${text}'.`);

export const closeOrCommaExpected = (position: number, text: string): Refusal =>
  badRequest(`')' or ',' expected at position ${position} in '${text}'.`);

export const unrecognizedLiteral = (literal: string, position: number, text: string): Refusal =>
  badRequest(`Unrecognized 'Edm.String' literal '${literal}' at '${position}' in '${text}'.`);

export const badSyntax = (): Refusal => badRequest('Bad Request - Error in query syntax.');

export const keyNotDefined = (table: string): Refusal =>
  new Refusal(
    400,
    '0x80060890',
    `The specified key attributes are not a defined key for the ${table} entity`,
  );

/** Attested with 404 where the key is in the path. */
export const keyedRecordMissing = (table: string): Refusal =>
  new Refusal(404, '0x80060891', `A record with the specified key values does not exist in ${table} entity`);

export const unrelatedType = (type: string, table: string): Refusal =>
  badRequest(
    `The type '${typeName(type)}' specified in the URI is neither a base type nor a sub-type of the previously-specified type '${typeName(table)}'.`,
  );

export const incompatibleTypes = (left: string, right: string, operator: string): Refusal =>
  badRequest(
    `A binary operator with incompatible types was detected. Found operand types '${left}' and '${right}' for operator kind '${operator}'.`,
  );

export const notBoolean = (): Refusal =>
  badRequest('The $filter expression must evaluate to a single boolean value.');

/** 501: the parser knows the construct, Dataverse's translation to its own query does not. */
export const nodeNotSupported = (node: string): Refusal =>
  new Refusal(501, '0x80060888', `The query node ${node} is not supported`);

export const openProperty = (): Refusal =>
  badRequest('The query node SingleValueOpenPropertyAccess is not supported');

export const unknownFunction = (name: string): Refusal =>
  badRequest(
    `An unknown function with name '${name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
  );

export const functionNotSupported = (name: string): Refusal =>
  new Refusal(501, '0x80060888', `The query function ${name} is not supported`);

export const wrongArguments = (name: string, signature: string): Refusal =>
  badRequest(
    `No function signature for the function with name '${name}' matches the specified arguments. The function signatures considered are: ${signature}.`,
  );

export const negatedCondition = (): Refusal =>
  badRequest('Not operator along with the Custom Named Condition operators is not allowed');

export const invalidJson = (): Refusal =>
  badRequest(
    "Invalid JSON. A comma character ',' was expected in scope 'Array'. Every two elements in an array and properties of an object must be separated by commas.",
  );

export const refOnCollection = (): Refusal =>
  badRequest('Expand with $ref is only supported on lookup type navigation property.');

export const expandOptions = (): Refusal =>
  badRequest(
    'Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.',
  );

export const notANavigation = (name: string): Refusal =>
  badRequest(
    `Property '${name}' on type is not a navigation property or complex property. Only navigation properties can be expanded.`,
  );

export const tooManyJoins = (): Refusal =>
  new Refusal(400, '0x8004430d', 'Number of link entities in query exceeded maximum limit.');

/** Documented with the status 400, without its words. */
export const nestedLambda = (): Refusal =>
  badRequest('The query node CollectionNavigationNode is not supported');

export const aliasInExpand = (alias: string): Refusal =>
  badRequest(`The parameter alias '${alias}' cannot be used within $expand.`);

export const groupByDate = (): Refusal => badRequest('groupby with datetime values is not supported.');

export const mimeTypeRefused = (): Refusal =>
  new Refusal(
    415,
    '0x80060888',
    'A supported MIME type could not be found that matches the acceptable MIME types for the request.',
  );

export const urlTooLong = (): Refusal => new Refusal(414, '', 'The request URI is too long.');

export const aggregateLimit = (): Refusal =>
  new Refusal(400, '0x8004e023', 'AggregateQueryRecordLimit exceeded. Cannot perform this operation.');

export const noHierarchy = (table: string): Refusal =>
  new Refusal(
    400,
    '0x80060888',
    `A hierarchical operator needs a hierarchical relationship, and the entity '${table}' has none.`,
  );

export const unknownTimeZone = (name: string): Refusal =>
  new Refusal(404, '0x80040217', `timezonedefinition With standardname = ${name} Does Not Exist`);

export const beyondCalendar = (): Refusal => badRequest('The value lies outside the calendar.');
