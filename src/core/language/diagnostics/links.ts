const webApi = 'https://learn.microsoft.com/power-apps/developer/data-platform/webapi/';

/** Pages of Microsoft Learn that explain the rules. */
export const pages = {
  overview: `${webApi}query/overview`,
  select: `${webApi}query/select-columns`,
  expand: `${webApi}query/join-tables`,
  filter: `${webApi}query/filter-rows`,
  orderby: `${webApi}query/order-rows`,
  apply: `${webApi}query/aggregate-data`,
  paging: `${webApi}query/page-results`,
  requests: `${webApi}compose-http-requests-handle-errors`,
  functions: `${webApi}use-web-api-functions`,
  actions: `${webApi}use-web-api-actions`,
  queryFunctions: `${webApi}reference/queryfunctions`,
  batch: `${webApi}execute-batch-operations-using-web-api`,
  create: `${webApi}create-entity-web-api`,
  update: `${webApi}update-delete-entities-using-web-api`,
  associate: `${webApi}associate-disassociate-entities-using-web-api`,
  retrieve: `${webApi}retrieve-entity-using-web-api`,
  types: `${webApi}web-api-types-operations`,
  properties: `${webApi}web-api-properties`,
  navigation: `${webApi}web-api-navigation-properties`,
  service: `${webApi}web-api-service-documents`,
  antiPatterns: 'https://learn.microsoft.com/power-apps/developer/data-platform/query-antipatterns',
} as const;
