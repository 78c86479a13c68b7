/** How Spark's messages quote names, SQL text, types and settings. */

/** `a` for one part, `a`.`b` for more. */
export const quotedId = (...parts: readonly string[]): string => parts.map(part => `\`${part.replaceAll('`', '``')}\``).join('.');

/** Part by part, quoted only where SQL needs it: `a.b`, `a`.`x y`. */
export const quotedIfNeeded = (part: string): string => (/^(?!\d+$)[A-Za-z0-9_]+$/.test(part) ? part : quotedId(part));

/** A type, or the SQL of an expression: "INT", "(a + 1)". */
export const quotedSql = (text: string): string => `"${text}"`;

/** A setting: "spark.sql.ansi.enabled". */
export const quotedConf = (key: string): string => `"${key}"`;
