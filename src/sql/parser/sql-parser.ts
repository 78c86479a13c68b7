/** Text to plans: the ways in. Every parse has its own state; `options` are those of the session. */
import type { Expression, LogicalPlan, Relation } from '../plan/index.js';
import { type DataType, dataTypeFromJson, StructType } from '../types/index.js';
import type { QuerySource } from '../../errors/query-context.js';
import { expression, namedExpression, valueExpression } from './expression-parser.js';
import { defaultParserOptions, type ParserOptions } from './parser-options.js';
import { type Grammar, Parser } from './parser.js';
import { primaryExpression } from './primary-parser.js';
import { query } from './query-parser.js';
import { relationPrimary } from './relation-parser.js';
import { singleScript } from './script-parser.js';
import { statement } from './statement-parser.js';
import { multipartNameOf } from './token-stream.js';
import { parseTableSchemaSyntax, parseTypeSyntax } from './type-syntax.js';

const grammar: Grammar = { expression, valueExpression, primaryExpression, namedExpression, query, relationPrimary, statement };

/** A statement, or a script of BEGIN ... END. @throws SparkError PARSE_SYNTAX_ERROR and other ParseExceptions */
export function parsePlan(text: string | QuerySource, options: ParserOptions = defaultParserOptions): LogicalPlan {
  const p = parserOf(text, options);
  const plan = singleScript(p) ?? statement(p);
  while (p.accept(';'));
  return finished(p, plan);
}

/** A query, and no other statement. */
export function parseQuery(text: string | QuerySource, options: ParserOptions = defaultParserOptions): Relation {
  const p = parserOf(text, options);
  return finished(p, p.query());
}

/** An expression with its alias: `a + 1 AS b`. */
export function parseExpression(text: string | QuerySource, options: ParserOptions = defaultParserOptions): Expression {
  const p = parserOf(text, options);
  return finished(p, namedExpression(p));
}

export const parseDataType = (ddl: string, options: ParserOptions = defaultParserOptions): DataType =>
  dataTypeFromJson(parseTypeSyntax(ddl, options));

/** `a INT, b STRING NOT NULL COMMENT 'x'` */
export const parseTableSchema = (ddl: string, options: ParserOptions = defaultParserOptions): StructType =>
  StructType.fromJson(parseTableSchemaSyntax(ddl, options));

/** `catalog.schema.table`, quoted where needed. */
export const parseMultipartIdentifier = (text: string, options: ParserOptions = defaultParserOptions): string[] => multipartNameOf(text, options);

function parserOf(text: string | QuerySource, options: ParserOptions): Parser {
  const p = new Parser(text, options, grammar);
  if (p.source.text.trim() === '') throw p.emptyStatement();
  return p;
}

function finished<T>(p: Parser, result: T): T {
  if (!p.isEnd) throw p.endExpected();
  if (p.unclosedComment === undefined) return result;
  throw p.error('UNCLOSED_BRACKETED_COMMENT', {}, p.originOfAll());
}
