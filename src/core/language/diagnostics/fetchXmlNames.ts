import type { EntityType, Schema } from '../../metadata/model';
import { fetchNames, logicalName } from '../fetchXml';
import { nearestNames, shown } from './nearest';

/** A table or column in FetchXML that the schema does not have. Indices of the text. */
export interface UnknownName {
  readonly code: 'unknown-resource' | 'unknown-column';
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly near: readonly string[];
}

// Who has so many has another schema, or no use for more.
const mostUnknown = 50;

// Anything else is a place to fill in.
const isName = /^\w+$/;

/** The names of tables and columns in well-formed FetchXML, held against the schema. */
export function unknownFetchNames(xml: string, schema: Schema): UnknownName[] {
  const found: UnknownName[] = [];
  for (const { wanted, type, text, start } of fetchNames(xml, schema)) {
    const isTable = wanted === 'table';
    if (isTable ? type : !type || hasColumn(type, text)) continue;
    if (!isName.test(text)) continue;
    if (found.length >= mostUnknown) break;
    const near = nearestNames(text, type ? type.properties.map(logicalName) : schema.names('entityType'));
    if (type && near.length === 0 && shadow.test(text)) continue;
    const hint = near[0] === undefined ? '' : ` Did you mean "${near[0]}"?`;
    const what = type ? `"${type.name}" has no column` : 'There is no table';
    const message = `${what} ${shown(text)}.${hint}`;
    const code = isTable ? 'unknown-resource' : 'unknown-column';
    found.push({ code, start, end: start + text.length, message, near });
  }
  return found;
}

/** Lists of parties are no properties of an activity to the Web API. */
const partyLists =
  /^(?:allparties|from|to|b?cc|organizer|(?:required|optional)attendees|customers|partners|resources)$/;

// Of a column whose lookup has another name: `masteraccountidname` beside `_masterid_value`.
const shadow = /^(.+?)(?:yominame|name|type|(?:object)?typecode|dsc)$/;

/** `createdbyname` and the like hang on other columns; the service document does not have them. */
function hasColumn(type: EntityType, name: string): boolean {
  if (partyLists.test(name)) return true;
  const base = shadow.exec(name)?.[1];
  return [name, base, base && `${base}id`].some(
    (one) => one !== undefined && (type.property(one) ?? type.property(`_${one}_value`)) !== undefined,
  );
}
