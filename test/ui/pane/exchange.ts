import type { Exchange } from '../../../src/protocol/resultsMessages';

/** One request and its answer, as the raw view gets them. */
export const exchange: Exchange = {
  method: 'GET',
  url: 'https://contoso-dev.crm4.dynamics.com/api/data/v9.2/accounts?$select=name,industrycode,revenue,_ownerid_value&$orderby=revenue%20desc',
  requestHeaders: [['Prefer', 'odata.maxpagesize=500,odata.include-annotations="*"']],
  status: 200,
  statusText: 'OK',
  responseHeaders: [
    ['content-type', 'application/json; odata.metadata=minimal'],
    ['x-ms-service-request-id', '0f9a6b1e-52c4-4c0e-9d4e-8a1d1c60b7f2'],
    ['x-ms-ratelimit-burst-remaining-xrm-requests', '5998'],
  ],
  at: Date.UTC(2026, 10, 20, 14, 32, 8),
  timing: { connect: 18, server: 384, download: 168, read: 48, total: 618 },
  wireBytes: 214_000,
  bytes: 1_100_000,
  rows: 500,
};
