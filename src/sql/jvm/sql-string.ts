/** A text as a literal of SQL, which is how Spark's messages quote what the person wrote. */
export const sqlString = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
