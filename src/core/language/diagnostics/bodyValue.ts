import type { TypeReference } from '../../metadata/model';
import type { BodyContext } from './bodyRecord';
import type { JsonNode } from './jsonTree';
import { pages } from './links';
import type { DraftFix } from './report';

interface ValueForm {
  readonly fits: (value: JsonNode) => boolean;
  readonly what: string;
  /** What the value most likely means, as JSON. */
  readonly meant?: (value: JsonNode) => string | undefined;
}

const date = /^\d{4}-\d\d-\d\d$/;
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/i;
const guid = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

const number: ValueForm = {
  fits: ({ kind }) => kind === 'number',
  what: 'a number without quotes',
  meant: (value) =>
    value.kind === 'string' && /^-?\d+(?:\.\d+)?$/.test(value.value) ? value.value : undefined,
};

const integer: ValueForm = {
  ...number,
  fits: (value) => value.kind === 'number' && Number.isInteger(value.value),
  what: 'a whole number without quotes',
};

const forms: Readonly<Record<string, ValueForm>> = {
  'Edm.String': {
    fits: ({ kind }) => kind === 'string',
    what: 'a text in double quotes',
    meant: (value) =>
      value.kind === 'number' || value.kind === 'boolean' ? JSON.stringify(String(value.value)) : undefined,
  },
  'Edm.Boolean': {
    fits: ({ kind }) => kind === 'boolean',
    what: 'true or false without quotes',
    meant: (value) => {
      const text = 'value' in value ? String(value.value).toLowerCase() : '';
      if (text === '1' || text === 'true') return 'true';
      return text === '0' || text === 'false' ? 'false' : undefined;
    },
  },
  'Edm.Int16': integer,
  'Edm.Int32': integer,
  // Beyond what JavaScript holds, people write it as a text, which Dataverse reads.
  'Edm.Int64': { ...integer, fits: (value) => integer.fits(value) || value.kind === 'string' },
  'Edm.Decimal': number,
  'Edm.Double': number,
  'Edm.Guid': {
    fits: (value) => value.kind === 'string' && guid.test(value.value),
    what: 'a GUID in double quotes',
  },
  'Edm.Date': {
    fits: (value) => value.kind === 'string' && (date.test(value.value) || dateTime.test(value.value)),
    what: 'a date such as "2026-01-31"',
  },
  'Edm.DateTimeOffset': {
    fits: (value) => value.kind === 'string' && (dateTime.test(value.value) || date.test(value.value)),
    what: 'a date and time such as "2026-01-31T08:00:00Z"',
  },
  'Edm.Binary': { fits: ({ kind }) => kind === 'string', what: 'a text in Base64' },
};

/** Whether a JSON value is of a type's form; `name` as the message begins. `null` always is. */
export function checkBodyValue(
  context: BodyContext,
  type: TypeReference,
  value: JsonNode,
  name: string,
): void {
  if (value.kind === 'null' || value.kind === 'broken') return;
  if (type.collection) {
    if (value.kind === 'array') {
      for (const item of value.items) {
        checkBodyValue(context, { ...type, collection: false }, item, `Each value of ${name}`);
      }
    } else reportForm(context, value, { fits: () => false, what: 'an array: [ … ]' }, name);
    return;
  }
  const form = forms[type.name] ?? formOfNamed(context, type.name);
  if (form && !form.fits(value)) reportForm(context, value, form, name);
}

function formOfNamed({ schema }: BodyContext, name: string): ValueForm | undefined {
  if (name.startsWith('Edm.')) return undefined;
  const members = schema.enumType(name)?.members;
  if (members) {
    return {
      fits: (value) =>
        value.kind === 'number' ||
        (value.kind === 'string' &&
          value.value
            .split(',')
            .every((one) => members.some((member) => [member.name, member.value].includes(one.trim())))),
      what: `one of ${members
        .slice(0, 6)
        .map((member) => `"${member.name}"`)
        .join(', ')}${members.length > 6 ? ', …' : ''}`,
    };
  }
  const structured = schema.complexType(name) ?? schema.entityType(name);
  return structured && { fits: ({ kind }) => kind === 'object', what: 'an object: { … }' };
}

function reportForm({ body, report }: BodyContext, value: JsonNode, form: ValueForm, name: string): void {
  const { start, end } = value;
  const meant = form.meant?.(value);
  const fixes: DraftFix[] =
    meant === undefined
      ? []
      : [{ title: `Write ${meant}`, edits: [{ start, end, text: meant }], preferred: true }];
  const isContainer = value.kind === 'object' || value.kind === 'array';
  report.text(
    body,
    { start, end: isContainer ? start + 1 : end },
    {
      code: 'wrong-json-type',
      severity: 'error',
      message: `${name} takes ${form.what}.`,
      link: pages.create,
      fixes,
    },
  );
}
