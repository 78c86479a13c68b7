/** A document that lists every member of a part of Spark's API and what became of it, found by looking at our classes. */

export type Status = 'done' | 'refused' | 'not offered' | 'missing';

export interface Member {
  readonly name: string;
  readonly languages: string;
  readonly status: Status;
  /** Of a member that is not offered, why; else where it differs from Spark's. */
  readonly note: string;
}

/** Names of public members, by blanks. */
export interface SparkMembers {
  readonly scala: string;
  readonly pyspark?: string;
}

/** Our class or object for one of Spark's, and things that only its instances have. */
export interface Home {
  readonly type: object;
  readonly fields?: string;
}

type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface ApiDescription {
  readonly head: string;
  readonly members: Readonly<Record<string, SparkMembers>>;
  readonly homes: Readonly<Record<string, Home>>;
  /** By class, then by reason: names. */
  readonly notOffered: Words;
  /** By class, then by name: what differs. */
  readonly notes: Words;
  /** Members that are there and throw with a reason. */
  readonly isRefused?: (className: string, name: string) => boolean;
}

export const words = (text: string | undefined): string[] => (text ?? '').split(/\s+/).filter(word => word !== '');

export class ApiTable {
  constructor(readonly api: ApiDescription) {}

  #isThere(className: string, name: string): boolean {
    const { type, fields } = this.api.homes[className]!;
    const isMember = typeof type === 'function' && name in (type.prototype as object);
    return isMember || Object.hasOwn(type, name) || words(fields).includes(name);
  }

  membersOf(className: string): Member[] {
    const { members, notOffered, notes, isRefused } = this.api;
    const { scala, pyspark } = members[className]!;
    const [inScala, inPython] = [new Set(words(scala)), new Set(words(pyspark))];
    const reasons = new Map(
      Object.entries(notOffered[className] ?? {}).flatMap(([reason, names]) => words(names).map(name => [name, reason] as const)),
    );
    // Names such as toString are on every object.
    const ownNotes = new Map(Object.entries(notes[className] ?? {}));
    return [...new Set([...inScala, ...inPython])]
      .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
      .map(name => {
        const languages = inScala.has(name) ? (inPython.has(name) ? 'both' : 'Scala') : 'PySpark';
        const status: Status = reasons.has(name)
          ? 'not offered'
          : !this.#isThere(className, name)
            ? 'missing'
            : isRefused?.(className, name)
              ? 'refused'
              : 'done';
        const note = reasons.get(name) ?? (status === 'refused' ? 'its message says why' : (ownNotes.get(name) ?? ''));
        return { name, languages, status, note };
      });
  }

  /** Reasons that are given for members that are there, or for names that Spark does not have. */
  staleReasons(): string[] {
    const { members, notOffered } = this.api;
    return Object.entries(notOffered).flatMap(([className, reasons]) => {
      const { scala, pyspark } = members[className]!;
      const known = new Set([...words(scala), ...words(pyspark)]);
      return Object.values(reasons)
        .flatMap(words)
        .filter(name => !known.has(name) || this.#isThere(className, name))
        .map(name => `${className}.${name}`);
    });
  }

  document(): string {
    const all = Object.keys(this.api.members).map(className => ({ className, members: this.membersOf(className) }));
    const count = (status: Status): number =>
      all.reduce((sum, { members }) => sum + members.filter(member => member.status === status).length, 0);
    const counts = `| | members |
|---|---|
| done | ${count('done')} |
| there, and refused with a message | ${count('refused')} |
| not offered | ${count('not offered')} |
`;
    return [`${this.api.head}\n${counts}`, ...all.map(({ className, members }) => section(className, members))].join('\n');
  }
}

function section(className: string, members: readonly Member[]): string {
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
}
