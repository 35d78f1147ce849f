import type { HeaderLine } from '../../queryfile';
import type { RequestText } from '../document';
import { headerEntries } from '../reference/headers';
import { pages } from './links';
import { checkMediaType } from './mediaTypes';
import { nearestNames, shown } from './nearest';
import { checkPreferences } from './preferences';
import type { Report } from './report';
import type { Subject } from './rule';

/** Headers that Dataverse or HTTP knows, beside those that completion offers. */
const others = [
  'Accept-Encoding',
  'Accept-Language',
  'AutoDisassociate',
  'Authorization',
  'Cache-Control',
  'Connection',
  'Content-Disposition',
  'Content-Encoding',
  'Content-ID',
  'Content-Length',
  'Content-Range',
  'Content-Transfer-Encoding',
  'Cookie',
  'Date',
  'Host',
  'MSCRM.BypassBusinessLogicExecutionStepIds',
  'MSCRM.BypassCustomPluginExecution',
  'MSCRM.MergeLabels',
  'MSCRM.ShouldReturnFullBody',
  'MSCRM.SolutionUniqueName',
  'MSCRM.SuppressCallbackRegistrationExpanderJob',
  'OData-MaxVersion',
  'OData-Version',
  'Origin',
  'Range',
  'Referer',
  'User-Agent',
];

const known = [...new Set([...headerEntries.map(({ name }) => name), ...others])];

export function checkHeaders(subject: Subject, report: Report): void {
  const { block } = subject;
  const values = block.headerValues;
  for (const [at, header] of block.query.headers.entries()) {
    const value = values[at];
    if (!value) continue;
    const lower = header.name.name.toLowerCase();
    if (lower === 'authorization') reportToken(header, report);
    else if (lower === 'prefer') checkPreferences(value, report);
    else if (known.some((name) => name.toLowerCase() === lower)) checkValue(lower, value, report);
    else checkName(header, report);
    checkMediaType(lower, value, subject, report);
  }
}

/** Files of other tools carry it. It is left out wherever a request is made of them: see `sentHeaders`. */
function reportToken({ start, end }: HeaderLine, report: Report): void {
  report.document(
    { start, end },
    {
      code: 'header-not-sent',
      severity: 'information',
      message:
        'This header is not sent: the token of the environment is added by itself. Take the line out, and keep tokens out of files.',
      link: pages.headers,
      unnecessary: true,
    },
  );
}

/** A header that is unknown but looks like a known one. Others may have a meaning to a proxy. */
function checkName({ name }: HeaderLine, report: Report): void {
  const near = nearestNames(name.name, known);
  if (near.length === 0 || /^x-/i.test(name.name)) return;
  report.document(name, {
    code: 'misspelt-header',
    severity: 'warning',
    message: `Dataverse does not know the header ${shown(name.name)}. Did you mean ${near[0] ?? ''}?`,
    link: pages.headers,
    fixes: near.map((one) => ({
      title: `Write ${one}`,
      edits: [{ start: name.start, end: name.end, text: one }],
    })),
  });
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface ValueRule {
  readonly accepts: RegExp;
  readonly advice: string;
  readonly instead?: string;
}

const rules: Readonly<Record<string, ValueRule>> = {
  'odata-version': { accepts: /^4\.0$/, advice: 'Dataverse speaks OData 4.0.', instead: '4.0' },
  'odata-maxversion': { accepts: /^4\.0[1]?$/, advice: 'Dataverse speaks OData 4.0.', instead: '4.0' },
  'if-match': {
    accepts: /^(?:\*|(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*)$/,
    advice: 'Write * or the @odata.etag of the row, such as W/"1234567".',
    instead: '*',
  },
  'if-none-match': {
    accepts: /^(?:\*|null|(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*)$/,
    advice: 'Write *, null, or an @odata.etag such as W/"1234567".',
    instead: '*',
  },
  callerobjectid: { accepts: guid, advice: 'Write the Entra object id of the user: a GUID.' },
  mscrmcallerid: { accepts: guid, advice: 'Write the systemuserid of the user: a GUID.' },
  consistency: { accepts: /^Strong$/, advice: 'The only value is Strong.', instead: 'Strong' },
  autodisassociate: { accepts: /^(?:true|false)$/i, advice: 'Write true or false.', instead: 'true' },
  'mscrm.mergelabels': { accepts: /^(?:true|false)$/i, advice: 'Write true or false.', instead: 'true' },
  'mscrm.suppressduplicatedetection': {
    accepts: /^(?:true|false)$/i,
    advice: 'Write true or false.',
    instead: 'true',
  },
  'mscrm.bypasscustompluginexecution': {
    accepts: /^(?:true|false)$/i,
    advice: 'Write true or false.',
    instead: 'true',
  },
};

function checkValue(header: string, value: RequestText, report: Report): void {
  const range = { start: 0, end: value.text.length };
  const rule = Object.hasOwn(rules, header) ? rules[header] : undefined;
  if (!rule || rule.accepts.test(value.text)) return;
  const { instead } = rule;
  report.text(value, range, {
    code: 'bad-header-value',
    severity: 'warning',
    message: `Dataverse does not understand this value. ${rule.advice}`,
    link: pages.headers,
    fixes: instead === undefined ? [] : [{ title: `Write ${instead}`, edits: [{ ...range, text: instead }] }],
  });
}
