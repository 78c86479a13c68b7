/**
 * The bytes of a block. A block is batches one after the other, each at a multiple of 8, so that any of them can be read apart from the
 * others; a batch is a row count (uint32) and one column of that many values:
 *
 *     nulls, undefineds          nothing more
 *     booleans                   a byte a value
 *     int8 ... float64, bigints  the values, aligned to their width
 *     latin1, utf16              lengths column, padding, the text of all strings
 *     dates                      float64 times
 *     tuple                      arity, then a column for each element
 *     object                     key count, keys, then a column for each key
 *     list                       lengths column, then one column of all elements
 *     float64Arrays              lengths column, the values of all arrays
 *     nullable                   a byte a value (see `Missing`), then a column of the values that are there
 *     values                     byte count, what the `ValueSerializer` wrote
 *
 * Each batch chooses its columns anew: a value of another type costs its own batch the fast path, and no other.
 */
export const ColumnKind = {
  nulls: 0,
  undefineds: 1,
  booleans: 2,
  int8: 3,
  int16: 4,
  int32: 5,
  float64: 6,
  bigints: 7,
  latin1: 8,
  utf16: 9,
  dates: 10,
  tuple: 11,
  object: 12,
  list: 13,
  float64Arrays: 14,
  nullable: 15,
  values: 16,
} as const;

export const Missing = { present: 0, null: 1, undefined: 2 } as const;

/** Rows a batch: small enough for the cache, large enough that headers do not count. */
export const BATCH_ROWS = 4096;

/** Beyond this, texts are written and read string by string: V8's strings end at 2^29 characters, and a slice keeps its whole text alive. */
export const JOINED_TEXT_LIMIT = 1 << 20;
