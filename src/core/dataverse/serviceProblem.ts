import type { CauseId } from '../base/causeId';
import type { HttpRequest, HttpResponse } from '../base/http';
import type { Problem } from '../base/problem';
import { decodeUtf8 } from '../base/utf8';
import { accessRules } from './accessRules';
import { queryRules } from './queryRules';
import { recordRules } from './recordRules';
import type { ServiceError } from './serviceError';
import { isHtml, readServiceError, requestIdOf } from './serviceError';
import type { Explanation } from './serviceRule';
import { applyRule } from './serviceRule';
import { statusExplanation, statusReason } from './statusExplanation';

const rules = [...accessRules, ...recordRules, ...queryRules];

/** The Web API's refusal (status 400 and up) in plain words. `retryAfterMs`: as the answer's header asks. */
export function serviceProblem(
  request: Pick<HttpRequest, 'method' | 'url'>,
  response: HttpResponse,
  retryAfterMs?: number,
): Problem {
  const error = readServiceError(response);
  const { explanation } = judgeServiceError(error, request);
  const details = [error.message, error.trace].filter(Boolean).join('\n\n').slice(0, 6000);
  return {
    kind: explanation.kind ?? kindOf(error),
    title: oneLine(explanation.title),
    ...(explanation.cause === undefined ? {} : { cause: explanation.cause }),
    remedy: explanation.remedy,
    ...(explanation.action === undefined ? {} : { action: explanation.action }),
    ...(error.code === undefined ? {} : { code: error.code }),
    status: error.status,
    ...(error.requestId === undefined ? {} : { correlationId: error.requestId }),
    ...(details === '' ? {} : { details }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** A web page with a success status, where the Web API was asked for data; undefined where the answer is in order. */
export function wrongKindOfAnswer(
  request: Pick<HttpRequest, 'url'>,
  response: HttpResponse,
): Problem | undefined {
  // A column may well hold a page: then `$value` is one.
  if (/\/\$value(?:[?#]|$)/i.test(request.url)) return undefined;
  const data = /json|xml|plain|octet/i.test(response.headers['content-type'] ?? '');
  const start = decodeUtf8(response.body, 0, Math.min(64, response.body.length)).trimStart();
  if (data || !isHtml(response, start)) return undefined;
  const requestId = requestIdOf(response);
  return {
    kind: 'not-dataverse',
    title: 'A web page came instead of data.',
    cause: 'The address is not that of the Web API, or a sign-in page or proxy stands in front of it.',
    remedy: "Check the environment's address.",
    action: 'edit-environment',
    status: response.status,
    ...(requestId === undefined ? {} : { correlationId: requestId }),
  };
}

/** What a rule says, and how sure it is: `known` by code or words, `status` by nothing but the status. */
export interface ServiceVerdict {
  readonly reason: CauseId;
  readonly by: 'known' | 'status';
  readonly explanation: Explanation;
}

/** The one place where errors of the Web API are told apart. */
export function judgeServiceError(
  error: ServiceError,
  request: Pick<HttpRequest, 'method' | 'url'>,
): ServiceVerdict {
  if (!error.html) {
    for (const rule of rules) {
      const explanation = applyRule(rule, error);
      if (explanation) return { reason: rule.reason ?? 'malformed-request', by: 'known', explanation };
    }
  }
  return {
    reason: statusReason(error),
    by: 'status',
    explanation: statusExplanation(error, request),
  };
}

function kindOf(error: ServiceError): Problem['kind'] {
  if (error.status === 429) return 'throttled';
  if (error.status >= 500) return 'service-failed';
  return 'service-refused';
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 400 ? `${line.slice(0, 400)}…` : line;
}
