/** As `spark.sql.debug.maxToStringFields`: no list in a tree shows more. */
const maxFields = 25;

export function shortenedList(texts: readonly string[], separator = ', '): string {
  if (texts.length <= maxFields) return texts.join(separator);
  return [...texts.slice(0, maxFields), `... ${texts.length - maxFields} more fields`].join(separator);
}
