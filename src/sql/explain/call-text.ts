/** Calls in trees: where Spark's expression shows more, or other, than the name of a column does. */
import { callSql } from '../analyzer/expression-sql.js';
import type { TypedExpression } from '../analyzer/typed-expression.js';
import type { TimeZone } from '../jvm/time-zones.js';
import { shortenedList } from './shortened-list.js';

type Call = Extract<TypedExpression, { kind: 'call' | 'aggregate' | 'generator' | 'windowFunction' }>;
type Text = (args: readonly string[], call: Call, zone: TimeZone) => string;

const caseText = (args: readonly string[]): string => {
  let text = 'CASE';
  for (let i = 0; i + 1 < args.length; i += 2) text += ` WHEN ${args[i]} THEN ${args[i + 1]}`;
  return `${text}${args.length % 2 === 1 ? ` ELSE ${args.at(-1)}` : ''} END`;
};

/** Arguments that the person did not write. */
const and =
  (...more: readonly string[]): Text =>
  (args, { name }) =>
    `${name}(${[...args, ...more].join(', ')})`;

const zoned: Text = (args, { name }, zone) => `${name}(${[...args, `Some(${zone.id})`].join(', ')})`;
const pick: Text = ([arg], call) => `${call.name}(${arg}, ${'ignoreNulls' in call && call.ignoreNulls === true})`;
const trim: Text = ([text, what], { name }) => `${name}(${text}, ${what === undefined ? 'None' : `Some(${what})`})`;
const parsed: Text = ([text, format], { name }, zone) =>
  `${name}(${text}, ${format === undefined ? 'None' : `Some(${format})`}, Some(${zone.id}), true)`;
const sized: Text = ([value], { name }) => `${name}(${value}, false)`;
const collected = and('0', '0', 'true');
const shifted: Text = ([input, offset, otherwise = 'null'], call) => {
  const steps = offset ?? '1';
  const signed = call.name !== 'lag' ? steps : steps.startsWith('-') ? steps.slice(1) : `-${steps}`;
  return `${call.name}(${input}, ${signed}, ${otherwise.startsWith('cast(null as ') ? 'null' : otherwise})`;
};

const texts: Readonly<Record<string, Text>> = {
  not: ([a]) => `NOT ${a}`,
  '!': ([a]) => `NOT ${a}`,
  isnull: ([a]) => `isnull(${a})`,
  isnotnull: ([a]) => `isnotnull(${a})`,
  in: ([value, ...list]) => `${value} IN (${shortenedList(list, ',')})`,
  inset: ([value, ...list]) => `${value} INSET ${[...list].sort().join(', ')}`,
  like: ([text, pattern]) => `${text} LIKE ${pattern}`,
  rlike: ([text, pattern]) => `RLIKE(${text}, ${pattern})`,
  if: ([condition, a, b]) => `if (${condition}) ${a} else ${b}`,
  when: caseText,
  '||': args => `concat(${args.join(', ')})`,
  'unary -': ([a]) => `-${a}`,
  negative: ([a]) => `-${a}`,
  '>>': ([a, b]) => `shiftright(${a}, ${b})`,
  '<<': ([a, b]) => `shiftleft(${a}, ${b})`,
  startswith: ([a, b]) => `StartsWith(${a}, ${b})`,
  endswith: ([a, b]) => `EndsWith(${a}, ${b})`,
  contains: ([a, b]) => `Contains(${a}, ${b})`,
  extract: (args, { name }) => `${name}(${args.join(', ')})`,
  trim,
  ltrim: trim,
  rtrim: trim,
  size: sized,
  cardinality: sized,
  first: pick,
  first_value: pick,
  last: pick,
  last_value: pick,
  any_value: pick,
  collect_list: collected,
  array_agg: collected,
  collect_set: collected,
  lag: shifted,
  lead: shifted,
  to_date: parsed,
  date_format: zoned,
  from_unixtime: zoned,
  hour: zoned,
  minute: zoned,
  date_trunc: zoned,
  unix_timestamp: (args, { name }, zone) => `${name}(${[...args, `Some(${zone.id})`, 'true'].join(', ')})`,
};

export function callText(call: Call, args: readonly string[], zone: TimeZone): string {
  const text = texts[call.name];
  return text === undefined ? callSql(call.name, args, call) : text(args, call, zone);
}
