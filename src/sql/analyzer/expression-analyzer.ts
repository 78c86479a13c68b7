/** Resolves the expressions of one clause: names against a scope, calls through their records. */
import { quotedId, quotedSql } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { FunctionRecord, ScalarFunction } from '../functions/function-record.js';
import { findFunction } from '../functions/registry.js';
import { isTimeWindow } from '../functions/time-window-funcs.js';
import { parseVariantPath } from '../jvm/variant-path.js';
import type {
  Expression,
  SubqueryExpression,
  UnresolvedAttribute,
  UnresolvedFunction,
  UnresolvedPipeAggregateOrdinal,
  Window,
  WindowReference,
  WindowSpec,
} from '../plan/index.js';
import { call } from '../plan/index.js';
import { BooleanType, IntegerType, StringType } from '../types/index.js';
import { type CallArgument, misplacedLambda, type UnboundLambda } from './analyze-call.js';
import { explicitCast } from './analyze-cast.js';
import { analyzeWindow } from './analyze-window.js';
import type { Analyzer } from './analyzer.js';
import { withPaddedChars } from './char-padding.js';
import { typedCast, typedLiteral } from './expressions.js';
import { extractValue } from './extract-value.js';
import { analyzeLiteral } from './literals.js';
import { misplacedStar, refuseStarOperand } from './misplaced-star.js';
import { asWritten, Scope } from './scope.js';
import { resolveSubquery } from './subquery.js';
import type { Attribute, FunctionCall, LambdaVariable, TypedExpression, TypedSortOrder } from './typed-expression.js';

type Origin = TypedExpression['origin'];

/** What a clause lets its expressions see and use. */
export interface Clause {
  readonly scope: Scope;
  /** Called for a name that the scope does not have, before the queries around are asked. */
  readonly fallback?: ((nameParts: readonly string[], origin: Origin) => TypedExpression | undefined) | undefined;
  /** Called for a name before the scope is asked: the select list, for HAVING and ORDER BY. */
  readonly first?: ((nameParts: readonly string[], origin: Origin) => TypedExpression | undefined) | undefined;
  /** Inside of an aggregate function names mean columns of this scope. */
  readonly aggregateScope?: Scope | undefined;
  readonly lambdas?: readonly ReadonlyMap<string, LambdaVariable>[] | undefined;
  readonly windows?: ReadonlyMap<string, WindowSpec | WindowReference> | undefined;
  /** `grouping(a)` and `grouping_id()`, where there are grouping sets. */
  readonly grouping?: ((call: UnresolvedFunction, args: readonly TypedExpression[]) => TypedExpression) | undefined;
  /** The column that a call of `window` or `session_window` stands for; absent where no such column can be made. */
  readonly timeWindow?: ((call: FunctionCall) => TypedExpression) | undefined;
  /** The expression is what OVER stands behind. */
  readonly isWindowCall?: boolean | undefined;
  /** The innermost call that holds the expression is an aggregate. */
  readonly isInAggregate?: boolean | undefined;
}

export class ExpressionAnalyzer {
  readonly #analyzer: Analyzer;

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer;
  }

  get #session() {
    return this.#analyzer.session;
  }

  sqlOf(expression: TypedExpression): string {
    return this.#analyzer.sqlOf(expression);
  }

  analyze(expression: Expression, clause: Clause): TypedExpression {
    switch (expression.kind) {
      case 'literal':
        return analyzeLiteral(expression);
      case 'unresolvedAttribute':
        return this.#attribute(expression, clause);
      case 'unresolvedFunction':
        return this.#function(expression, clause);
      case 'alias': {
        if (this.parsed(expression.child).kind === 'unresolvedStar') throw misplacedStar('alias');
        const child = this.analyze(expression.child, clause);
        return Object.freeze({
          kind: 'alias',
          child,
          name: expression.names[0]!,
          id: this.#session.newId(),
          dataType: child.dataType,
          nullable: child.nullable,
          metadata: expression.metadata ?? (child.kind === 'attribute' ? withoutAutoAlias(child) : {}),
          qualifier: [],
          origin: expression.origin,
        });
      }
      case 'cast': {
        if (this.parsed(expression.child).kind === 'unresolvedStar') throw misplacedStar('cast');
        const child = this.analyze(expression.child, clause);
        const mode = expression.evalMode === 'try' ? 'try' : this.#session.coercion.isAnsi ? 'ansi' : 'legacy';
        return explicitCast(child, this.#analyzer.castTarget(expression.dataType), mode, each => this.sqlOf(each), expression.origin);
      }
      case 'unresolvedExtractValue': {
        const child = this.analyze(expression.child, clause);
        const extraction = this.analyze(expression.extraction, clause);
        return this.#extract(child, extraction, expression.origin);
      }
      case 'window':
        return this.#window(expression, clause);
      case 'subquery':
        return this.#subquery(expression, clause);
      case 'pipeExpression':
        if (expression.child.kind === 'unresolvedStar') throw misplacedStar('pipeexpression');
        return this.#analyzer.checkPipe(expression, this.analyze(expression.child, clause));
      case 'expressionString':
        return this.analyze(this.parsed(expression), clause);
      case 'semiStructuredExtract':
        return this.#semiStructured(expression, clause);
      case 'identifierClauseExpression': {
        const identifier = this.analyze(expression.identifier, clause);
        return this.analyze(expression.build(this.#analyzer.identifierOf(identifier, expression.origin), expression.arguments), clause);
      }
      case 'lambdaVariable':
        return this.#attribute({ kind: 'unresolvedAttribute', nameParts: expression.nameParts, origin: expression.origin }, clause);
      case 'unresolvedStar':
        throw sparkErrorOf('INVALID_USAGE_OF_STAR_OR_REGEX', { elem: "'*'", prettyName: 'expression' }, { origin: expression.origin });
      case 'unresolvedPipeAggregateOrdinal':
        return this.#pipeOrdinal(expression, clause);
      case 'parameter':
        throw sparkErrorOf('UNBOUND_SQL_PARAMETER', { name: expression.name ?? `_${expression.position}` }, { origin: expression.origin });
      case 'namedArgument':
        return this.analyze(expression.value, clause);
      case 'userDefinedFunction':
        return this.#analyzer.userDefinedFunction(
          expression,
          expression.arguments.map(each => this.analyze(each, clause)),
        );
      case 'updateFields':
        return this.#analyzer.updateFields(
          expression,
          this.analyze(expression.child, clause),
          expression.value && this.analyze(expression.value, clause),
        );
      case 'lambdaFunction':
        throw misplacedLambda('expression', expression.origin);
      default:
        throw sparkErrorOf(
          'UNSUPPORTED_EXPR_FOR_OPERATOR',
          { operator: 'query', invalidExprSqls: `"${expression.kind}"` },
          { origin: expression.origin },
        );
    }
  }

  #pipeOrdinal({ ordinal, origin }: UnresolvedPipeAggregateOrdinal, { scope }: Clause): TypedExpression {
    if (this.#session.conf('spark.sql.groupByOrdinal') === 'false') return typedLiteral(ordinal, IntegerType);
    const size = scope.attributes.length;
    const attribute = scope.attributes[ordinal - 1];
    if (attribute === undefined) throw sparkErrorOf('GROUP_BY_POS_OUT_OF_RANGE', { index: ordinal, size }, { origin });
    return withOrigin(attribute, origin);
  }

  /** A condition of WHERE, HAVING, JOIN and the like. */
  condition(expression: Expression, clause: Clause, errorName: (condition: TypedExpression) => Error): TypedExpression {
    const condition = this.analyze(expression, clause);
    if (condition.dataType.kind === 'boolean') return condition;
    if (condition.dataType.kind === 'null') return typedCast(condition, BooleanType, 'ansi', false);
    throw errorName(condition);
  }

  sortOrders(order: readonly Extract<Expression, { kind: 'sortOrder' }>[], clause: Clause): TypedSortOrder[] {
    return order.map(each => ({
      child: this.analyze(each.child, clause),
      ascending: each.direction === 'ascending',
      nullsFirst: each.nullOrdering === 'nullsFirst',
    }));
  }

  #attribute(expression: UnresolvedAttribute, clause: Clause): TypedExpression {
    const { nameParts, origin } = expression;
    const typed = this.resolveName(expression, clause);
    if (typed !== undefined) return typed;
    throw clause.scope.unresolved(nameParts, origin);
  }

  /** Undefined when nothing has that name. */
  resolveName({ nameParts, origin, planId }: UnresolvedAttribute, clause: Clause): TypedExpression | undefined {
    if (planId !== undefined) return this.#dataFrameColumn(nameParts, planId, clause, origin);
    const [first = ''] = nameParts;
    for (const frame of clause.lambdas ?? []) {
      const variable = frame.get(first.toLowerCase());
      if (variable !== undefined) return this.#fields(variable, nameParts.slice(1), origin);
    }
    if (!clause.isInAggregate) {
      const own = clause.first?.(nameParts, origin);
      if (own !== undefined) return own;
    }
    const scope = (clause.isInAggregate ? clause.aggregateScope : undefined) ?? clause.scope;
    const found = scope.find(nameParts, origin);
    if (found !== undefined) return this.#fields(asWritten(found, nameParts), found.fields, origin);
    const isShadowed = this.#session.conf('spark.sql.legacy.allowUdfParameterToShadowParameterlessFunction') === 'true';
    const literalFunction = isShadowed ? undefined : this.#literalFunction(nameParts, origin, clause);
    if (literalFunction !== undefined) return literalFunction;
    const fallback = clause.fallback?.(nameParts, origin);
    if (fallback !== undefined) return fallback;
    for (let outer = scope.outer; outer !== undefined; outer = outer.outer) {
      const around = outer.find(nameParts, origin);
      if (around !== undefined)
        return this.#fields(Object.freeze({ ...asWritten(around, nameParts), isOuter: true }), around.fields, origin);
    }
    const parameter = this.#analyzer.parameterOf(nameParts, clause.scope.attributes.length > 0);
    if (parameter !== undefined) return parameter;
    return (isShadowed ? this.#literalFunction(nameParts, origin, clause) : undefined) ?? this.#variable(nameParts, origin);
  }

  #variable(nameParts: readonly string[], origin: Origin): TypedExpression | undefined {
    const value = this.#session.lookupVariable(nameParts);
    if (value === undefined) return undefined;
    const name = typedLiteral(nameParts[nameParts.length - 1]!.toLowerCase(), StringType);
    return this.#analyzer.calls.scalar('variable reference', findFunction('variable reference') as ScalarFunction, [name, value], origin);
  }

  #fields(base: TypedExpression, fields: readonly string[], origin: Origin): TypedExpression {
    return fields.reduce((child, field) => this.#extract(child, typedLiteral(field, StringType), origin), withOrigin(base, origin));
  }

  #extract(child: TypedExpression, extraction: TypedExpression, origin: Origin): TypedExpression {
    const { calls } = this.#analyzer;
    return extractValue(
      child,
      extraction,
      { calls, isCaseSensitive: this.#session.isCaseSensitive, sqlOf: each => this.sqlOf(each) },
      origin,
    );
  }

  /** `current_date` and other functions that are called without parentheses. */
  #literalFunction(nameParts: readonly string[], origin: Origin, clause: Clause): TypedExpression | undefined {
    const name = nameParts[0]!.toLowerCase();
    if (nameParts.length === 1 && isHiveGroupingId(name)) return this.#function(call('grouping_id', [], origin), clause);
    if (nameParts.length !== 1 || !literalFunctions.has(name)) return undefined;
    const record = findFunction(name);
    return record?.kind === 'scalar' ? this.#analyzer.calls.scalar(record.name, record, [], origin) : undefined;
  }

  #dataFrameColumn(nameParts: readonly string[], planId: number, clause: Clause, origin: Origin): TypedExpression {
    const output = this.#analyzer.outputOfPlan(planId);
    const found = output && new Scope(output, this.#session.isCaseSensitive).find(nameParts, origin);
    if (found === undefined) {
      if (output !== undefined) throw new Scope(output, this.#session.isCaseSensitive).unresolved(nameParts, origin);
      throw sparkErrorOf('CANNOT_RESOLVE_DATAFRAME_COLUMN', { name: quotedId(...nameParts) }, { origin });
    }
    const { id } = found.attribute;
    const here = [...clause.scope.attributes, ...clause.scope.hidden].find(each => each.id === id);
    const attribute = here ?? clause.fallback?.([`#${id}`], origin);
    if (attribute === undefined) throw sparkErrorOf('CANNOT_RESOLVE_DATAFRAME_COLUMN', { name: quotedId(...nameParts) }, { origin });
    return this.#fields(
      attribute.kind === 'attribute' ? asWritten({ attribute, fields: found.fields }, nameParts) : attribute,
      found.fields,
      origin,
    );
  }

  #function(expression: UnresolvedFunction, clause: Clause): TypedExpression {
    const { nameParts, origin } = expression;
    const record = expression.isInternal ? findFunction(nameParts[0]!) : this.#session.lookupFunction(nameParts);
    if (record === undefined) throw this.#session.functionNotFound(nameParts, origin);
    // The sign operators are shown as operators, the functions of the same meaning are not.
    const last = nameParts[nameParts.length - 1]!.toLowerCase();
    const isSign = expression.isInternal && (last === 'negative' || last === 'positive');
    // A function of the person that lasts is shown with its database.
    const own = 'name' in record && record.name.includes('.') ? record.name : last;
    const name = isSign ? `unary ${last === 'negative' ? '-' : '+'}` : own;
    return this.#call(expression, name, record, clause);
  }

  #call(expression: UnresolvedFunction, name: string, record: FunctionRecord, clause: Clause): TypedExpression {
    const { origin } = expression;
    const { calls } = this.#analyzer;
    if (record.kind === 'refused') {
      throw sparkErrorOf(
        'UNSUPPORTED_FEATURE.CATALOG_OPERATION',
        { catalogName: '`spark_catalog`', operation: `${name}: ${record.reason}` },
        { origin },
      );
    }
    const isAggregate = record.kind === 'aggregate';
    if (clause.grouping !== undefined && (name === 'grouping' || name === 'grouping_id')) {
      return clause.grouping(
        expression,
        expression.arguments.map(each => this.analyze(each, { ...clause, isInAggregate: true })),
      );
    }
    if (!isAggregate) this.#refuseModifiers(expression, name);
    const inner: Clause =
      isAggregate || clause.isWindowCall ? { ...clause, isInAggregate: isAggregate || clause.isInAggregate, isWindowCall: false } : clause;
    const args = this.#arguments(expression, name, record, inner);
    switch (record.kind) {
      case 'scalar':
        return this.#columnOfWindow(
          withPaddedChars(calls.scalar(name, record, args, origin), args, padded => calls.scalar(name, record, padded, origin), calls),
          clause,
        );
      case 'aggregate': {
        const filter = expression.filter && this.analyze(expression.filter, inner);
        const order = expression.orderingWithinGroup && this.sortOrders(expression.orderingWithinGroup, inner);
        return this.#analyzer.aggregateCall(expression, name, record, args as readonly TypedExpression[], filter, order);
      }
      case 'window':
        return this.#windowFunction(calls.window(name, record, args as readonly TypedExpression[], expression.ignoreNulls, origin), clause);
      case 'generator':
        return calls.generator(name, record, args as readonly TypedExpression[], origin).call;
      case 'table':
        throw sparkErrorOf('NOT_A_SCALAR_FUNCTION', { functionName: quotedId(name) }, { origin });
    }
  }

  #columnOfWindow(typed: TypedExpression, { timeWindow }: Clause): TypedExpression {
    if (!isTimeWindow(typed)) return typed;
    if (timeWindow !== undefined) return timeWindow(typed);
    const parameters = { operator: 'query', invalidExprSqls: quotedSql(this.sqlOf(typed)) };
    throw sparkErrorOf('UNSUPPORTED_EXPR_FOR_OPERATOR', parameters, { origin: typed.origin });
  }

  #windowFunction(called: TypedExpression, { isWindowCall }: Clause): TypedExpression {
    if (isWindowCall) return called;
    throw sparkErrorOf('WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE', { funcName: quotedSql(this.sqlOf(called)) }, { origin: called.origin });
  }

  #refuseModifiers({ isDistinct, filter, orderingWithinGroup, ignoreNulls, origin }: UnresolvedFunction, name: string): void {
    const record = findFunction(name);
    if (record?.kind === 'window' && (ignoreNulls === undefined || record.allowsIgnoreNulls) && !isDistinct && filter === undefined) return;
    const syntax = isDistinct
      ? 'DISTINCT'
      : filter !== undefined
        ? 'FILTER clause'
        : ignoreNulls
          ? 'IGNORE NULLS'
          : orderingWithinGroup !== undefined
            ? 'WITHIN GROUP (ORDER BY ...)'
            : undefined;
    if (syntax === undefined) return;
    throw sparkErrorOf('INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX', { prettyName: quotedId(name), syntax }, { origin });
  }

  /** What `expr('...')` says: where a star may stand, the text may be one. */
  parsed(expression: Expression): Expression {
    return expression.kind === 'expressionString' ? this.#session.parseExpression(expression.expression) : expression;
  }

  #arguments(expression: UnresolvedFunction, name: string, record: FunctionRecord, clause: Clause): readonly CallArgument[] {
    refuseStarOperand(expression);
    const given = this.#analyzer.namedArguments(expression, name, record);
    const result: CallArgument[] = [];
    for (const each of given.map(argument => this.parsed(argument))) {
      if (each.kind === 'unresolvedStar') {
        if (name === 'count' && !expression.isDistinct && each.target === undefined && each.except === undefined)
          result.push(typedLiteral(1, IntegerType));
        else
          result.push(
            ...this.#analyzer.expandStar(each, clause.isInAggregate && clause.aggregateScope ? clause.aggregateScope : clause.scope, name),
          );
      } else if (each.kind === 'lambdaFunction') result.push(this.#lambda(each, clause));
      else result.push(this.analyze(each, clause));
    }
    return result;
  }

  #lambda(expression: Extract<Expression, { kind: 'lambdaFunction' }>, clause: Clause): UnboundLambda {
    const names = expression.arguments.map(each => each.nameParts[each.nameParts.length - 1]!);
    const keys = names.map(each => each.toLowerCase());
    const duplicate = keys.some((key, i) => keys.indexOf(key) !== i);
    if (duplicate) {
      throw sparkErrorOf(
        'INVALID_LAMBDA_FUNCTION_CALL.DUPLICATE_ARG_NAMES',
        { args: names.map(each => quotedSql(each)).join(', '), caseSensitiveConfig: '"spark.sql.caseSensitive"' },
        { origin: expression.origin },
      );
    }
    return {
      parameterCount: names.length,
      bind: types => {
        const parameters = types.map(
          ({ dataType, nullable }, i): LambdaVariable =>
            Object.freeze({ kind: 'lambdaVariable', id: this.#session.newId(), name: names[i]!, dataType, nullable }),
        );
        const frame = new Map(parameters.map(each => [each.name.toLowerCase(), each]));
        const body = this.analyze(expression.function, { ...clause, lambdas: [frame, ...(clause.lambdas ?? [])] });
        return Object.freeze({
          kind: 'lambda',
          parameters,
          body,
          dataType: body.dataType,
          nullable: body.nullable,
          origin: expression.origin,
        });
      },
    };
  }

  #window(expression: Window, clause: Clause): TypedExpression {
    return analyzeWindow(expression, clause, this, this.#analyzer);
  }

  #subquery(expression: SubqueryExpression, clause: Clause): TypedExpression {
    const values = (expression.values ?? []).map(each => this.analyze(each, clause));
    return resolveSubquery(
      expression,
      values,
      clause.isInAggregate && clause.aggregateScope ? clause.aggregateScope : clause.scope,
      this.#analyzer,
    );
  }

  /** Named after the last field of its path, inside of other expressions too. */
  #semiStructured(expression: Extract<Expression, { kind: 'semiStructuredExtract' }>, clause: Clause): TypedExpression {
    const child = this.analyze(expression.child, clause);
    if (child.dataType.kind !== 'variant') throw sparkErrorOf('COLUMN_IS_NOT_VARIANT_TYPE');
    const { path, origin } = expression;
    const record = findFunction('variant_get') as ScalarFunction;
    const value = this.#analyzer.calls.scalar('variant_get', record, [child, typedLiteral(path, StringType)], origin);
    const names = parseVariantPath(path, 'variant_get').filter(step => typeof step === 'string');
    const name = names[names.length - 1];
    if (name === undefined) return value;
    const { dataType, nullable } = value;
    return Object.freeze({
      kind: 'alias',
      child: value,
      name,
      id: this.#session.newId(),
      dataType,
      nullable,
      metadata: {},
      qualifier: [],
      origin,
    });
  }
}

/** Hive's name for `grouping_id()`, unless a column is called so. */
export const isHiveGroupingId = (name: string): boolean => name.toLowerCase() === 'grouping__id';

const literalFunctions: ReadonlySet<string> = new Set([
  'current_date',
  'current_path',
  'current_time',
  'current_timestamp',
  'current_user',
  'localtime',
  'session_user',
  'user',
]);

/** The call that a name such as `current_date` stands for, which gives the column its name. */
export const isLiteralFunction = (typed: TypedExpression, nameParts: readonly string[]): boolean =>
  typed.kind === 'call' && typed.args.every(arg => arg.kind === 'literal') && literalFunctions.has(nameParts.join('.').toLowerCase());

function withoutAutoAlias({ metadata }: Attribute) {
  const { __autoGeneratedAlias: _, ...others } = metadata as Record<string, unknown>;
  return others;
}

function withOrigin(expression: TypedExpression, origin: Origin): TypedExpression {
  return expression.kind === 'attribute' && expression.origin !== origin ? Object.freeze({ ...expression, origin }) : expression;
}
