import type { EntityType, Property, Schema } from '../metadata/model';

/** A table or column that FetchXML names, and where; offsets of the text. */
export interface FetchName {
  /** `column`: of `type`, which is undefined where the table is not known. */
  readonly wanted: 'table' | 'column';
  readonly type: EntityType | undefined;
  readonly text: string;
  readonly start: number;
}

// What stands in comments is passed over.
const tagForm =
  /<!(?:--.*?--|\[CDATA\[.*?\]\])>|<(\/?)(entity|link-entity|attribute|order|condition)(?![\w:.-])((?:"[^"<]*"|'[^'<]*'|[^"'<>])*)>/gs;
const attributeForm = /([\w-]+)[\s+]*=[\s+]*(?:"([^"]*)"|'([^']*)')/g;

/** The names in FetchXML that is well formed up to its end, in the order of the text. Linear in time. */
export function* fetchNames(text: string, schema: Schema): Generator<FetchName> {
  const tables: (EntityType | undefined)[] = [];
  for (const { 0: tag, 1: slash, 2: name, 3: inner = '', index } of text.matchAll(tagForm)) {
    if (name === undefined) continue;
    const isTable = name.endsWith('entity');
    if (slash !== '') {
      if (isTable) tables.pop();
      continue;
    }
    const values = valuesOf(inner, index + tag.length - 1 - inner.length);
    const outer = tables.at(-1);
    if (isTable) {
      const table = values.get('name');
      const type = table && schema.entityType(table.text);
      if (table) yield { wanted: 'table', type, ...table };
      yield* columns(values, [type, 'from'], [outer, 'to']);
      if (!inner.endsWith('/')) tables.push(type);
    } else if (!values.has('entityname')) {
      // Else it is another table's.
      yield* columns(values, [outer, name === 'attribute' ? 'name' : 'attribute']);
    }
  }
}

type Values = Map<string, Pick<FetchName, 'text' | 'start'>>;

function* columns(
  values: Values,
  ...wanted: readonly (readonly [EntityType | undefined, string])[]
): Generator<FetchName> {
  for (const [type, name] of wanted) {
    const value = values.get(name);
    if (value) yield { wanted: 'column', type, ...value };
  }
}

function valuesOf(inner: string, start: number): Values {
  const values: Values = new Map();
  for (const { 0: whole, 1: name = '', 2: double, 3: single, index } of inner.matchAll(attributeForm)) {
    const text = double ?? single ?? '';
    values.set(name, { text, start: start + index + whole.length - 1 - text.length });
  }
  return values;
}

/** `primarycontactid`, not `_primarycontactid_value`. */
export function logicalName({ name, lookup }: Pick<Property, 'name' | 'lookup'>): string {
  return lookup ? name.slice(1, -'_value'.length) : name;
}
