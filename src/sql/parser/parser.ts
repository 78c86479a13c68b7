/**
 * The state of one parse, and the rules that any other rule may need. Rules live in files of their own and receive the parser; what
 * they need of each other in a circle goes through `Grammar`, so that no two files import each other.
 */

import type { QuerySource } from '../../errors/query-context.js';
import { SparkError } from '../../errors/spark-error.js';
import type { Expression, LogicalPlan, Relation } from '../plan/index.js';
import { type DataType, dataTypeFromJson, NullType } from '../types/index.js';
import type { ParserOptions } from './parser-options.js';
import { TokenStream } from './token-stream.js';
import { readType } from './type-syntax.js';

export interface Grammar {
  /** Any expression, with AND, OR and predicates. */
  expression(p: Parser): Expression;
  /** Operands of a comparison and what binds tighter. */
  valueExpression(p: Parser): Expression;
  primaryExpression(p: Parser): Expression;
  /** An expression with its alias. */
  namedExpression(p: Parser): Expression;
  query(p: Parser): Relation;
  /** One thing of a FROM clause, without what it is joined to. */
  relationPrimary(p: Parser): Relation;
  statement(p: Parser): LogicalPlan;
}

export class Parser extends TokenStream {
  /** How many BEGIN ... END are around: words of a script are no alias there. */
  scriptDepth = 0;
  /** How many `?` came before. */
  positionalParameters = 0;

  constructor(
    source: QuerySource | string,
    options: ParserOptions,
    readonly grammar: Grammar,
  ) {
    super(source, options);
  }

  expression(): Expression {
    return this.grammar.expression(this);
  }

  valueExpression(): Expression {
    return this.grammar.valueExpression(this);
  }

  query(): Relation {
    return this.nested(() => this.grammar.query(this));
  }

  dataType(): DataType {
    const syntax = readType(this);
    if (this.isFormOnly) return NullType;
    try {
      return dataTypeFromJson(syntax);
    } catch (error) {
      if (!(error instanceof SparkError) || error.condition !== 'DECIMAL_SCALE_EXCEEDS_PRECISION') throw error;
      throw this.errorOfAll(error.condition, error.messageParameters);
    }
  }

  expressions(): Expression[] {
    return this.commaList(() => this.expression());
  }

  namedExpressions(): Expression[] {
    return this.commaList(() => this.grammar.namedExpression(this));
  }

  /** `(query)` */
  parenthesizedQuery(): Relation {
    this.expect('(');
    const query = this.query();
    this.expectClosing();
    return query;
  }

  /** The `)` of a query or relation: at the end of the text it is what is missing. */
  expectClosing(): void {
    if (this.isEnd) throw this.syntaxError(this.token, ": missing ')'");
    this.expect(')');
  }
}
