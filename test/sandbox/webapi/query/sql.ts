import type { SqlValue } from 'node:sqlite';

/** A piece of SQL with the values of its question marks, in order. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** Names come from the schema only; whatever a request says goes in as a value. */
export const raw = (text: string): Sql => ({ text, values: [] });
export const value = (of: SqlValue): Sql => ({ text: '?', values: [of] });

/** Template: strings stay, Sql parts are joined in with their values. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | string)[]): Sql {
  const values: SqlValue[] = [];
  let text = strings[0] ?? '';
  parts.forEach((part, index) => {
    if (typeof part === 'string') text += part;
    else {
      text += part.text;
      values.push(...part.values);
    }
    text += strings[index + 1] ?? '';
  });
  return { text, values };
}

export function join(parts: readonly Sql[], separator: string): Sql {
  return {
    text: parts.map((part) => part.text).join(separator),
    values: parts.flatMap((part) => part.values),
  };
}

export function all(conditions: readonly Sql[]): Sql {
  if (conditions.length === 0) return raw('1');
  return join(
    conditions.map((condition) => sql`(${condition})`),
    ' AND ',
  );
}

/** Conditions under one operator as a balanced tree: SQLite goes 1,000 deep, and URLs hold more conditions than that. */
export function balanced(conditions: readonly Sql[], operator: 'AND' | 'OR'): Sql {
  const [only] = conditions;
  if (only === undefined || conditions.length === 1) return only ?? raw('1');
  const middle = conditions.length >> 1;
  const [left, right] = [conditions.slice(0, middle), conditions.slice(middle)];
  return sql`(${balanced(left, operator)}) ${operator} (${balanced(right, operator)})`;
}

export const name = (identifier: string): string => `"${identifier}"`;

/** Pattern of LIKE … ESCAPE '\' around a literal text. */
export const likeLiteral = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
