import type { KeptResult } from '../../../../src/core/results/keptResult';

export const kept: KeptResult = {
  key: 'file:///a.odata Accounts',
  title: 'Accounts',
  environment: { name: 'dev', protected: true },
  request: { method: 'GET', url: 'https://h.test/api/data/v9.2/accounts' },
  headers: [['Prefer', 'odata.maxpagesize=5']],
  origin: { uri: 'file:///a.odata', block: 'Accounts', target: 'accounts', environment: 'dev' },
  at: 1_790_000_000_000,
  pages: 2,
  rows: 10,
  bytes: 20,
  elapsedMs: 30,
  httpStatus: 200,
  nextLink: 'https://h.test/api/data/v9.2/accounts?$skiptoken=2',
};
