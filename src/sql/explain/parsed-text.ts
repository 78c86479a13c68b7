/** Expressions as they were written, before analysis: what is not resolved yet stands behind a quote, `('age + 1)`. */
import { quotedIfNeeded } from '../../errors/quoted.js';
import { valueOfPlan } from '../analyzer/literals.js';
import type { Attribute } from '../analyzer/typed-expression.js';
import { columnText } from '../column-text.js';
import type { RuleContext } from '../optimizer/rule.js';
import type {
  Expression,
  GroupingAnalytics,
  Relation,
  SortOrder,
  SubqueryExpression,
  UnresolvedFunction,
  WindowFrame,
  WindowSpec,
} from '../plan/index.js';
import { idText } from './expression-text.js';
import { literalText } from './literal-text.js';
import { shortenedList } from './shortened-list.js';

type Texts = Readonly<Record<string, (args: readonly string[]) => string>>;

const caseText = (args: readonly string[]): string => {
  let text = 'CASE';
  for (let i = 0; i + 1 < args.length; i += 2) text += ` WHEN ${args[i]} THEN ${args[i + 1]}`;
  return `${text}${args.length % 2 === 1 ? ` ELSE ${args.at(-1)}` : ''} END`;
};

/** What has a syntax of its own is resolved by the parser: Spark shows the expression that it stands for. */
const syntaxes: Texts = {
  not: ([a]) => `NOT ${a}`,
  '!': ([a]) => `NOT ${a}`,
  isnull: ([a]) => `isnull(${a})`,
  isnotnull: ([a]) => `isnotnull(${a})`,
  in: ([value, ...list]) => `${value} IN (${shortenedList(list, ',')})`,
  like: ([text, pattern]) => `${text} LIKE ${pattern}`,
  ilike: ([text, pattern]) => `ilike(${text}, ${pattern}, \\)`,
  rlike: ([text, pattern]) => `RLIKE(${text}, ${pattern})`,
  when: caseText,
  concat: args => `concat(${args.join(', ')})`,
  '||': args => `concat(${args.join(', ')})`,
  substring: args => `substring(${args.join(', ')})`,
  negative: ([a]) => `-${a}`,
  positive: ([a]) => `positive(${a})`,
  '~': ([a]) => `~${a}`,
  '<>': ([a, b]) => `NOT (${a} = ${b})`,
  '!=': ([a, b]) => `NOT (${a} = ${b})`,
  first: ([a]) => `first(${a}, false)`,
  any_value: ([a]) => `any_value(${a}, false)`,
  last: ([a]) => `last(${a}, false)`,
};

/** These are resolved by the parser under their names too. */
const alwaysResolved: ReadonlySet<string> = new Set(['first', 'any_value', 'last']);

/** Functions of Column methods that have other names in Spark. */
const methodNames: Readonly<Record<string, string>> = { isnull: 'isNull', isnotnull: 'isNotNull', not: '!' };

/** Writes expressions of a node, and keeps the plans of the subqueries that they hold. */
export class ParsedText {
  readonly #cx: RuleContext;
  readonly subqueries: Relation[] = [];
  /** Something in the expressions waits for analysis. */
  isUnresolved = false;

  constructor(cx: RuleContext) {
    this.#cx = cx;
  }

  readonly of = (expression: Expression): string => this.#text(expression, []);

  readonly list = (all: readonly Expression[]): string => `[${shortenedList(all.map(this.of))}]`;

  /** Of a list of a SELECT: what has no name yet is to get one. */
  readonly named = (all: readonly Expression[]): string => `[${shortenedList(all.map(each => this.#named(each)))}]`;

  #named(expression: Expression): string {
    const text = this.of(expression);
    if (['alias', 'unresolvedAttribute', 'unresolvedStar', 'pipeExpression', 'expressionString'].includes(expression.kind)) return text;
    this.isUnresolved = true;
    return `unresolvedalias(${text})`;
  }

  /** `df.col('a')` is resolved at once. */
  #columnOf(planId: number, name: string): Attribute | undefined {
    return this.#cx.outputOfPlan(planId)?.find(each => each.name.toLowerCase() === name.toLowerCase());
  }

  #quoted(text: string): string {
    this.isUnresolved = true;
    return `'${text}`;
  }

  /** @param lambda names of the parameters of lambdas around */
  #text(expression: Expression, lambda: readonly string[]): string {
    const text = (each: Expression): string => this.#text(each, lambda);
    switch (expression.kind) {
      case 'literal': {
        const { value, dataType } = expression;
        return literalText(valueOfPlan(value, dataType), dataType, this.#cx.settings.timeZone);
      }
      case 'unresolvedAttribute': {
        const name = expression.nameParts.join('.');
        const column = expression.planId === undefined ? undefined : this.#columnOf(expression.planId, name);
        if (column !== undefined) return `${column.name}${idText(column)}`;
        return lambda.includes(name) ? `lambda '${name}` : this.#quoted(name);
      }
      case 'unresolvedStar':
        this.isUnresolved = true;
        return [...(expression.target ?? []), '*'].join('.');
      case 'alias': {
        const child = text(expression.child);
        const [name = ''] = expression.names;
        return expression.names.length === 1
          ? `${child} AS ${name}#${this.#cx.newId()}`
          : `${child} AS ArraySeq(${expression.names.join(', ')})`;
      }
      case 'cast':
        return `${expression.evalMode === 'try' ? 'try_cast' : 'cast'}(${text(expression.child)} as ${expression.dataType.simpleString})`;
      case 'sortOrder':
        return this.#order(expression, text);
      case 'unresolvedFunction':
        return this.#call(expression, text);
      case 'window': {
        const called = text(expression.function);
        this.isUnresolved = true;
        if (expression.spec.kind === 'windowReference')
          return `unresolvedwindowexpression(${called}, WindowSpecReference(${expression.spec.name}))`;
        return `${called} ${this.#window(expression.spec, text)}`;
      }
      case 'windowSpec':
        return this.#window(expression, text);
      case 'lambdaFunction': {
        const names = expression.arguments.map(each => each.nameParts.join('.'));
        const body = this.#text(expression.function, [...lambda, ...names]);
        return `lambdafunction(${[body, ...names.map(each => `lambda '${each}`)].join(', ')}, false)`;
      }
      case 'lambdaVariable':
        return `lambda '${expression.nameParts.join('.')}`;
      case 'unresolvedExtractValue': {
        const child = text(expression.child);
        return `${child.startsWith("'") ? '' : "'"}${child}[${text(expression.extraction)}]`;
      }
      case 'subquery':
        return this.#subquery(expression, text);
      case 'groupingAnalytics':
        return this.#grouping(expression, text);
      case 'pipeExpression': {
        const { child, isAggregate, clause } = expression;
        if (child.kind === 'unresolvedAttribute' || child.kind === 'unresolvedStar' || child.kind === 'alias') return text(child);
        return `pipeexpression(${text(child)}, ${isAggregate}, ${clause})`;
      }
      case 'namedArgument':
        return `${expression.name} => ${text(expression.value)}`;
      default:
        this.isUnresolved = true;
        return columnText(expression);
    }
  }

  #call(call: UnresolvedFunction, text: (each: Expression) => string): string {
    const name = call.nameParts.join('.');
    const key = name.toLowerCase();
    const isCount = key === 'count' && call.arguments.length === 1 && call.arguments[0]!.kind === 'unresolvedStar';
    const args = isCount ? ['1'] : call.arguments.map(text);
    // Methods of Column name a function; SQL's operators are resolved as they are read.
    if (call.origin === undefined && key !== 'when' && !alwaysResolved.has(key))
      return this.#quoted(`${quotedIfNeeded(methodNames[key] ?? name)}(${call.isDistinct ? 'distinct ' : ''}${args.join(', ')})`);
    const syntax = syntaxes[key];
    if (syntax !== undefined && (call.isInternal || alwaysResolved.has(key) || !/^\w+$/.test(name))) return syntax(args);
    if (args.length === 2 && (call.isInternal || !/^[\w.]+$/.test(name)) && (!/^\w/.test(name) || ['and', 'or', 'div'].includes(key)))
      return `(${args[0]} ${/^\w/.test(name) && key !== 'div' ? name.toUpperCase() : name} ${args[1]})`;
    const filter = call.filter === undefined ? [] : [text(call.filter)];
    return this.#quoted(`${name}(${call.isDistinct ? 'distinct ' : ''}${[...args, ...filter].join(', ')})`);
  }

  #order({ child, direction, nullOrdering }: SortOrder, text: (each: Expression) => string): string {
    const isPlace = child.kind === 'literal' && child.dataType.kind === 'integer';
    if (isPlace) this.isUnresolved = true;
    const by = isPlace ? `unresolvedordinal(${text(child)})` : text(child);
    return `${by} ${direction === 'ascending' ? 'ASC' : 'DESC'} NULLS ${nullOrdering === 'nullsFirst' ? 'FIRST' : 'LAST'}`;
  }

  #window({ partitionSpec, orderSpec, frame }: WindowSpec, text: (each: Expression) => string): string {
    const parts = [
      ...partitionSpec.map(text),
      ...orderSpec.map(text),
      frame === undefined ? 'unspecifiedframe$()' : this.#frame(frame, text),
    ];
    return `windowspecdefinition(${parts.join(', ')})`;
  }

  #frame({ frameType, lower, upper }: WindowFrame, text: (each: Expression) => string): string {
    const bound = ({ bound: name, value }: WindowFrame['lower']) => (value === undefined ? `${name.toLowerCase()}$()` : text(value));
    return `specifiedwindowframe(${frameType === 'rows' ? 'RowFrame' : 'RangeFrame'}, ${bound(lower)}, ${bound(upper)})`;
  }

  #subquery({ subqueryType, plan, values = [] }: SubqueryExpression, text: (each: Expression) => string): string {
    this.subqueries.push(plan);
    this.isUnresolved = true;
    const number = this.#cx.newId();
    if (subqueryType === 'scalar') return `scalar-subquery#${number} []`;
    if (subqueryType === 'exists') return `exists#${number} []`;
    if (subqueryType === 'table') return `table#${number} []`;
    const given = values.map(text);
    return `${given.length === 1 ? given[0] : `named_struct(${given.join(', ')})`} IN (list#${number} [])`;
  }

  /** The sets by places among the expressions, then those. */
  #grouping({ analytics, elements, groupByExpressions = [] }: GroupingAnalytics, text: (each: Expression) => string): string {
    const expressions = groupByExpressions.map(text);
    const sets = elements.map(each => {
      const own = each.kind === 'groupingSet' ? each.expressions.map(text) : [this.#grouping(each, text)];
      const places = own.map(one => {
        if (!expressions.includes(one)) expressions.push(one);
        return expressions.indexOf(one);
      });
      return `Vector(${places.join(', ')})`;
    });
    this.isUnresolved = true;
    return `${analytics.toLowerCase()}(${[...sets, ...expressions].join(', ')})`;
  }
}
