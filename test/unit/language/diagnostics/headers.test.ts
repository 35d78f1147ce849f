import { diagnosticCases } from '../support/diagnosticCases';

diagnosticCases('headers', [
  {
    code: 'unknown-preference',
    severity: 'warning',
    bad: 'contacts?$select=fullname\nPrefer: «odata.maxpagesiz»=5',
    good: [
      'contacts?$select=fullname\nPrefer: odata.maxpagesize=5, odata.include-annotations="*", return=representation',
      'contacts?$select=fullname\nPrefer: odata.continue-on-error; respond-async',
    ],
    fixed: 'contacts?$select=fullname\nPrefer: odata.maxpagesize=5',
  },
  {
    code: 'unknown-preference',
    severity: 'warning',
    bad: 'contacts?$select=fullname\nPrefer: return=representation,«maxpagesize»=5',
    good: [],
    fixed: 'contacts?$select=fullname\nPrefer: return=representation,odata.maxpagesize=5',
  },
  {
    code: 'bad-preference-value',
    severity: 'warning',
    bad: 'contacts?$select=fullname\nPrefer: odata.maxpagesize=«10000»',
    good: [],
    fixed: 'contacts?$select=fullname\nPrefer: odata.maxpagesize=5000',
  },
  {
    code: 'bad-preference-value',
    severity: 'warning',
    bad: 'contacts?$select=fullname\nPrefer: return=«all»',
    good: ['contacts?$select=fullname\nPrefer: return=minimal'],
  },
  {
    code: 'misspelt-header',
    severity: 'warning',
    bad: 'contacts?$select=fullname\n«Prefr»: odata.maxpagesize=5',
    good: ['contacts?$select=fullname\nX-Anything: 1\nprefer: odata.maxpagesize=5\nIf-None-Match: null'],
    fixed: 'contacts?$select=fullname\nPrefer: odata.maxpagesize=5',
  },
  {
    code: 'header-not-sent',
    severity: 'information',
    bad: '@token = abc\n\nGET contacts?$select=fullname\n«authorization: Bearer {{token}}»\nPrefer: odata.maxpagesize=5',
    says: 'not sent',
    good: ['GET contacts?$select=fullname\nHost: contoso.crm.dynamics.com\nContent-Length: 0'],
  },
  {
    code: 'bad-header-value',
    severity: 'warning',
    bad: 'PATCH contacts(1)\nIf-Match: «123»\n\n{}',
    good: ['PATCH contacts(1)\nIf-Match: W/"123"\n\n{}', 'PATCH contacts(1)\nIf-Match: *\n\n{}'],
    fixed: 'PATCH contacts(1)\nIf-Match: *\n\n{}',
  },
  {
    code: 'metadata-as-json',
    severity: 'error',
    bad: '$metadata\nAccept: «application/json»',
    good: [
      'contacts?$select=fullname\nAccept: application/json',
      '$metadata\nAccept: application/json;q=0.1, application/xml',
      '$metadata\nAccept: */*',
    ],
    fixed: '$metadata\nAccept: application/xml',
  },
  {
    code: 'answer-not-json',
    severity: 'error',
    bad: 'contacts?$select=fullname\nAccept: «application/xml»',
    says: '415',
    good: [
      '$metadata\nAccept: application/xml',
      'contacts?$select=fullname\nAccept: application/json;odata.metadata=full',
      'contacts?$select=fullname\nAccept: text/html, application/xml;q=0.9, */*;q=0.8',
      'contacts/$count\nAccept: text/plain',
      'accounts(00000000-0000-0000-0000-000000000001)/entityimage/$value\nAccept: application/octet-stream',
      'POST $batch\nAccept: multipart/mixed\nContent-Type: multipart/mixed; boundary=b\n\n--b--',
    ],
    fixed: 'contacts?$select=fullname\nAccept: application/json',
  },
  {
    code: 'answer-not-json',
    severity: 'error',
    bad: 'contacts?$select=fullname\nAccept: «text/csv»',
    good: [],
    fixed: 'contacts?$select=fullname\nAccept: application/json',
  },
  {
    code: 'body-not-json',
    severity: 'error',
    bad: 'POST contacts\nContent-Type: «text/plain»\n\n{"lastname":"a"}',
    says: '415',
    good: [
      'POST contacts\nContent-Type: Application/JSON; charset=utf-8\n\n{"lastname":"a"}',
      'PATCH accounts(00000000-0000-0000-0000-000000000001)/entityimage\nContent-Type: application/octet-stream\n\nabc',
      'GET contacts?$select=fullname\nContent-Type: text/plain',
      'DELETE contacts(00000000-0000-0000-0000-000000000001)\nContent-Type: text/plain',
    ],
    fixed: 'POST contacts\nContent-Type: application/json\n\n{"lastname":"a"}',
  },
  {
    code: 'body-not-json',
    severity: 'error',
    bad: 'PATCH contacts(00000000-0000-0000-0000-000000000001)\nContent-Type: «application/x-www-form-urlencoded»\n\nlastname=a',
    good: [],
    fixed:
      'PATCH contacts(00000000-0000-0000-0000-000000000001)\nContent-Type: application/json\n\nlastname=a',
  },
]);
