/** Text to plans: the ways in. Every parse has its own state; `options` are those of the session. */

import type { QuerySource } from '../../errors/query-context.js';
import { SparkError } from '../../errors/spark-error.js';
import type { Expression, LogicalPlan, Relation } from '../plan/index.js';
import { type DataType, dataTypeFromJson, StructType } from '../types/index.js';
import { expression, namedExpression, valueExpression } from './expression-parser.js';
import { withVariables } from './parameters.js';
import { type Grammar, Parser } from './parser.js';
import { defaultParserOptions, type ParserOptions } from './parser-options.js';
import { primaryExpression } from './primary-parser.js';
import { query } from './query-parser.js';
import { relationPrimary } from './relation-parser.js';
import { singleScript } from './script-parser.js';
import { statement } from './statement-parser.js';
import { multipartNameOf, type ParameterMarker } from './token-stream.js';
import { parseTableSchemaSyntax, parseTypeSyntax } from './type-syntax.js';

const grammar: Grammar = { expression, valueExpression, primaryExpression, namedExpression, query, relationPrimary, statement };

/** A statement, or a script of BEGIN ... END. @throws SparkError PARSE_SYNTAX_ERROR and other ParseExceptions */
export function parsePlan(text: string | QuerySource, options: ParserOptions = defaultParserOptions): LogicalPlan {
  return parsed(text, options, p => {
    const plan = singleScript(p) ?? statement(p);
    while (p.accept(';'));
    return plan;
  });
}

/** A query, and no other statement. */
export function parseQuery(text: string | QuerySource, options: ParserOptions = defaultParserOptions): Relation {
  return parsed(text, options, p => p.query());
}

/** An expression with its alias: `a + 1 AS b`. */
export function parseExpression(text: string | QuerySource, options: ParserOptions = defaultParserOptions): Expression {
  return parsed(text, options, namedExpression);
}

export const parseDataType = (ddl: string, options: ParserOptions = defaultParserOptions): DataType =>
  dataTypeFromJson(parseTypeSyntax(ddl, options));

/** `a INT, b STRING NOT NULL COMMENT 'x'` */
export const parseTableSchema = (ddl: string, options: ParserOptions = defaultParserOptions): StructType =>
  StructType.fromJson(parseTableSchemaSyntax(ddl, options));

/** `catalog.schema.table`, quoted where needed. */
export const parseMultipartIdentifier = (text: string, options: ParserOptions = defaultParserOptions): string[] =>
  multipartNameOf(text, options);

/**
 * The markers of a statement, in order: `:name` and `?`. A text whose markers are replaced by literals (`withArguments`) may have them
 * where no expression stands: `DECIMAL(:p, 2)`, `INTERVAL :n DAY`.
 */
export function parameterMarkersOf(text: string, options: ParserOptions = defaultParserOptions): readonly ParameterMarker[] {
  if (!/[:?]/.test(text)) return [];
  const p = new Parser(text, options, grammar);
  p.isFormOnly = true;
  p.markers = [];
  void (singleScript(p) ?? statement(p));
  return p.markers;
}

function parsed<T>(text: string | QuerySource, options: ParserOptions, rule: (p: Parser) => T): T {
  const source = typeof text === 'string' ? { text } : text;
  const p = new Parser({ ...source, text: withVariables(source.text, options) }, options, grammar);
  if (p.source.text.trim() === '') throw p.emptyStatement();
  try {
    return finished(p, rule(p));
  } catch (error) {
    if (!(error instanceof SparkError)) throw error instanceof RangeError ? p.tooComplex() : error;
    if (error.condition !== 'PARSE_SYNTAX_ERROR') checkForm(p, rule);
    throw error;
  }
}

/** Reads again for the form alone. @throws SparkError PARSE_SYNTAX_ERROR when there is one behind what was found */
function checkForm(first: Parser, rule: (p: Parser) => unknown): void {
  const p = new Parser(first.source, first.options, grammar);
  p.isFormOnly = true;
  try {
    finished(p, rule(p));
  } catch (error) {
    if (error instanceof SparkError && error.condition === 'PARSE_SYNTAX_ERROR') throw error;
  }
}

function finished<T>(p: Parser, result: T): T {
  if (!p.isEnd) throw p.endExpected();
  if (p.unclosedComment === undefined) return result;
  throw p.errorOfAll('UNCLOSED_BRACKETED_COMMENT', {});
}

export { withArguments } from './parameters.js';
