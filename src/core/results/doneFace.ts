import type { ResponsePage } from '../dataverse/execution';

/** What an answer without a body says: a write that succeeded. */
export interface DoneFace {
  /** `Created accounts(…)`, `Updated accounts(…)`, `Deleted accounts(…)`, `Done`. */
  readonly title: string;
  readonly note?: string;
}

/** Reads an answer without a body (204, or a 2xx with nothing in it). */
export function doneFace({ request, response }: ResponsePage): DoneFace {
  const entity = entityOf(response.headers['odata-entityid'] ?? response.headers['location']);
  const target = entity ?? entityOf(request.url) ?? 'the record';
  switch (request.method.toUpperCase()) {
    case 'POST':
      return entity ? { title: `Created ${entity}` } : { title: 'Done' };
    case 'DELETE':
      return { title: `Deleted ${target}` };
    case 'PUT':
      return { title: `Updated ${target}` };
    case 'PATCH':
      return patched(request.headers, target);
    default:
      return { title: 'Done', note: 'The server sent no body.' };
  }
}

/**
 * Dataverse answers an update and an upsert that created the record alike; only the preconditions tell them apart.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/perform-conditional-operations-using-web-api
 */
function patched(headers: ResponsePage['request']['headers'], target: string): DoneFace {
  const has = (name: string): boolean => headers.some(([own]) => own.toLowerCase() === name);
  if (has('if-match')) return { title: `Updated ${target}` };
  if (has('if-none-match')) return { title: `Created ${target}` };
  return {
    title: `Updated ${target}`,
    note: 'If it did not exist, it was created. Add the header If-Match: * to update only what exists.',
  };
}

/** `accounts(…)` of a Web API URL: what stands behind the version, without options. */
function entityOf(url: string | undefined): string | undefined {
  const path = url?.split('?', 1)[0]?.match(/\/api\/data\/v[\d.]+\/(.+)$/)?.[1];
  if (path === undefined) return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
