/** One thing of the Web API's language that no schema describes. */
export interface Entry {
  readonly name: string;
  /** One plain sentence. */
  readonly text: string;
  /** What Dataverse does otherwise than OData, or what to mind. */
  readonly note?: string;
  readonly link: string;
  readonly example?: string;
}

const webApi = 'https://learn.microsoft.com/power-apps/developer/data-platform/webapi/';

/** Microsoft's pages on the Web API that entries point to. */
export const pages = {
  select: `${webApi}query/select-columns`,
  filter: `${webApi}query/filter-rows`,
  join: `${webApi}query/join-tables`,
  order: `${webApi}query/order-rows`,
  page: `${webApi}query/page-results`,
  count: `${webApi}query/count-rows`,
  aggregate: `${webApi}query/aggregate-data`,
  overview: `${webApi}query/overview`,
  predefined: `${webApi}retrieve-and-execute-predefined-queries`,
  functions: `${webApi}use-web-api-functions`,
  queryFunctions: `${webApi}reference/queryfunctions`,
  retrieve: `${webApi}retrieve-entity-using-web-api`,
  create: `${webApi}create-entity-web-api`,
  update: `${webApi}update-delete-entities-using-web-api`,
  associate: `${webApi}associate-disassociate-entities-using-web-api`,
  conditional: `${webApi}perform-conditional-operations-using-web-api`,
  duplicates: `${webApi}manage-duplicate-detection-create-update`,
  headers: `${webApi}compose-http-requests-handle-errors`,
  impersonate: `${webApi}impersonate-another-user-web-api`,
  batch: `${webApi}execute-batch-operations-using-web-api`,
  changes:
    'https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems',
  bypass: 'https://learn.microsoft.com/power-apps/developer/data-platform/bypass-custom-business-logic',
  elastic: 'https://learn.microsoft.com/power-apps/developer/data-platform/use-elastic-tables',
  files: 'https://learn.microsoft.com/power-apps/developer/data-platform/file-column-data',
  fetchXml: 'https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/retrieve-data',
} as const;

export function byName<T extends Entry>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.name, entry]));
}
