import { pages as reference } from '../reference/entry';

const platform = 'https://learn.microsoft.com/power-apps/developer/data-platform/';

/** Pages of Microsoft Learn that explain the rules. */
export const pages = {
  ...reference,
  actions: `${platform}webapi/use-web-api-actions`,
  types: `${platform}webapi/web-api-types-operations`,
  properties: `${platform}webapi/web-api-properties`,
  service: `${platform}webapi/web-api-service-documents`,
  definitions: `${platform}webapi/query-metadata-web-api`,
  antiPatterns: `${platform}query-antipatterns`,
  /** Requests in files: blocks, variables, comments. */
  requestFiles: 'https://learn.microsoft.com/aspnet/core/test/http-files',
} as const;
