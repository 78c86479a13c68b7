/**
 * What an expression is worth, where that can be known without running anything: chains of DataFrame methods on frames that the
 * session has. No job runs, no function of the person is called, nothing is changed.
 */
import type { Expression, SpreadElement } from 'acorn';
import { parseExpressionAt } from 'acorn';
import { Column } from '../sql/column.js';
import { DataFrame } from '../sql/dataframe.js';
import * as functions from '../sql/functions.js';
import { GroupedData } from '../sql/grouped-data.js';
import { DataFrameNaFunctions } from '../sql/na-functions.js';
import { isRelation } from '../sql/plan/index.js';
import { SparkSession } from '../sql/session.js';
import { Window, WindowSpec } from '../sql/window.js';

/** Stands for what is not known. */
const unknown = Symbol('unknown');

/** Methods that give another DataFrame, or groups, and compute nothing. */
const frameMethods = words(`
  agg alias apply as coalesce col colRegex crossJoin cube distinct drop drop_duplicates dropDuplicates dropna except exceptAll fillna
  filter groupBy groupby groupingSets hint intersect intersectAll join lateralJoin limit melt offset orderBy repartition
  repartitionByRange replace rollup select selectExpr sort sortWithinPartitions subtract to toDF toJSON union unionAll unionByName unpivot
  where withColumn withColumnRenamed withColumns withColumnsRenamed withMetadata zipWithIndex`);
/** Their columns are those of the frame; what else they do stays undone. */
const sameColumns = words(`
  cache checkpoint localCheckpoint observe persist sample sampleBy unpersist repartitionById withWatermark`);
const groupMethods = words('agg avg count max mean min pivot sum');
/** Functions that register something, or call what they are given. */
const actingFunctions = words('udf call_udf callUDF');

/** What is known of a session's names. */
type KnownName = (name: string) => unknown;

export class KnownValues {
  readonly #valueOf: KnownName;
  readonly #groupsToFrame = new WeakMap<GroupedData, DataFrame>();

  constructor(valueOf: KnownName) {
    this.#valueOf = valueOf;
  }

  /** The DataFrame whose columns the arguments of a method of `text` name. */
  frameOf(text: string): DataFrame | undefined {
    const value = this.valueOf(text);
    if (value instanceof DataFrame) return value;
    return value instanceof GroupedData ? this.#groupsToFrame.get(value) : undefined;
  }

  /** @returns `unknown` when it cannot be known */
  valueOf(text: string): unknown {
    try {
      return this.#value(parseExpressionAt(`(${text}\n)`, 0, { ecmaVersion: 'latest' }));
    } catch {
      // It does not parse, or names what is not there.
      return unknown;
    }
  }

  #value(node: Expression): unknown {
    switch (node.type) {
      case 'Literal':
        return node.value;
      case 'ParenthesizedExpression':
      case 'ChainExpression':
        return this.#value(node.expression);
      case 'Identifier':
        return this.#named(node.name);
      case 'UnaryExpression': {
        const value = this.#value(node.argument);
        return node.operator === '-' && typeof value === 'number' ? -value : unknown;
      }
      case 'ArrayExpression':
        return node.elements.map(each => (each === null ? unknown : this.#argument(each)));
      case 'ObjectExpression': {
        const entries = node.properties.map(each => {
          if (each.type !== 'Property' || each.computed) return undefined;
          const key = each.key.type === 'Identifier' ? each.key.name : each.key.type === 'Literal' ? String(each.key.value) : undefined;
          return key === undefined ? undefined : ([key, this.#value(each.value)] as const);
        });
        return entries.every(each => each !== undefined) ? Object.fromEntries(entries) : unknown;
      }
      case 'TemplateLiteral':
        return node.expressions.length === 0 ? node.quasis[0]!.value.cooked : unknown;
      case 'TaggedTemplateExpression': {
        const { quasis, expressions } = node.quasi;
        const isColumn = node.tag.type === 'Identifier' && node.tag.name === '$' && expressions.length === 0;
        return isColumn ? new Column(quasis[0]!.value.cooked!) : unknown;
      }
      case 'MemberExpression': {
        if (node.object.type === 'Super' || node.property.type === 'PrivateIdentifier') return unknown;
        const object = this.#value(node.object);
        const name = !node.computed ? (node.property as { name: string }).name : this.#value(node.property);
        return this.#member(object, name);
      }
      case 'CallExpression':
        return this.#call(node);
      default:
        return unknown;
    }
  }

  #argument(node: Expression | SpreadElement): unknown {
    return node.type === 'SpreadElement' ? unknown : this.#value(node);
  }

  #named(name: string): unknown {
    const value = this.#valueOf(name);
    if (value !== undefined) return value;
    if (name === 'Window') return Window;
    return Object.hasOwn(functions, name) ? (functions as Record<string, unknown>)[name] : unknown;
  }

  #member(object: unknown, name: unknown): unknown {
    if (object instanceof DataFrame && name === 'cols') return object.cols;
    if (object instanceof DataFrame && name === 'na') return object.na;
    if (Array.isArray(object) && typeof name === 'number') return object[name] ?? unknown;
    return unknown;
  }

  #call({ callee, arguments: nodes }: Extract<Expression, { type: 'CallExpression' }>): unknown {
    const args = nodes.map(each => this.#argument(each));
    if (callee.type === 'Super') return unknown;
    if (callee.type === 'MemberExpression' && !callee.computed && callee.object.type !== 'Super') {
      return this.#method(this.#value(callee.object), (callee.property as { name: string }).name, args);
    }
    const called = callee.type === 'Identifier' ? this.#named(callee.name) : unknown;
    const isOurs = callee.type === 'Identifier' && called === (functions as Record<string, unknown>)[callee.name];
    if (typeof called !== 'function' || !isOurs || actingFunctions.has((callee as { name: string }).name)) return unknown;
    return isKnown(args) ? called(...args) : unknown;
  }

  #method(object: unknown, name: string, args: readonly unknown[]): unknown {
    if (object instanceof DataFrame) return this.#frameMethod(object, name, args);
    if (object instanceof GroupedData) {
      // Without the values a query would look for them.
      if (!groupMethods.has(name) || (name === 'pivot' && args.length < 2) || !isKnown(args)) return unknown;
      return this.#grouped(this.#groupsToFrame.get(object), invoke(object, name, args));
    }
    if (object instanceof SparkSession) return sessionMethod(object, name, args);
    if (object instanceof Column) return isKnown(args) ? invoke(object, name, args) : unknown;
    if (object === unknown) return isNaming(name) && typeof args[0] === 'string' ? invoke(functions.lit(null), name, args) : unknown;
    const isPure = object === Window || object instanceof WindowSpec || object instanceof DataFrameNaFunctions;
    return isPure && isKnown(args) ? invoke(object, name, args) : unknown;
  }

  #frameMethod(frame: DataFrame, name: string, args: readonly unknown[]): unknown {
    if (sameColumns.has(name)) return frame;
    if (!frameMethods.has(name)) return unknown;
    if (isKnown(args)) return this.#grouped(frame, invoke(frame, name, args));
    // What is not known changes no name.
    if (name === 'filter' || name === 'where') return frame;
    if (name === 'withColumn' && typeof args[0] === 'string') return frame.withColumn(args[0], functions.lit(null));
    return unknown;
  }

  #grouped(frame: DataFrame | undefined, value: unknown): unknown {
    if (value instanceof GroupedData && frame !== undefined) this.#groupsToFrame.set(value, frame);
    return value;
  }
}

function sessionMethod(spark: SparkSession, name: string, args: readonly unknown[]): unknown {
  const [text] = args;
  if (name === 'range' && isKnown(args)) return spark.range(...(args as [number]));
  if (typeof text !== 'string' || args.length > 1) return unknown;
  if (name === 'table') return spark.table(text);
  return name === 'sql' ? queryOf(spark, text) : unknown;
}

/** Files that a query names would be read for their schema. */
const readsFiles = /\b(?:avro|csv|json|orc|parquet|text|xml)\s*\.\s*`/i;

/** A query as a DataFrame; not a command, which would run. */
function queryOf(spark: SparkSession, text: string): unknown {
  if (readsFiles.test(text)) return unknown;
  const plan = spark.sessionState.parsePlan(text);
  return isRelation(plan) ? DataFrame.of(spark, plan) : unknown;
}

const isNaming = (method: string): boolean => method === 'as' || method === 'alias' || method === 'name';

const isKnown = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.every(isKnown)
    : value?.constructor === Object
      ? Object.values(value).every(isKnown)
      : value !== unknown && typeof value !== 'function';

const invoke = (object: any, method: string, args: readonly unknown[]): unknown =>
  typeof object[method] === 'function' ? object[method](...args) : unknown;

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
