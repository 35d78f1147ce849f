// Sets of choices: a column's own, or global ones that several columns share.
import type { Choice, Column, Table } from '../schema/model';
import { metadataId } from './ids';
import { label, managed } from './values';
import type { MetadataItem } from './values';
import { columnDescription, columnLabel } from './wording';

/** `account_industrycode`, or the name of the global set. */
export const optionSetName = (table: Table, column: Column): string =>
  column.globalChoice ?? `${table.logicalName}_${column.logicalName}`;

const kinds: Readonly<Record<string, string>> = { statecode: 'State', statuscode: 'Status' };

export function optionSet(table: Table, column: Column): MetadataItem {
  const name = optionSetName(table, column);
  const id = metadataId(`choice ${name}`);
  const custom = table.custom === true || /^(new|sample)_/.test(column.logicalName);
  const common = {
    Description: label(columnDescription(table, column), `choice ${name} Description`),
    DisplayName: label(columnLabel(table, column), `choice ${name} DisplayName`),
    IsCustomOptionSet: custom,
    IsGlobal: column.globalChoice !== undefined,
    IsManaged: !custom,
    IsCustomizable: managed(true, 'iscustomizable'),
    Name: name,
    IntroducedVersion: '5.0.0.0',
    MetadataId: id,
  };
  if (column.kind === 'boolean') return booleanSet(column, { id, name, common });
  const values = {
    ...common,
    OptionSetType: kinds[column.logicalName] ?? 'Picklist',
    Options: (column.choices ?? []).map((choice) => option(name, choice, stateOf(column, choice))),
  };
  return { type: 'OptionSetMetadata', id, values };
}

function booleanSet(
  column: Column,
  { id, name, common }: { id: string; name: string; common: object },
): MetadataItem {
  const [no, yes] = [0, 1].map((value) => column.choices?.find((choice) => choice.value === value));
  return {
    type: 'BooleanOptionSetMetadata',
    id,
    values: {
      ...common,
      OptionSetType: 'Boolean',
      TrueOption: yes === undefined ? null : option(name, yes),
      FalseOption: no === undefined ? null : option(name, no),
    },
  };
}

function option(set: string, { value, label: text, description }: Choice, more: object = {}): object {
  const what = `option ${set} ${value}`;
  return {
    ...more,
    Value: value,
    Label: label(text, what),
    Description: label(description, `${what} Description`),
    Color: null,
    IsManaged: true,
    ExternalValue: null,
    MetadataId: null,
    HasChanged: null,
  };
}

function stateOf(column: Column, { value, label: text, state }: Choice): object {
  if (column.logicalName === 'statuscode') {
    return {
      '@odata.type': '#Microsoft.Dynamics.CRM.StatusOptionMetadata',
      State: state ?? 0,
      TransitionData: null,
    };
  }
  if (column.logicalName !== 'statecode') return {};
  return {
    '@odata.type': '#Microsoft.Dynamics.CRM.StateOptionMetadata',
    DefaultStatus: value + 1,
    InvariantName: text.replaceAll(' ', ''),
  };
}
