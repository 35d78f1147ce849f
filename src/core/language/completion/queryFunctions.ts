import type { ColumnLabels, SchemaLabels } from '../../metadata/labels';
import type { Operation, Property } from '../../metadata/model';
import type { StructuredType } from '../binding';
import { catalogOf } from './catalog';
import { Rank, type Draft } from './draft';
import { signatureText } from './operations';
import type { Site } from './site';

/** What kind of column a query function looks at. */
type Subject = 'date' | 'owner' | 'row' | 'choices' | 'language' | 'any';

// Names of query functions (Web API Query Function Reference); what no pattern knows takes any column.
const subjects: readonly (readonly [pattern: RegExp, subject: Subject])[] = [
  [/UserLanguage$/, 'language'],
  [/(?:User|Team|Business|Teams|Hierarchy|HierarchyAndTeams)(?:Id)?$/, 'owner'],
  [/^(?:Not)?(?:Above|Under|AboveOrEqual|UnderOrEqual)$/, 'row'],
  [/ContainValues$/, 'choices'],
  [
    /^(?:Last|Next|This|OlderThan|InFiscal|InOrAfterFiscal|InOrBeforeFiscal|On(?:Or|$))|^(?:NotOn|Today|Tomorrow|Yesterday)$/,
    'date',
  ],
];

export function subjectOf(name: string): Subject {
  return subjects.find(([pattern]) => pattern.test(name))?.[1] ?? 'any';
}

/** Whether a query function can look at a column, as far as its type tells. */
export function fitsSubject(property: Property, known: ColumnLabels | undefined, subject: Subject): boolean {
  const types = typesOf[subject];
  if (types !== undefined && !types.includes(property.type.name)) return false;
  return subject !== 'choices' || known?.type === undefined || known.type === 'MultiSelectPicklist';
}

const typesOf: Readonly<Partial<Record<Subject, readonly string[]>>> = {
  date: ['Edm.DateTimeOffset', 'Edm.Date'],
  owner: ['Edm.Guid'],
  row: ['Edm.Guid'],
  language: ['Edm.Int32'],
  // Several choices are a text of numbers.
  choices: ['Edm.String'],
};

/** The schema's query functions for which the type has a column. */
export function queryFunctionDrafts(site: Site, type: StructuredType | undefined): Draft[] {
  const { schema, labels, word } = site;
  if (!schema) return [];
  const fitting = fittingSubjects(type, labels);
  return catalogOf(schema)
    .queryFunctions.filter(({ name }) => fitting.has(subjectOf(name)))
    .map((operation) => functionDraft(operation, word.next === '('));
}

function fittingSubjects(type: StructuredType | undefined, labels: SchemaLabels | undefined): Set<Subject> {
  const all: readonly Subject[] = ['date', 'owner', 'row', 'choices', 'language', 'any'];
  if (!type || type.properties.length === 0) return new Set(all);
  return new Set(
    all.filter((subject) =>
      type.properties.some((property) =>
        fitsSubject(
          property,
          subject === 'choices' ? labels?.column(type.name, property.name) : undefined,
          subject,
        ),
      ),
    ),
  );
}

function functionDraft(operation: Operation, called: boolean): Draft {
  const { name, qualifiedName } = operation;
  const text = called ? qualifiedName : `${qualifiedName}(${parametersText(operation)})$0`;
  return {
    label: name,
    kind: 'function',
    insertText: text,
    ...(called ? {} : { snippet: true, suggestNext: true }),
    detail: signatureText(operation),
    filterText: `${name} ${qualifiedName}`,
    rank: Rank.seldom,
  };
}

/** `PropertyName='…',PropertyValue=…`, each value in the form that Dataverse reads. */
function parametersText({ name: called, parameters }: Operation): string {
  return parameters
    .map(({ name, type }, at) => {
      const stop = `$${at + 1}`;
      if (type.collection) {
        const second = called.endsWith('Between') ? `,"$${at + 2}"` : '';
        return `${name}=["${stop}"${second}]`;
      }
      if (type.name === 'Edm.String') return `${name}='${stop}'`;
      return `${name}=\${${at + 1}:${type.name === 'Edm.Boolean' ? 'true' : '1'}}`;
    })
    .join(',');
}
