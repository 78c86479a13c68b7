import { inspect } from 'node:util';
import { type Shippable, type Shipping, shipAs } from '../closures/captured.js';
import type { TypedPlan } from './analyzer/typed-plan.js';
import type { Relation } from './plan/index.js';
import { Row } from './row.js';
import type { SparkSession } from './session.js';
import { showString } from './show-string.js';
import { StructField, StructType } from './types/index.js';
import { userValueOf } from './user-values.js';
import type { Value } from './values/value.js';
import { binaryStyles, showStyle } from './values/value-text.js';

/** Rows with named, typed columns. Nothing is computed before an action asks for it. */
export class DataFrame implements Shippable {
  readonly sparkSession: SparkSession;
  /** The analyzed plan. */
  readonly typedPlan: TypedPlan;
  readonly planId: number;

  /** Made by the session and by the methods of other DataFrames. */
  constructor(session: SparkSession, plan: TypedPlan) {
    this.sparkSession = session;
    this.typedPlan = plan;
    const { shared } = session.sessionState;
    this.planId = shared.newPlanId();
    shared.planOutputs.set(this.planId, plan.output);
  }

  /** The DataFrame of an unresolved plan. @throws SparkError when the plan has an error */
  static of(session: SparkSession, relation: Relation): DataFrame {
    return new DataFrame(session, session.sessionState.analyzer().analyze(relation));
  }

  /** The DataFrame as an input of another plan. */
  get relation(): Relation {
    return { kind: 'resolvedPlan', schema: this.schema, plan: this.typedPlan, planId: this.planId };
  }

  get schema(): StructType {
    return new StructType(
      this.typedPlan.output.map(({ name, dataType, nullable, metadata }) => new StructField(name, dataType, nullable, metadata)),
    );
  }

  get columns(): string[] {
    return this.typedPlan.output.map(each => each.name);
  }

  /** `[name, type]` of each column. */
  get dtypes(): [string, string][] {
    return this.schema.fields.map(({ name, dataType }) => [name, dataType.toString()]);
  }

  printSchema(level = 0): void {
    console.log(this.schema.treeString(level));
  }

  /** The rows, in our own form of values. */
  #rows(plan = this.typedPlan): readonly (readonly Value[])[] {
    return this.sparkSession.sessionState.run(plan);
  }

  collect(): Row[] {
    const { schema } = this;
    const converts = schema.fields.map(field => userValueOf(field.dataType));
    return this.#rows().map(
      row =>
        new Row(
          row.map((value, i) => converts[i]!(value)),
          schema,
        ),
    );
  }

  /** The text that `show` prints. @param truncate the longest cell, or whether to cut at 20; 0 cuts none */
  showString(numRows = 20, truncate: number | boolean = 20, vertical = false): string {
    const { typedPlan: plan, sparkSession } = this;
    const state = sparkSession.sessionState;
    const limit = Math.max(0, Math.min(numRows, 2147483632));
    const rows = this.#rows(Object.freeze({ kind: 'limit', input: plan, limit: limit + 1, output: plan.output }));
    const style = state.confOf('spark.sql.binaryOutputStyle');
    const cut = typeof truncate === 'number' ? truncate : truncate ? 20 : 0;
    return showString(
      { names: plan.output.map(each => each.name), types: plan.output.map(each => each.dataType), rows },
      limit,
      cut,
      vertical,
      state.settings().timeZone,
      style === undefined ? showStyle : { ...showStyle, binary: binaryStyles[style.toUpperCase()] ?? showStyle.binary },
    );
  }

  show(numRows?: number, truncate?: number | boolean, vertical?: boolean): void;
  show(truncate: boolean): void;
  show(numRows: number | boolean = 20, truncate: number | boolean = 20, vertical = false): void {
    const text = typeof numRows === 'boolean' ? this.showString(20, numRows) : this.showString(numRows, truncate, vertical);
    console.log(text);
  }

  /** `DataFrame = [age: bigint, name: string]`: two columns, and how many more. */
  toString(): string {
    const { fields } = this.schema;
    const shown = fields.slice(0, 2).map(({ name, dataType }) => `${name}: ${dataType.simpleString}`);
    const more = fields.length - shown.length;
    const rest = more === 0 ? '' : ` ... ${more} more field${more === 1 ? '' : 's'}`;
    return `[${shown.join(', ')}${rest}]`;
  }

  [inspect.custom](): string {
    return this.toString();
  }

  [shipAs](): Shipping {
    return {
      kind: 'refuse',
      reason: 'a DataFrame: it lives on the driver only.',
      wayOut: 'collect what the closure needs first, and use the result.',
    };
  }
}
