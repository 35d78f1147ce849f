import type { ODataUrl } from '../../odata';
import type { PathResult } from '../binding';
import { pages } from './links';
import type { DraftFix, Finding, Report } from './report';
import type { Subject } from './rule';

/** A method that the address does not take: Dataverse answers 405. */
export function checkMethod({ block, binding, url }: Subject, report: Report): void {
  const last = url.path.segments.at(-1);
  if (!binding || !last || url.errors.some(({ start }) => start < url.path.end)) return;
  const { query, method } = block;
  const finding = refusalOf(method, binding.result) ?? refusalOfReference(method, binding.result, url);
  if (!finding) return;
  const { meant, ...rest } = finding;
  // Where no method is written there is none to report at.
  if (!query.method) {
    report.target(last.name, rest);
    return;
  }
  const { start, end } = query.method;
  const fixes: DraftFix[] =
    meant === undefined
      ? []
      : [{ title: `Write ${meant}`, edits: [{ start, end, text: meant }], preferred: true }];
  report.document(query.method, { ...rest, fixes });
}

type Refusal = Finding & { readonly meant?: string };

function refusalOf(method: string, result: PathResult): Refusal | undefined {
  const { operation } = result;
  if (operation) return refusalOfCall(method, operation);
  if (result.suffix === '$batch' && method !== 'POST') {
    return {
      code: 'wrong-method',
      severity: 'error',
      message: 'A batch is sent with POST.',
      link: pages.batch,
      meant: 'POST',
    };
  }
  if (result.suffix !== undefined || result.property || result.type?.kind !== 'entity') return undefined;
  // PUT on a relationship replaces all rows of it, as Microsoft's page shows it for the parties of an e-mail.
  if (method === 'PUT' && result.navigation) return undefined;
  if (result.collection && ['PATCH', 'PUT', 'DELETE'].includes(method)) {
    return {
      code: 'wrong-method',
      severity: 'error',
      message: `${method} is for one row, and this is all of them. Name the row: …(00000000-0000-0000-0000-000000000000).`,
      link: pages.update,
    };
  }
  if (result.collection || method !== 'POST') return undefined;
  return {
    code: 'wrong-method',
    severity: 'error',
    message: 'POST creates a row in a table, and this is one row. Change it with PATCH.',
    link: pages.update,
    meant: 'PATCH',
  };
}

/** A lookup holds one row, which PUT sets; rows are added to many with POST. */
function refusalOfReference(
  method: string,
  { collection, navigation, suffix }: PathResult,
  { options }: ODataUrl,
): Refusal | undefined {
  if (!navigation || suffix !== '$ref') return undefined;
  const { name } = navigation.navigation;
  if (method === 'DELETE' && collection && !options.some((option) => option.name.name === '$id')) {
    return {
      code: 'missing-key',
      severity: 'error',
      message: `"${name}" leads to many rows. Say which one is taken out: ${name}(00000000-0000-0000-0000-000000000000)/$ref.`,
      link: pages.associate,
    };
  }
  // Also where one of them is named.
  const many = navigation.navigation.collection;
  const [wrong, meant] = many ? ['PUT', 'POST'] : ['POST', 'PUT'];
  if (method !== wrong) return undefined;
  return {
    code: 'wrong-method',
    severity: 'warning',
    message: many
      ? `"${name}" leads to many rows: one is added to them with POST.`
      : `"${name}" leads to one row: it is set with PUT.`,
    link: pages.associate,
    meant,
  };
}

function refusalOfCall(
  method: string,
  { kind, name }: NonNullable<PathResult['operation']>,
): Refusal | undefined {
  if (kind === 'action' && method !== 'POST') {
    return {
      code: 'wrong-method',
      severity: 'error',
      message: `"${name}" is an action: it is called with POST, its parameters in the body.`,
      link: pages.actions,
      meant: 'POST',
    };
  }
  if (kind === 'action' || method === 'GET') return undefined;
  return {
    code: 'wrong-method',
    severity: 'error',
    message: `"${name}" is a function: it is called with GET, its parameters in the address.`,
    link: pages.functions,
    meant: 'GET',
  };
}
