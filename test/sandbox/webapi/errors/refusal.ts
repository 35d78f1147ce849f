// A refusal, and those that any part of the service may speak.

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const badRequest = (message: string): Refusal => new Refusal(400, '0x80060888', message);

export const typeName = (logicalName: string): string => `Microsoft.Dynamics.CRM.${logicalName}`;

export const segmentNotFound = (segment: string): Refusal =>
  new Refusal(404, '0x8006088a', `Resource not found for the segment '${segment}'.`);

export const noResource = (uri: string): Refusal =>
  new Refusal(404, '', `No HTTP resource was found that matches the request URI '${uri}'.`);

export const methodNotAllowed = (method: string): Refusal =>
  new Refusal(405, '', `The requested resource does not support http method '${method}'.`);

export const recordMissing = (table: string, id: string): Refusal =>
  new Refusal(404, '0x80040217', `${table} With Id = ${id} Does Not Exist`);
