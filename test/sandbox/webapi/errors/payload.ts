// What is wrong with a payload, or with the row that it would make.
import { Refusal, typeName } from './refusal';

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

export const deepUpdate = (set: string): Refusal =>
  badPayload(
    set,
    'Microsoft.OData.ODataException: Deep updates are not supported: related rows can be created together with a new row only.',
  );

/** `DuplicateRecordEntityKey` */
export const alternateKeyTaken = (key: string, columns: string): Refusal =>
  new Refusal(
    412,
    '0x80060892',
    `Entity Key ${key} violated. A record with the same value for ${columns} already exists. A duplicate record cannot be created. Select one or more unique values and try again.`,
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

export const fileTooLarge = (most: number): Refusal =>
  new Refusal(400, '0x80090489', `The file is larger than the ${most} bytes that the column takes.`);
