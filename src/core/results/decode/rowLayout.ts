// How the decoder and its kernel, which is compiled out of src/kernel, lay out the memory that they share. Offsets in
// bytes. All of it is plain numbers: both compilers read this file.

/** Rows that are read before their cells are encoded, column by column: what they touch still is in the processor's cache. */
export const batchRows = 128;

/** Cells of one column, for a batch of rows. Words first: rows that have a value. */
export const cellsCount = 0;
/** 1 once something was noted. */
export const cellsTouched = 4;
/** Bytes of the longest value. */
export const cellsLongest = 8;
/** 1 once the property has a column. */
export const cellsHasColumn = 12;
/** Number of the property. */
export const cellsProperty = 16;
/** Address of the slot with which records begin that the property holds, or 0. */
export const cellsRecord = 20;
/** 1 once one of the rows has a target. */
export const cellsNamed = 24;
/** Then what `CellSpans` has, array by array. */
export const marksAt = 32;
export const formattedMarksAt = 160;
export const notedAt = 288;
export const startsAt = 416;
export const endsAt = 928;
export const formattedStartsAt = 1440;
export const formattedEndsAt = 1952;
export const tablesAt = 2464;
export const propertiesAt = 2720;
export const cellsBytes = 2976;

/** One spelling of a member's name: where its bytes are, and how many, quotes included. */
export const slotFrom = 0;
export const slotLength = 4;
/** Index of `roles`. */
export const slotRole = 8;
/** Address of its property's cells. */
export const slotCells = 12;
/** Addresses of the slots that followed it last and before, or 0. */
export const slotNext = 16;
export const slotOther = 20;
/** The two names that it had last: where their bytes are, how many and their numbers; 0 bytes where there is none. */
export const slotName = 24;
export const slotNameOther = 36;
export const slotBytes = 48;

/** One dictionary, all addresses: its hash table, its entries, and what `GrowingDictionary` has of each of them. */
export const dictionaryTable = 0;
/** Places in the hash table less one. */
export const dictionaryMask = 4;
export const dictionaryEntries = 8;
export const dictionaryMarks = 12;
export const dictionaryTargets = 16;
export const dictionaryBytes = 20;
export const dictionaryWords = 24;

/** Words of an entry: hash, start and end of the stored value, start and end of the formatted one. */
export const entryWords = 5;

/** What the kernel was asked comes back in these words. Address behind the last row that was read. */
export const answerEnd = 64;
/** Properties that were touched, see `touchedList`. */
export const answerTouched = 68;
/** Highest code that was found, and how many. */
export const answerLargest = 72;
export const answerFound = 76;

/** Targets of the rows of a batch, 16 bits each. */
export const targetsAt = 1024;
/** Codes of the rows of a batch, 32 bits each. */
export const codesAt = 1280;
/** Numbers of the properties that were touched, 32 bits each, in the order in which they were. */
export const touchedList = 2560;
export const mostProperties = 4096;
/** The bytes of a batch, followed by zeros. */
export const windowAt = 19_456;
export const windowBytes = 524_288;
export const windowZeros = 64;
/** All from here on is given out piece by piece. */
export const roomAt = 543_808;
export const memoryBytes = 16_777_216;

/** `nullCode` and `firstEntry` of results/model. */
export const codeOfNull = 1;
export const codeOfFirstEntry = 2;

/** What hashes are made of. */
export const hashStart = 0x2545f491;
export const hashFactor = 0x5bd1e995;
export const formattedFactor = 0x9e3779b1;
export const targetFactor = 0x85ebca6b;
export const spreadFactor = 0x7feb352d;

/** Marks of values, as `JsonBytes` makes them, and roles of slots by their index in `roles`. */
export const markOfNull = 1;
export const markOfText = 2;
export const markOfNumber = 3;
export const markOfBoolean = 4;
export const markOfJson = 5;
export const markOfEscapes = 8;
export const markOfWide = 16;
export const roleOfValue = 0;
export const roleOfFormatted = 1;
export const roleOfTable = 2;
export const roleOfProperty = 3;
export const roleOfNextLink = 4;
export const roleOfIgnored = 5;
