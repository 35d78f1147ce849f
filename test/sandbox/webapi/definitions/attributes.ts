// A column as its AttributeMetadata, and the columns that only show it: `primarycontactidname`, `statecodename`.
import { never } from '../never';
import type { Column, ColumnKind, RequiredLevel, Table } from '../schema/model';
import { metadataId } from './ids';
import { optionSet } from './optionSets';
import { label, managed } from './values';
import type { MetadataItem } from './values';
import { columnDescription, columnLabel, schemaName } from './wording';

interface Kind {
  /** The derived type: `Lookup` of LookupAttributeMetadata. */
  readonly type: string;
  /** AttributeType. */
  readonly code: string;
  /** AttributeTypeName, without `Type` at its end. */
  readonly name: string;
}

const plain = (type: string): Kind => ({ type, code: type, name: type });
const virtual = (type: string): Kind => ({ type, code: 'Virtual', name: type });
const unique: Kind = { type: 'UniqueIdentifier', code: 'Uniqueidentifier', name: 'Uniqueidentifier' };

const kinds: Readonly<Record<Exclude<ColumnKind, 'lookup' | 'choice' | 'binary'>, Kind>> = {
  key: unique,
  guid: unique,
  text: plain('String'),
  memo: plain('Memo'),
  integer: plain('Integer'),
  bigint: plain('BigInt'),
  decimal: plain('Decimal'),
  double: plain('Double'),
  money: plain('Money'),
  boolean: plain('Boolean'),
  datetime: plain('DateTime'),
  date: plain('DateTime'),
  entityname: plain('EntityName'),
  managed: plain('ManagedProperty'),
  multichoice: virtual('MultiSelectPicklist'),
  image: virtual('Image'),
  file: virtual('File'),
};

/** The tables that a lookup leads to: owners are users and teams. */
const targetsOf = ({ targets = [] }: Column): string[] => [
  ...new Set(targets.flatMap(({ table }) => (table === 'principal' ? ['systemuser', 'team'] : [table]))),
];

/** Undefined for what definitions do not name: bytes beside the text that holds them. */
function kindOf(column: Column): Kind | undefined {
  const { kind, logicalName } = column;
  if (kind === 'binary') return undefined;
  if (kind === 'lookup') return lookupKind(column);
  if (kind !== 'choice') return kinds[kind];
  if (logicalName === 'statecode') return plain('State');
  return plain(logicalName === 'statuscode' ? 'Status' : 'Picklist');
}

const lookupCodes: Readonly<Record<string, string>> = {
  'systemuser,team': 'Owner',
  'account,contact': 'Customer',
};

function lookupKind(column: Column): Kind {
  const code = lookupCodes[targetsOf(column).sort().join(',')] ?? 'Lookup';
  return { type: 'Lookup', code, name: code };
}

/** Every attribute of a table, in the order of its columns. */
export function attributesOf(table: Table): MetadataItem[] {
  return [...table.columns.values()].flatMap((column, index) => {
    const kind = kindOf(column);
    return kind === undefined ? [] : [attribute(table, column, kind, index + 1), ...shadows(table, column)];
  });
}

function attribute(table: Table, column: Column, kind: Kind, number: number): MetadataItem {
  const { logicalName, platformOwned = false } = column;
  const what = `column ${table.logicalName}.${logicalName}`;
  const id = metadataId(what);
  const custom = isCustom(table, logicalName);
  const writable = !platformOwned;
  const values = {
    ...base(table, logicalName, { custom, kind }),
    ...specific(table, column),
    ColumnNumber: number,
    Description: label(columnDescription(table, column), `${what} Description`, !custom),
    DisplayName: label(columnLabel(table, column), `${what} DisplayName`, !custom),
    IsPrimaryId: column === table.key,
    IsPrimaryName: column === table.nameColumn,
    IsValidForCreate: writable,
    IsValidForRead: true,
    IsValidForUpdate: writable && column.kind !== 'key',
    IsValidForForm: column.kind !== 'key',
    IsValidForGrid: true,
    IsRequiredForForm: false,
    RequiredLevel: {
      Value: requiredLevel(table, column),
      CanBeChanged: writable && column.kind !== 'key',
      ManagedPropertyLogicalName: 'canmodifyrequirementlevelsettings',
    },
    MetadataId: id,
  };
  const choices = column.choices === undefined ? undefined : optionSet(table, column);
  const related = (navigation: string): MetadataItem | null => {
    const wanted = column.globalChoice === undefined ? 'OptionSet' : 'GlobalOptionSet';
    return navigation === wanted ? (choices ?? null) : null;
  };
  return { type: `${kind.type}AttributeMetadata`, id, values, related };
}

function requiredLevel(table: Table, column: Column): RequiredLevel {
  if (column.required !== undefined) return column.required;
  if (column === table.key || ['ownerid', 'statecode'].includes(column.logicalName)) return 'SystemRequired';
  if (column === table.nameColumn && column.platformOwned !== true) return 'ApplicationRequired';
  return 'None';
}

const isCustom = (table: Table, logicalName: string): boolean =>
  table.custom === true || /^(new|sample)_/.test(logicalName);

function base(
  table: Table,
  logicalName: string,
  { custom, kind }: { custom: boolean; kind: Kind },
): Record<string, unknown> {
  return {
    AttributeOf: null,
    AttributeType: kind.code,
    AttributeTypeName: { Value: `${kind.name}Type` },
    IntroducedVersion: custom ? '1.0' : '5.0.0.0',
    EntityLogicalName: table.logicalName,
    IsAuditEnabled: managed(false, 'canmodifyauditsettings'),
    IsCustomAttribute: custom,
    CanBeSecuredForRead: false,
    CanBeSecuredForCreate: false,
    CanBeSecuredForUpdate: false,
    IsSecured: false,
    IsRetrievable: true,
    IsFilterable: true,
    IsSearchable: kind.type === 'String',
    IsManaged: !custom,
    IsGlobalFilterEnabled: managed(false, 'canmodifyglobalfiltersettings'),
    IsSortableEnabled: managed(false, 'canmodifyissortablesettings'),
    LogicalName: logicalName,
    IsCustomizable: managed(true, 'iscustomizable'),
    IsRenameable: managed(true, 'isrenameable'),
    IsValidForAdvancedFind: managed(true, 'canmodifysearchsettings'),
    CanModifyAdditionalSettings: managed(true, 'canmodifyadditionalsettings'),
    SchemaName: schemaName(logicalName),
    IsLogical: false,
    IsDataSourceSecret: false,
    SourceType: 0,
    AutoNumberFormat: '',
  };
}

/** What only this kind of column has. */
function specific(table: Table, column: Column): Record<string, unknown> {
  const { kind, maxLength = 100, precision = 2, format } = column;
  const bounds = (limit: number): object => ({ MinValue: -limit, MaxValue: limit, ImeMode: 'Disabled' });
  switch (kind) {
    case 'text': {
      const given = format ?? guessFormat(column.logicalName);
      return {
        Format: given,
        FormatName: { Value: given },
        MaxLength: maxLength,
        DatabaseLength: maxLength * 2,
        ImeMode: 'Auto',
        IsLocalizable: false,
      };
    }
    case 'memo':
      return { Format: 'TextArea', MaxLength: maxLength, ImeMode: 'Auto', IsLocalizable: false };
    case 'integer':
      return { Format: 'None', MinValue: -2_147_483_648, MaxValue: 2_147_483_647, SourceTypeMask: 0 };
    case 'bigint':
      return { MinValue: Number.MIN_SAFE_INTEGER, MaxValue: Number.MAX_SAFE_INTEGER };
    case 'decimal':
    case 'double':
      return { ...bounds(100_000_000_000), Precision: precision };
    case 'money':
      return {
        ...bounds(922_337_203_685_477),
        Precision: precision,
        PrecisionSource: 2,
        IsBaseCurrency: column.logicalName.endsWith('_base'),
        CalculationOf: column.logicalName.endsWith('_base') ? column.logicalName.slice(0, -5) : null,
      };
    case 'datetime':
      return dateSettings('DateAndTime', 'UserLocal');
    case 'date':
      return dateSettings('DateOnly', 'DateOnly');
    case 'boolean':
      return { DefaultValue: false, SourceTypeMask: 0 };
    case 'choice':
    case 'multichoice':
      return { DefaultFormValue: -1, SourceTypeMask: 0 };
    case 'lookup':
      return { Targets: targetsOf(column), Format: 'None' };
    case 'image':
      return {
        IsPrimaryImage: column.logicalName === 'entityimage',
        MaxHeight: 144,
        MaxWidth: 144,
        CanStoreFullImage: table.custom === true,
        MaxSizeInKB: 10_240,
      };
    case 'file':
      return { MaxSizeInKB: 32_768 };
    case 'entityname':
      return { IsEntityReferenceStored: false };
    case 'managed':
      return { ManagedPropertyLogicalName: column.logicalName, ValueAttributeTypeCode: 'Boolean' };
    case 'key':
    case 'guid':
    case 'binary':
      return {};
    default:
      return never(kind);
  }
}

const dateSettings = (format: string, behavior: string): Record<string, unknown> => ({
  Format: format,
  ImeMode: 'Inactive',
  DateTimeBehavior: { Value: behavior },
  CanChangeDateTimeBehavior: managed(false, 'canchangedatetimebehavior'),
  MinSupportedValue: '1753-01-01T00:00:00Z',
  MaxSupportedValue: '9999-12-30T23:59:59Z',
  SourceTypeMask: 0,
});

function guessFormat(logicalName: string): string {
  if (/emailaddress\d?$/.test(logicalName)) return 'Email';
  if (logicalName.endsWith('url')) return 'Url';
  if (/phone\d?$|^fax$|_fax$/.test(logicalName)) return 'Phone';
  if (logicalName === 'tickersymbol') return 'TickerSymbol';
  return logicalName.startsWith('yomi') ? 'PhoneticGuide' : 'Text';
}

/** Columns of Dataverse that hold only what another one shows; the Web API gives it as an annotation. */
function shadows(table: Table, column: Column): MetadataItem[] {
  const { logicalName, kind } = column;
  if (kind === 'lookup') {
    const name = shadow(table, column, `${logicalName}name`, plain('String'));
    return column.typeSql === undefined
      ? [name]
      : [name, shadow(table, column, column.typeSql, plain('EntityName'))];
  }
  const shows = kind === 'choice' || kind === 'boolean' || kind === 'multichoice';
  return shows ? [shadow(table, column, `${logicalName}name`, { ...virtual('Virtual'), type: '' })] : [];
}

function shadow(table: Table, of: Column, logicalName: string, kind: Kind): MetadataItem {
  const id = metadataId(`column ${table.logicalName}.${logicalName}`);
  const custom = isCustom(table, logicalName);
  const empty = label(undefined, '');
  const values = {
    ...base(table, logicalName, { custom, kind }),
    AttributeOf: of.logicalName,
    Description: empty,
    DisplayName: empty,
    IsLogical: true,
    IsPrimaryId: false,
    IsPrimaryName: false,
    IsValidForCreate: false,
    IsValidForRead: true,
    IsValidForUpdate: false,
    IsValidForForm: false,
    IsValidForGrid: false,
    IsRequiredForForm: false,
    RequiredLevel: {
      Value: 'None',
      CanBeChanged: false,
      ManagedPropertyLogicalName: 'canmodifyrequirementlevelsettings',
    },
    MetadataId: id,
  };
  return { type: `${kind.type}AttributeMetadata`, id, values };
}
