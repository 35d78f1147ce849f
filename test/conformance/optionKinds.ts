/** Kinds of options by the rule that allows them; `name-and-value` and `custom` are those without `$` or `@`. */
const system = [
  'compute',
  'deltatoken',
  'expand',
  'filter',
  'format',
  'id',
  'count',
  'orderby',
  'schemaversion',
  'search',
  'select',
  'skip',
  'skiptoken',
  'top',
  'index',
  'apply',
  'temporal',
];
const selectOptionPC = ['filter', 'search', 'count', 'orderby', 'skip', 'top'];
const expandCountOption = ['filter', 'search'];
const expandRefOption = [...expandCountOption, 'orderby', 'skip', 'top', 'count'];

export const allowed = {
  systemQueryOption: new Set(system),
  queryOption: new Set([...system, 'alias', 'name-and-value', 'custom']),
  batchOption: new Set(['format', 'custom']),
  metadataOption: new Set(['format', 'custom']),
  entityIdOption: new Set(['format', 'custom']),
  entityCastOption: new Set(['format', 'custom', 'expand', 'select']),
  expandCountOption: new Set(expandCountOption),
  expandRefOption: new Set(expandRefOption),
  expandOption: new Set([
    ...expandRefOption,
    'select',
    'expand',
    'compute',
    'levels',
    'alias',
    'apply',
    'temporal',
  ]),
  selectOptionPC: new Set(selectOptionPC),
  selectOption: new Set([...selectOptionPC, 'compute', 'select', 'alias']),
  levels: new Set(['levels']),
} as const;
