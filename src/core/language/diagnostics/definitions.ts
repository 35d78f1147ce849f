import type { ODataUrl } from '../../odata';
import { pages } from './links';
import { removeOption } from './optionEdits';
import type { Report } from './report';
import type { Subject } from './rule';
import { visitExpressions } from './walk';

const sets = new Set([
  'EntityDefinitions',
  'GlobalOptionSetDefinitions',
  'RelationshipDefinitions',
  'ManagedPropertyDefinitions',
]);
const options = new Set(['top', 'orderby', 'apply']);
const functions = new Set(['contains', 'startswith', 'endswith']);

/**
 * What the definitions of tables and columns do not take, though rows do. The server answers "The query parameter $top
 * is not supported" (0x80060888) and "The "startswith" function isn't supported for Metadata Entities" (0x8006088a).
 */
export function checkDefinitions({ url }: Subject, report: Report): void {
  if (!sets.has(url.path.segments[0]?.name.name ?? '')) return;
  checkOptions(url, report);
  visitExpressions(url, (expression) => {
    if (expression.kind !== 'call' || !functions.has(expression.name.name)) return;
    report.target(expression.name, {
      code: 'unsupported-on-definitions',
      severity: 'error',
      message: `Definitions of tables and columns are not searched with "${expression.name.name}". Compare with eq or ne, or filter the answer.`,
      link: pages.definitions,
    });
  });
}

function checkOptions({ options: written, text }: ODataUrl, report: Report): void {
  for (const option of written) {
    if (!options.has(option.kind)) continue;
    const edits = [removeOption(text, option, written)];
    report.target(option.name, {
      code: 'unsupported-on-definitions',
      severity: 'error',
      message: `Definitions of tables and columns do not take ${option.name.name}: all that $filter leaves come in one answer. Leave it out.`,
      link: pages.definitions,
      fixes: [{ title: `Remove ${option.name.name}`, edits, preferred: true }],
    });
  }
}
