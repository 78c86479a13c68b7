/** Expressions in trees, each column with its id: `(age#6L > cast(10 as bigint))`. */
import { callSql } from '../analyzer/expression-sql.js';
import type { Frame, FrameBound, TypedExpression, TypedSortOrder, WindowCall } from '../analyzer/typed-expression.js';
import type { TimeZone } from '../jvm/time-zones.js';
import { ranks } from '../optimizer/extract-windows.js';
import { isSubquery, type Operator, outerColumns, planOf } from '../optimizer/operator.js';
import { callText } from './call-text.js';
import { literalText } from './literal-text.js';
import { shortenedList } from './shortened-list.js';

/** `L` marks a long, as in Scala. */
export const idText = ({ id, dataType }: { readonly id: number; readonly dataType: TypedExpression['dataType'] }): string =>
  `#${id}${dataType.kind === 'long' ? 'L' : ''}`;

/** Writes expressions, and keeps the plans of the subqueries that they hold. */
export class ExpressionText {
  readonly #zone: TimeZone;
  readonly #newId: () => number;
  readonly subqueries: Operator[] = [];

  constructor(zone: TimeZone, newId: () => number) {
    this.#zone = zone;
    this.#newId = newId;
  }

  readonly of = (expression: TypedExpression): string => {
    if (isSubquery(expression)) return this.#subquery(expression);
    switch (expression.kind) {
      case 'literal':
        return literalText(expression.value, expression.dataType, this.#zone);
      case 'attribute': {
        const text = `${expression.name}${idText(expression)}`;
        return expression.isOuter ? `outer(${text})` : text;
      }
      case 'alias':
        return `${this.of(expression.child)} AS ${expression.name}${idText(expression)}`;
      case 'cast':
        return `${expression.mode === 'try' ? 'try_cast' : 'cast'}(${this.of(expression.child)} as ${expression.dataType.simpleString})`;
      case 'call':
        return callText(expression, expression.args.map(this.of), this.#zone);
      case 'generator':
      case 'windowFunction':
        return callText(expression, expression.args.map(this.of), this.#zone);
      case 'aggregate': {
        const text = callText(expression, expression.args.map(this.of), this.#zone);
        const call = expression.isDistinct ? text.replace('(', '(distinct ') : text;
        return expression.filter === undefined ? call : `${call} FILTER (WHERE ${this.of(expression.filter)})`;
      }
      case 'window': {
        const { partition, order, frame } = expression;
        const parts = [...partition.map(this.of), ...order.map(this.order), this.#frame(frame)];
        return `${this.windowFunction(expression)} windowspecdefinition(${parts.join(', ')})`;
      }
      case 'lambda':
        return `lambdafunction(${[expression.body, ...expression.parameters].map(this.of).join(', ')}, false)`;
      case 'lambdaVariable':
        return `lambda ${expression.name}${idText(expression)}`;
      default:
        return callSql((expression as { kind: string }).kind, [], { args: [] });
    }
  };

  windowFunction({ function: called, order }: WindowCall): string {
    return ranks.has(called.name) ? `${called.name}(${order.map(each => this.of(each.child)).join(', ')})` : this.of(called);
  }

  readonly order = ({ child, ascending, nullsFirst }: TypedSortOrder): string =>
    `${this.of(child)} ${ascending ? 'ASC' : 'DESC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;

  readonly list = (all: readonly TypedExpression[]): string => `[${shortenedList(all.map(this.of))}]`;

  readonly orders = (all: readonly TypedSortOrder[]): string => `[${shortenedList(all.map(this.order))}]`;

  #subquery(expression: Extract<TypedExpression, { kind: 'scalarSubquery' | 'exists' | 'inSubquery' }>): string {
    const plan = planOf(expression);
    this.subqueries.push(plan);
    const outer = `[${outerColumns(plan)
      .map(each => `${each.name}${idText(each)}`)
      .join(' && ')}]`;
    const number = `#${this.#newId()}`;
    if (expression.kind === 'scalarSubquery') return `scalar-subquery${number} ${outer}`;
    if (expression.kind === 'exists') return `exists${number} ${outer}`;
    const values = expression.values.map(this.of);
    return `${values.length === 1 ? values[0] : `named_struct(${values.join(', ')})`} IN (list${number} ${outer})`;
  }

  #frame({ frameType, lower, upper }: Frame): string {
    const bound = ({ bound: name, value }: FrameBound) => (value === undefined ? `${name.toLowerCase()}$()` : this.of(value));
    return `specifiedwindowframe(${frameType === 'rows' ? 'RowFrame' : 'RangeFrame'}, ${bound(lower)}, ${bound(upper)})`;
  }
}
