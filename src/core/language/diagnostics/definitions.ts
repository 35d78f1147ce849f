import type { BinaryExpression, ODataUrl } from '../../odata';
import { definitionSets } from '../reference/options';
import { pages } from './links';
import { mayBeNull } from './meanings';
import { removeOption } from './optionEdits';
import type { Report } from './report';
import type { Subject } from './rule';
import { visitExpressions } from './walk';

const options = new Set(['top', 'orderby', 'apply']);
// "This path does not support the use of the $filter system query option" (Query table definitions).
const optionSetOptions = new Set([...options, 'filter']);
const functions = new Set(['contains', 'startswith', 'endswith']);

/**
 * What the definitions of tables and columns do not take, though rows do. The server answers "The query parameter $top
 * is not supported" (0x80060888) and "The "startswith" function isn't supported for Metadata Entities" (0x8006088a).
 */
export function checkDefinitions(subject: Subject, report: Report): void {
  const { url } = subject;
  if (!definitionSets.has(url.path.segments[0]?.name.name ?? '')) return;
  checkOptions(url, report);
  checkCast(url, report);
  visitExpressions(url, (expression) => {
    if (expression.kind === 'binary') checkCompared(subject, expression, report);
    if (expression.kind !== 'call' || !functions.has(expression.name.name)) return;
    report.target(expression.name, {
      code: 'unsupported-on-definitions',
      severity: 'error',
      message: `Definitions of tables and columns are not searched with "${expression.name.name}". Compare with eq or ne, or filter the answer.`,
      link: pages.definitions,
    });
  });
}

function checkOptions({ options: written, path, text }: ODataUrl, report: Report): void {
  const ofSets = path.segments[0]?.name.name === 'GlobalOptionSetDefinitions';
  for (const option of written) {
    if (!(ofSets ? optionSetOptions : options).has(option.kind)) continue;
    const edits = [removeOption(text, option, written)];
    report.target(option.name, {
      code: 'unsupported-on-definitions',
      severity: 'error',
      message:
        option.kind === 'filter'
          ? "Definitions of choices do not take $filter. Ask for one by its name: GlobalOptionSetDefinitions(Name='…')."
          : `Definitions of tables and columns do not take ${option.name.name}: all that $filter leaves come in one answer. Leave it out.`,
      link: pages.definitions,
      fixes: [{ title: `Remove ${option.name.name}`, edits, preferred: true }],
    });
  }
}

/** The service document has the type that all choices derive from, but the server has no columns of it. */
function checkCast({ path }: ODataUrl, report: Report): void {
  for (const { name } of path.segments) {
    if (!name.name.endsWith('.EnumAttributeMetadata')) continue;
    report.target(name, {
      code: 'unsupported-on-definitions',
      severity: 'error',
      message:
        'Columns cannot be cast to this type. Ask for PicklistAttributeMetadata, StateAttributeMetadata, StatusAttributeMetadata, … each in a request of its own.',
      link: pages.definitions,
    });
  }
}

/** Of a label no member can be compared. */
function checkCompared(
  { binding, url }: Subject,
  { left: side, right }: BinaryExpression,
  report: Report,
): void {
  if (!binding || side.kind !== 'path') return;
  if (mayBeNull(url, right)) return;
  const types = side.segments.map(({ end }) => {
    const meaning = binding.referenceAt(end)?.meaning;
    return meaning?.kind === 'property' ? meaning.property.type.name : '';
  });
  if (!types.some((type) => type.endsWith('.Label'))) return;
  report.target(side, {
    code: 'unsupported-on-definitions',
    severity: 'error',
    message: 'Definitions are not filtered by their labels. Filter the answer.',
    link: pages.definitions,
  });
}
