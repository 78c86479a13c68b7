/** `docs/rdd-api.md`: every member of Spark's RDD API and what became of it, found by looking at our classes. */
import * as api from '../../../dist/index.js';
import { notes, notOffered, refused } from './not-offered.js';
import { sparkMembers } from './spark-members.js';

export type Status = 'done' | 'refused' | 'not offered' | 'missing';

export interface Member {
  readonly name: string;
  readonly languages: string;
  readonly status: Status;
  /** Of a member that is not offered, why; else where it differs from Spark's. */
  readonly note: string;
}

/** Our class for each of Spark's, and things that only its instances have. */
const homes: Readonly<Record<string, { readonly type: Function; readonly fields?: string }>> = {
  SparkContext: { type: api.SparkContext, fields: 'applicationId startTime statusTracker version' },
  SparkConf: { type: api.SparkConf },
  RDD: { type: api.RDD, fields: 'context id' },
  PairRDDFunctions: { type: api.RDD },
  OrderedRDDFunctions: { type: api.RDD },
  DoubleRDDFunctions: { type: api.RDD },
  AsyncRDDActions: { type: api.RDD },
  SequenceFileRDDFunctions: { type: api.RDD },
  Broadcast: { type: api.Broadcast, fields: 'id' },
  // Its abstract members are those of any accumulator.
  AccumulatorV2: { type: api.LongAccumulator },
  LongAccumulator: { type: api.LongAccumulator },
  DoubleAccumulator: { type: api.DoubleAccumulator },
  CollectionAccumulator: { type: api.CollectionAccumulator },
  StatCounter: { type: api.StatCounter },
  StorageLevel: { type: api.StorageLevel, fields: 'deserialized replication useDisk useMemory useOffHeap' },
  SparkStatusTracker: { type: api.SparkStatusTracker },
  FutureAction: { type: api.FutureAction },
  TaskContext: { type: api.TaskContext },
};

const words = (text: string | undefined): string[] => (text ?? '').split(/\s+/).filter(word => word !== '');

export function membersOf(className: string): Member[] {
  const { scala, pyspark } = sparkMembers[className]!;
  const [inScala, inPython] = [new Set(words(scala)), new Set(words(pyspark))];
  const { type, fields } = homes[className]!;
  const isThere = (name: string): boolean => name in type.prototype || Object.hasOwn(type, name) || words(fields).includes(name);
  const reasons = new Map(
    Object.entries(notOffered[className] ?? {}).flatMap(([reason, names]) => words(names).map(name => [name, reason] as const)),
  );
  const refusals = new Set([...words(refused[className]), ...(type === api.RDD ? Object.values(refused).flatMap(words) : [])]);
  // Names such as toString are on every object.
  const ownNotes = new Map(Object.entries(notes[className] ?? {}));
  return [...new Set([...inScala, ...inPython])]
    .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
    .map(name => {
      const languages = inScala.has(name) ? (inPython.has(name) ? 'both' : 'Scala') : 'PySpark';
      const status: Status = reasons.has(name) ? 'not offered' : !isThere(name) ? 'missing' : refusals.has(name) ? 'refused' : 'done';
      const note = reasons.get(name) ?? (status === 'refused' ? 'its message says why' : (ownNotes.get(name) ?? ''));
      return { name, languages, status, note };
    });
}

/** Reasons that are given for members that are there, or for names that Spark does not have. */
export function staleReasons(): string[] {
  return Object.entries(notOffered).flatMap(([className, reasons]) => {
    const { type, fields } = homes[className]!;
    const { scala, pyspark } = sparkMembers[className]!;
    const known = new Set([...words(scala), ...words(pyspark)]);
    return Object.values(reasons)
      .flatMap(words)
      .filter(name => !known.has(name) || name in type.prototype || Object.hasOwn(type, name) || words(fields).includes(name))
      .map(name => `${className}.${name}`);
  });
}

export function apiTable(): string {
  const all = Object.keys(sparkMembers).map(className => ({ className, members: membersOf(className) }));
  const count = (status: Status): number =>
    all.reduce((sum, { members }) => sum + members.filter(member => member.status === status).length, 0);
  const head = `# The RDD API, member by member

Made from the code: \`npx vitest run test/rdd/api\` fails when it drifts, and writes it anew with \`UPDATE_DOCS=1\`.

Names are those of Apache Spark 4.3, Scala's and PySpark's. Parameter lists of Scala are one list here; a field is a property, an Option
is \`undefined\` or the value, an Ordering is a compare function. Actions block; their \`Async\` twins give a promise that can be cancelled.

| | members |
|---|---|
| done | ${count('done')} |
| there, and refused with a message | ${count('refused')} |
| not offered | ${count('not offered')} |
`;
  const sections = all.map(({ className, members }) => {
    const done = members.filter(({ status, note }) => status === 'done' && note === '').map(({ name }) => `\`${name}\``);
    const noted = members.filter(({ status, note }) => status === 'done' && note !== '');
    const refusals = members.filter(({ status }) => status === 'refused').map(({ name }) => `\`${name}\``);
    const byReason = new Map<string, string[]>();
    for (const { name, status, note } of members)
      if (status === 'not offered') byReason.set(note, [...(byReason.get(note) ?? []), `\`${name}\``]);
    const missing = members.filter(({ status }) => status === 'missing').map(({ name }) => `\`${name}\``);
    const rows = [
      ...(done.length > 0 ? [`| done | ${done.join(', ')} |`] : []),
      ...noted.map(({ name, note }) => `| done | \`${name}\`: ${note} |`),
      ...(refusals.length > 0 ? [`| refused | ${refusals.join(', ')} |`] : []),
      ...[...byReason].map(([reason, each]) => `| not offered: ${reason} | ${each.join(', ')} |`),
      ...(missing.length > 0 ? [`| missing | ${missing.join(', ')} |`] : []),
    ];
    return `## ${className}\n\n| | |\n|---|---|\n${rows.join('\n')}\n`;
  });
  return [head, ...sections].join('\n');
}
