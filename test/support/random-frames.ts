/** Random chains of methods of a DataFrame, over random columns: each step takes the frame that the one before gave. */
import { type Column, type DataFrame, functions, type SparkSession, Window } from '../../dist/index.js';
import { pick, type Random } from './random-sql.js';

export interface RandomChain {
  /** What has been called, for a person who looks for the failure. */
  readonly text: string;
  run(): DataFrame;
}

type Step = readonly [text: string, apply: (frame: DataFrame) => DataFrame];

const callable = functions as unknown as Readonly<Record<string, (...args: readonly unknown[]) => Column>>;
/** They take texts, functions or lists, as the compiler says of a call that is written. */
const notOfColumns =
  /^(\$|col|column|lit|expr|call|udf|transform|filter|exists|forall|aggregate|reduce|zip_?with|map_?filter|map_?zip_?with|array_?sort|broadcast|typed|to_?json|from|schema|window|session|asc|desc|pandas|unwrap|json_?tuple|nth)/i;
const names: readonly string[] = Object.keys(functions).filter(name => typeof callable[name] === 'function' && !notOfColumns.test(name));
const constants: readonly unknown[] = [
  null,
  0,
  1,
  -1,
  2.5,
  Number.NaN,
  9007199254740993n,
  '',
  'a',
  'id',
  'yyyy',
  true,
  new Date(0),
  [1, 2],
  new Uint8Array([1]),
];
const methods = [
  'plus',
  'minus',
  'multiply',
  'divide',
  'mod',
  'equalTo',
  'lt',
  'and',
  'or',
  'contains',
  'like',
  'getItem',
  'getField',
  'isin',
  'startsWith',
  'bitwiseAND',
];
const casts = ['int', 'string', 'decimal(5,2)', 'timestamp', 'array<int>', 'binary', 'interval day', 'nope'];
const joins = ['inner', 'left', 'right', 'full', 'left_semi', 'left_anti', 'cross', 'nope'];

/** @param frames what chains begin with, and join */
export function randomChain(session: SparkSession, frames: readonly string[], random: Random): RandomChain {
  const start = pick(frames, random);
  const steps = Array.from({ length: 1 + Math.floor(random() * 5) }, (): Step => step(session, frames, random));
  return {
    text: [`spark.table('${start}')`, ...steps.map(([text]) => text)].join('.'),
    run: () => steps.reduce((frame, [, apply]) => apply(frame), session.table(start)),
  };
}

function step(session: SparkSession, frames: readonly string[], random: Random): Step {
  const count = () => Math.floor(random() * 4);
  const name = () =>
    pick(random() < 0.8 ? ['id', 'id', 'name', 'ID'] : ['price', 'day', 'xs', 'm', 's', 's.p', 'nope', '`a b`', '*', 'x'], random);
  const column = (depth = 2): readonly [string, () => Column] => {
    const kind = random();
    if (depth === 0 || kind < 0.35) {
      const of = name();
      return [`col('${of}')`, () => functions.col(of)];
    }
    if (kind < 0.45) {
      const value = pick(constants, random);
      return [`lit(${String(value)})`, () => functions.lit(value as never)];
    }
    const [inner, make] = column(depth - 1);
    const [other, makeOther] = column(depth - 1);
    if (kind < 0.6) {
      const method = pick(methods, random);
      return [`${inner}.${method}(${other})`, () => (make() as unknown as Record<string, (arg: unknown) => Column>)[method]!(makeOther())];
    }
    if (kind < 0.68) {
      const type = pick(casts, random);
      return [`${inner}.cast('${type}')`, () => make().cast(type)];
    }
    if (kind < 0.72) return [`${inner}.over(w)`, () => make().over(Window.partitionBy('id').orderBy('id'))];
    const called = pick(names, random);
    const args = pick([[make], [make], [make], [make, makeOther], [make, () => pick(constants, random)]], random);
    return [`${called}(${args.length} of ${inner}, ${other})`, () => callable[called]!(...args.map(arg => arg()))];
  };
  const columns = () => Array.from({ length: 1 + count() }, () => column());
  const [first, second] = [column(), column()];
  const list = columns();
  const text = list.map(([each]) => each).join(', ');
  const [a, b, other, n] = [name(), name(), pick(frames, random), count() - 1];
  const made = () => list.map(([, make]) => make());
  const all: readonly Step[] = [
    [`select(${text})`, frame => frame.select(...made())],
    [`select('${a}', '${b}')`, frame => frame.select(a, b)],
    [`withColumn('${a}', ${first[0]})`, frame => frame.withColumn(a, first[1]())],
    [`withColumnRenamed('${a}', '${b}')`, frame => frame.withColumnRenamed(a, b)],
    [`filter(${first[0]})`, frame => frame.filter(first[1]())],
    [`filter('${a} > 1')`, frame => frame.filter(`${a} > 1`)],
    [`groupBy(${first[0]}).agg(${text})`, frame => frame.groupBy(first[1]()).agg(...(made() as [Column, ...Column[]]))],
    [`groupBy('${a}').count()`, frame => frame.groupBy(a).count()],
    [`rollup('${a}').sum('${b}')`, frame => frame.rollup(a).sum(b)],
    [`groupBy('${a}').pivot('${b}').count()`, frame => frame.groupBy(a).pivot(b).count()],
    [`orderBy(${text})`, frame => frame.orderBy(...made())],
    [`join(${other}, '${a}')`, frame => frame.join(session.table(other), a)],
    [
      `join(${other}, ${first[0]}, ${joins[(n + 8) % 8]})`,
      frame => frame.join(session.table(other), first[1](), joins[Math.floor(random() * joins.length)] as never),
    ],
    [`crossJoin(${other})`, frame => frame.crossJoin(session.table(other))],
    [`union(${other})`, frame => frame.union(session.table(other))],
    [`unionByName(${other}, true)`, frame => frame.unionByName(session.table(other), true)],
    [`intersect(${other})`, frame => frame.intersect(session.table(other))],
    [`exceptAll(${other})`, frame => frame.exceptAll(session.table(other))],
    [`limit(${n})`, frame => frame.limit(n)],
    [`offset(${n})`, frame => frame.offset(n)],
    [`drop('${a}', '${b}')`, frame => frame.drop(a, b)],
    [`dropDuplicates(['${a}'])`, frame => frame.dropDuplicates([a])],
    ['distinct()', frame => frame.distinct()],
    [`selectExpr('${a}', '${b} AS x')`, frame => frame.selectExpr(a, `${b} AS x`)],
    [`na.fill(1)`, frame => frame.na.fill(1)],
    [`na.drop('all', ['${a}'])`, frame => frame.na.drop('all', [a])],
    [`toDF('${a}', '${b}')`, frame => frame.toDF(a, b)],
    [`alias('${a}')`, frame => frame.alias(a)],
    [`describe('${a}')`, frame => frame.describe(a)],
    [`repartition(${n}, ${second[0]})`, frame => frame.repartition(n, second[1]())],
    [`unpivot(['${a}'], ['${b}'])`, frame => frame.unpivot([functions.col(a)], [functions.col(b)], 'k', 'v')],
    [`sample(0.5, ${n})`, frame => frame.sample(0.5, n)],
  ];
  return pick(all, random);
}
