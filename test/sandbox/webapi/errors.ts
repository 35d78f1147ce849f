// Refusals in Dataverse's own codes and words. Where two codes are met for one fault, the newer one is used.

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const badRequest = (message: string): Refusal => new Refusal(400, '0x80060888', message);

const typeName = (logicalName: string): string => `Microsoft.Dynamics.CRM.${logicalName}`;

export const segmentNotFound = (segment: string): Refusal =>
  new Refusal(404, '0x8006088a', `Resource not found for the segment '${segment}'.`);

export const noResource = (uri: string): Refusal =>
  new Refusal(404, '', `No HTTP resource was found that matches the request URI '${uri}'.`);

export const methodNotAllowed = (method: string): Refusal =>
  new Refusal(405, '', `The requested resource does not support http method '${method}'.`);

export const recordMissing = (table: string, id: string): Refusal =>
  new Refusal(404, '0x80040217', `${table} With Id = ${id} Does Not Exist`);

export const notAMember = (): Refusal =>
  new Refusal(403, '0x80072560', 'The user is not a member of the organization.');

export const userDisabled = (id: string): Refusal =>
  new Refusal(403, '0x80040225', `The specified user(Id = ${id}) is disabled. Consider enabling this user.`);

/** `-2147209463` is 0x80042F09 as .NET writes it. */
export const noRole = (userId: string): Refusal =>
  new Refusal(
    403,
    '0x80042f09',
    `SecLib::CheckPrivilegeForUser failed - no roles are assigned to user. Returned hr = -2147209463, User: ${userId}`,
  );

export interface MissingPrivilege {
  readonly userId: string;
  readonly accessMode: number;
  readonly roleCount: number;
  readonly privilegeCount: number;
  readonly privilege: { readonly id: string; readonly name: string };
  readonly table: { readonly logicalName: string; readonly objectTypeCode: number };
}

export const missingPrivilege = (missing: MissingPrivilege): Refusal => {
  const { userId, accessMode, roleCount, privilegeCount, privilege, table } = missing;
  return new Refusal(
    403,
    '0x80040220',
    `Principal user (Id=${userId}, type=8, roleCount=${roleCount}, privilegeCount=${privilegeCount}, accessMode=${accessMode}), is missing ${privilege.name} privilege (Id=${privilege.id}) on OTC=${table.objectTypeCode} for entity '${table.logicalName}'. context.Caller=${userId}`,
  );
};

interface DeniedRow {
  readonly verb: string;
  readonly table: { readonly objectTypeCode: number; readonly key: { readonly sql: string } };
  readonly row: Readonly<Record<string, unknown>>;
  readonly userId: string;
}

/** The privilege is there, but not for this row: it lies beyond the privilege's depth. */
export const accessDenied = ({ verb, table, row, userId }: DeniedRow): Refusal =>
  new Refusal(
    403,
    '0x80048306',
    `SecLib::AccessCheckEx failed. Returned hr = -2147187962, ObjectID: ${String(row[table.key.sql])}, OwnerId: ${String(row['ownerid'])}, OwnerIdType: ${row['owneridtype'] === 'team' ? 9 : 8} and CallingUser: ${userId}. ObjectTypeCode: ${table.objectTypeCode}, objectBusinessUnitId: ${String(row['owningbusinessunit'])}, AccessRights: ${verb}Access`,
  );

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

export const tooManyExpands = (): Refusal =>
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

/** What a payload does wrong; `inner` is the message of the exception inside. */
export const badPayload = (set: string, inner: string): Refusal =>
  new Refusal(
    400,
    '0x80048d19',
    `Error identified in Payload provided by the user for Entity :'${set}', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : ${inner}`,
  );

export const undeclaredAnnotation = (set: string, property: string): Refusal =>
  badPayload(
    set,
    `Microsoft.OData.ODataException: An undeclared property '${property}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`,
  );

export const undeclaredProperty = (set: string, property: string, table: string): Refusal =>
  badPayload(
    set,
    `Microsoft.Crm.CrmException: Invalid property '${property}' was found in entity '${typeName(table)}'. ---> Microsoft.OData.ODataException: Does not support untyped value in non-open type.`,
  );

export const wrongValueType = (set: string, value: string, edmType: string): Refusal =>
  badPayload(
    set,
    `Microsoft.OData.ODataException: Cannot convert the literal '${value}' to the expected type '${edmType}'.`,
  );

export const unreadableBody = (set: string): Refusal =>
  badPayload(set, 'System.ArgumentException: Stream was not readable.');

export const recordExists = (): Refusal =>
  new Refusal(412, '', 'A record with matching key values already exists.');

export const versionMismatch = (): Refusal =>
  new Refusal(412, '', "The version of the existing record doesn't match the RowVersion property provided.");

export const duplicateKey = (table: string): Refusal =>
  new Refusal(
    412,
    '0x80040237',
    `A record with the specified key values already exists in the ${table} entity.`,
  );

export const requiredField = (column: string): Refusal =>
  new Refusal(400, '0x80040203', `Required field '${column}' is missing`);

export const outOfRange = (column: string, table: string, value: number): Refusal =>
  new Refusal(
    400,
    '0x8004431a',
    `A validation error occurred. The value ${value} of '${column}' on record of type '${table}' is outside the valid range. Accepted Values: see the choices of the column.`,
  );

export const tooLong = (column: string, maxLength: number): Refusal =>
  new Refusal(
    400,
    '0x80044331',
    `A validation error occurred.  The length of the '${column}' attribute of the record exceeded the maximum allowed length of '${maxLength}'.`,
  );

export const methodRefused = (operation: string, table: string): Refusal =>
  new Refusal(400, '0x80040800', `The '${operation}' method does not support entities of type '${table}'.`);

export const invalidStatus = (status: number, state: number, table: string): Refusal =>
  new Refusal(400, '0x80048408', `${status} is not a valid status code for state code ${state} on ${table}.`);

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

export const invalidXml = (): Refusal => new Refusal(400, '0x80040201', 'Invalid XML.');

export const fetchWithoutEntity = (): Refusal =>
  new Refusal(400, '0x80041102', 'Entity Name was not specified in FetchXml String.');

export const fetchEntityUnknown = (name: string): Refusal =>
  new Refusal(
    400,
    '0x80041102',
    `The entity with a name = '${name}' with namemapping = 'Logical' was not found in the MetadataCache.`,
  );

export const fetchEntityElsewhere = (name: string, set: string): Refusal =>
  badRequest(`The entity '${name}' of the FetchXml query does not match the entity set '${set}'.`);

export const fetchAttributeUnknown = (table: string, attribute: string): Refusal =>
  new Refusal(
    400,
    '0x80041103',
    `'${table}' entity doesn't contain attribute with Name = '${attribute}' and NameMapping = 'Logical'.`,
  );

export const invalidChild = (valid: string, node: { name: string; source: string }): Refusal =>
  new Refusal(
    400,
    '0x8004111c',
    `Invalid Child Node, valid nodes are ${valid}. NodeName = ${node.name} NodeXml = ${node.source}`,
  );

export const invalidFetchValue = (name: string, value: string): Refusal =>
  new Refusal(400, '0x80040203', `Invalid value '${value}' for ${name} in the FetchXml query.`);

export const conditionWithoutValue = (operator: string): Refusal =>
  new Refusal(400, '0x80040203', `The condition operator '${operator}' needs a value.`);

export const topWithPaging = (): Refusal =>
  new Refusal(400, '0x80040203', 'The top attribute cannot be specified together with paging attribute(s).');

export const countBesideView = (): Refusal =>
  new Refusal(
    400,
    '',
    'Count Segment is not supported when SavedQuery or UserQuery or FetchXml option is provided',
  );
