// Of the writer of Parquet: what only columns would need that we never make. Ours are flat, may be null, and are texts,
// numbers, true or false, days and points in time.

/** Columns of values, not of lists: what takes lists apart comes behind. */
export function withoutNesting(text) {
  const end = text.indexOf('\n  // Track repetition depth');
  if (end < 0) throw changed('dremel.js');
  return `${text.slice(0, end)}\n  throw new Error('Columns are flat.');\n}\n`;
}

/** Types by the names that their branches ask for. */
const unusedTypes = /'(?:DECIMAL|JSON|BSON|UINT_32|FLOAT16|UUID|GEOMETRY|TIMESTAMP|TIMESTAMP_MICROS|FLOAT)'/;
/** A branch that ends with its own return. */
const branch = /^ {2}if \((.*)\) (?:return .*\n|\{\n(?: {4}.*\n|\n)* {2}\}\n)/gm;

export function withoutOtherTypes(text) {
  let left = 0;
  const kept = text.replaceAll(branch, (whole, condition) => {
    if (!unusedTypes.test(condition)) return whole;
    left++;
    return '';
  });
  if (left < 15) throw changed('unconvert.js');
  return kept;
}

/** No column has a logical type; converted types, which older readers know too, say the same. */
export function withoutLogicalTypes(text) {
  const end = text.indexOf('/**\n * Convert bounds');
  if (end < 0) throw changed('metadata.js');
  return `${text.slice(0, end)}const thriftBoundingBox = () => undefined;\nexport const logicalType = thriftBoundingBox;\n`;
}

const changed = (file) =>
  new Error(`hyparquet-writer's ${file} is another than this was written for: look at parquetParts.mjs.`);
