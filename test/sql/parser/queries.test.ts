import { expect, test } from 'vitest';
import { defaultParserOptions } from '../../../src/sql/parser/parser-options.js';
import { parsePlan } from '../../../src/sql/parser/sql-parser.js';
import { visit } from '../../../src/sql/plan/index.js';
import { planText } from './plan-text.js';

test.each([
  ['select 1', 'project(1:int from oneRow)'],
  ['select a, b c from t', 'project(a, b as c from t)'],
  ['select distinct a from t', 'deduplicate(project(a from t))'],
  ['select all a from t', 'project(a from t)'],
  [
    'select a from t where b > 1 group by a having count(*) > 1 order by a desc limit 10 offset 5',
    'limit(offset(sort{isGlobal=true}(having(aggregate(filter(t, >(b, 1:int)), a, a), >(count(unresolvedStar()), 1:int)), a desc nullsLast), 5:int), 10:int)',
  ],
  ['select a from t sort by a', 'sort(project(a from t), a asc nullsFirst)'],
  ['select a from t distribute by a sort by b', 'sort(repartitionByExpression(project(a from t), a), b asc nullsFirst)'],
  ['select a from t cluster by a', 'sort(repartitionByExpression(project(a from t), a), a asc nullsFirst)'],
  ['select a from t limit all', 'project(a from t)'],
  ['select a from t group by all order by all', 'sort{isGlobal=true}(aggregate(t, all, a), all asc nullsFirst)'],
  [
    'select a from t group by rollup(a, b), cube(c), grouping sets ((a), (b, c), ())',
    'aggregate(t, groupingAnalytics{analytics="rollup"}(groupingSet(a), groupingSet(b)), groupingAnalytics{analytics="cube"}(groupingSet(c)), groupingAnalytics{analytics="groupingSets"}(groupingSet(a), groupingSet(b, c), groupingSet()), a)',
  ],
  ['select a from t group by a, b with rollup', 'aggregate(t, groupingAnalytics{analytics="rollup"}(groupingSet(a), groupingSet(b)), a)'],
  [
    'select a from t group by a, b grouping sets ((a), b)',
    'aggregate(t, groupingAnalytics{analytics="groupingSets"}(groupingSet(a), groupingSet(b), a, b), a)',
  ],
  [
    'select sum(a) over w from t window w as (partition by b)',
    'withWindows(project(window(sum(a), windowReference{name="w"}()) from t), namedWindow{name="w"}(windowSpec(b)))',
  ],
  [
    'select a from t qualify row_number() over (order by a) = 1',
    'qualify(project(a from t), =(window(row_number(), windowSpec(a asc nullsFirst)), 1:int))',
  ],
  ['select count(*) from t having count(*) > 1', 'having(aggregate(t, count(unresolvedStar())), >(count(unresolvedStar()), 1:int))'],
  [
    'select * from a, b, lateral (select 1)',
    'project(unresolvedStar() from lateralJoin{joinType="inner"}(join{joinType="inner"}(a, b), project(1:int from oneRow)@__auto_generated_subquery_name))',
  ],
  [
    'select * from a join b on a.x = b.x left join c using (y, z)',
    'project(unresolvedStar() from join{joinType="leftouter" usingColumns=y.z}(join{joinType="inner"}(a, b, =(a.x, b.x)), c))',
  ],
  ['select * from a natural join b', 'project(unresolvedStar() from join{joinType="inner" isNatural=true}(a, b))'],
  ['select * from a cross join b', 'project(unresolvedStar() from join{joinType="cross"}(a, b))'],
  ['select * from a left semi join b on x', 'project(unresolvedStar() from join{joinType="leftsemi"}(a, b, x))'],
  ['select * from a anti join b on x', 'project(unresolvedStar() from join{joinType="leftanti"}(a, b, x))'],
  [
    'select * from a right outer join b on x full join c on y',
    'project(unresolvedStar() from join{joinType="fullouter"}(join{joinType="rightouter"}(a, b, x), c, y))',
  ],
  ['select * from a join lateral f(a.x) t', 'project(unresolvedStar() from lateralJoin{joinType="inner"}(a, tableValuedFunction(a.x)@t))'],
  ['select * from (a join b) c', 'project(unresolvedStar() from join{joinType="inner"}(a, b)@c)'],
  ['select * from (select 1) t(x)', 'project(unresolvedStar() from toDF{columnNames=x isTableAlias=true}(project(1:int from oneRow))@t)'],
  ['select * from (select 1)', 'project(unresolvedStar() from project(1:int from oneRow)@__auto_generated_subquery_name)'],
  [
    "select * from values (1, 'a'), (2, 'b') as t(x, y)",
    'project(unresolvedStar() from inlineTable{columnNames=x.y}(1:int, a:string, 2:int, b:string)@t)',
  ],
  ['values 1, 2', 'inlineTable{columnNames=col1}(1:int, 2:int)'],
  ['table t', 't'],
  ['from t select a where b', 'project(a from filter(t, b))'],
  ['from t', 't'],
  ['select * from range(10) r(id)', 'project(unresolvedStar() from toDF{columnNames=id isTableAlias=true}(tableValuedFunction(10:int))@r)'],
  [
    'select * from f(table(t) partition by a order by b, x => 1)',
    'project(unresolvedStar() from tableValuedFunction(subquery{subqueryType="table"}(t, a, b asc nullsFirst), namedArgument{name="x"}(1:int)))',
  ],
  [
    'select * from explode(array(1)) as t(c)',
    'project(unresolvedStar() from toDF{columnNames=c isTableAlias=true}(tableValuedFunction(array(1:int)))@t)',
  ],
  [
    'select * from t lateral view outer explode(a) b as c, d',
    'project(unresolvedStar() from generate{isOuter=true qualifier="b" columnNames=c.d}(t, explode(a)))',
  ],
  [
    'select * from t pivot (sum(a) as s for (b, c) in ((1, 2) as x, (3, 4)))',
    'project(unresolvedStar() from pivot(t, struct(b, c), row(1:int, 2:int) as x, row(3:int, 4:int), sum(a) as s))',
  ],
  [
    'select * from t unpivot include nulls (v for n in (a, b as x))',
    'project(unresolvedStar() from unpivot{valueAliases=[null,"x"] variableColumnName="n" valueColumnNames=v includeNulls=true}(t, a, b))',
  ],
  [
    'select * from t unpivot ((v, w) for n in ((a, b) as x, (c, d)))',
    'project(unresolvedStar() from unpivot{valueAliases=["x",null] variableColumnName="n" valueColumnNames=v.w}(t, a, b, c, d))',
  ],
  [
    'select * from t tablesample (10 percent) repeatable (3)',
    'project(unresolvedStar() from sample{lowerBound=0 upperBound=0.1 seed="3"}(t))',
  ],
  ['select * from t tablesample (5 rows)', 'project(unresolvedStar() from limit(t, 5:int))'],
  ['select * from t version as of 3', 'project(unresolvedStar() from timeTravel{version="3"}(t))'],
  ["select * from t timestamp as of '2020-01-01'", 'project(unresolvedStar() from timeTravel(t, 2020-01-01:string))'],
  [
    'select /*+ broadcast(a), coalesce(3) */ * from a',
    'hint{name="broadcast"}(hint{name="coalesce"}(project(unresolvedStar() from a), 3:int), a)',
  ],
  [
    'with a as (select 1), b(x) as (select 2) select * from a, b',
    'with(cteDefinition{name="a"}(project(1:int from oneRow)), cteDefinition{name="b" columnNames=x}(project(2:int from oneRow)), project(unresolvedStar() from join{joinType="inner"}(a, b)))',
  ],
  [
    'with recursive r(n) max recursion level 5 as (select 1 union all select n + 1 from r) select * from r',
    'with{isRecursive=true}(cteDefinition{name="r" columnNames=n maxRecursion=5}(setOperation{operation="union" isAll=true}(project(1:int from oneRow), project(+(n, 1:int) from r))), project(unresolvedStar() from r))',
  ],
  [
    'select 1 union select 2 union all select 3 union all select 4',
    'setOperation{operation="union" isAll=true}(setOperation{operation="union"}(project(1:int from oneRow), project(2:int from oneRow)), project(3:int from oneRow), project(4:int from oneRow))',
  ],
  [
    'select 1 union select 2 intersect select 3 except all select 4',
    'setOperation{operation="except" isAll=true}(setOperation{operation="union"}(project(1:int from oneRow), setOperation{operation="intersect"}(project(2:int from oneRow), project(3:int from oneRow))), project(4:int from oneRow))',
  ],
  [
    '(select 1 union select 2) union select 3',
    'setOperation{operation="union"}(setOperation{operation="union"}(project(1:int from oneRow), project(2:int from oneRow)), project(3:int from oneRow))',
  ],
  [
    'select 1 as a |> where a > 0 |> select a + 1 as b |> order by b',
    'sort{isGlobal=true}(pipeOperator(project(pipeExpression{clause="SELECT"}(+(a, 1:int)) as b from pipeOperator(filter(pipeOperator(project(1:int as a from oneRow)), >(a, 0:int))))), b asc nullsFirst)',
  ],
  [
    'table t |> extend a as b |> set a = 1 |> drop b |> as u',
    'pipeOperator(project(unresolvedStar{except=[["b"]]}() from pipeOperator(project(unresolvedStar(pipeExpression{clause="SET"}(1:int) as a) from pipeOperator(project(unresolvedStar(), pipeExpression{clause="EXTEND"}(a) as b from t))))))@u',
  ],
  ['table t |> aggregate sum(a) as s group by b', 'aggregate(t, b, b, pipeExpression{isAggregate=true clause="AGGREGATE"}(sum(a)) as s)'],
  ['table t |> union all table u', 'setOperation{operation="union" isAll=true}(t, u)'],
  ['select * from identifier(x)', 'project(unresolvedStar() from identifierClauseRelation(x))'],
  ["select * from identifier('a.b')", 'project(unresolvedStar() from a.b)'],
])('%s reads as %s', (sql, text) => {
  expect(planText(parsePlan(sql))).toBe(text);
});

test('a join behind a comma takes all that stands before it, unless it binds tighter by setting', () => {
  const sql = 'select * from a, b join c on a.x = c.x';
  expect(planText(parsePlan(sql))).toContain('join{joinType="inner"}(join{joinType="inner"}(a, b), c, =(a.x, c.x))');
  const ansi = parsePlan(sql, { ...defaultParserOptions, ansiRelationPrecedence: true });
  expect(planText(ansi)).toContain('join{joinType="inner"}(a, join{joinType="inner"}(b, c, =(a.x, c.x)))');
});

test('PIVOT and UNPIVOT follow each other', () => {
  const sql = 'select * from a, b pivot (sum(x) for y in (1)) unpivot (v for n in (c))';
  expect(planText(parsePlan(sql))).toMatch(/unpivot\{.*\}\(pivot\(join\{joinType="inner"\}\(a, b\)/);
});

test('nodes know their place in the text', () => {
  const plan = parsePlan('select a,\n  b + 1 as c\nfrom t where\n x between 1 and 2');
  const places: [string, string][] = [];
  visit(plan, node => {
    if (node.origin !== undefined && ['alias', 'unresolvedRelation'].includes(node.kind)) places.push([node.kind, node.origin.fragment]);
    if (node.kind === 'unresolvedFunction')
      places.push([`${node.nameParts[0]} ${node.origin?.line}:${node.origin?.column}`, node.origin?.fragment ?? '']);
  });
  // A predicate's place is without its operand, as in Spark.
  expect(places).toEqual([
    ['unresolvedRelation', 't'],
    ['between 4:3', 'between 1 and 2'],
    ['alias', 'b + 1 as c'],
    ['+ 2:2', 'b + 1'],
  ]);
});
