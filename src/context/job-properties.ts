/** Properties that go along with the jobs that the driver submits: their group, tags, description and pool. */
import { illegalArgument } from '../rdd/requirement.js';

const GROUP = 'spark.jobGroup.id';
const DESCRIPTION = 'spark.job.description';
const INTERRUPT = 'spark.job.interruptOnCancel';
const TAGS = 'spark.job.tags';
const CALL_SITE = 'callSite.short';

export type Properties = Readonly<Record<string, string>>;

export class JobProperties {
  readonly #values = new Map<string, string>();

  get(key: string): string | undefined {
    return this.#values.get(key);
  }

  /** @param value undefined takes the property away */
  set(key: string, value: string | null | undefined): void {
    if (value === undefined || value === null) this.#values.delete(key);
    else this.#values.set(key, value);
  }

  replaceAll(values: Properties): void {
    this.#values.clear();
    for (const [key, value] of Object.entries(values)) this.#values.set(key, value);
  }

  all(): Properties {
    return Object.fromEntries(this.#values);
  }

  setGroup(groupId: string, description: string | undefined, interruptOnCancel: boolean): void {
    this.set(GROUP, groupId);
    this.set(DESCRIPTION, description);
    this.set(INTERRUPT, String(interruptOnCancel));
  }

  clearGroup(): void {
    for (const key of [GROUP, DESCRIPTION, INTERRUPT]) this.#values.delete(key);
  }

  setInterruptOnCancel(interrupt: boolean): void {
    this.set(INTERRUPT, String(interrupt));
  }

  get description(): string | undefined {
    return this.get(DESCRIPTION);
  }

  setDescription(description: string | undefined): void {
    this.set(DESCRIPTION, description);
  }

  /** What the person says in place of the line that made an RDD or a job. */
  get callSite(): string | undefined {
    return this.get(CALL_SITE);
  }

  setCallSite(callSite: string | undefined): void {
    this.set(CALL_SITE, callSite);
  }

  get tags(): Set<string> {
    return tagsOf(this.all());
  }

  addTags(tags: Iterable<string>): void {
    const added = [...tags];
    for (const tag of added) assertTag(tag);
    this.#setTags(new Set([...this.tags, ...added]));
  }

  removeTags(tags: Iterable<string>): void {
    const removed = [...tags];
    for (const tag of removed) assertTag(tag);
    this.#setTags(new Set([...this.tags].filter(tag => !removed.includes(tag))));
  }

  clearTags(): void {
    this.#values.delete(TAGS);
  }

  #setTags(tags: ReadonlySet<string>): void {
    this.set(TAGS, tags.size === 0 ? undefined : [...tags].join(','));
  }
}

export const groupOf = (properties: Properties): string | undefined => properties[GROUP];
export const tagsOf = (properties: Properties): Set<string> => new Set((properties[TAGS] ?? '').split(',').filter(tag => tag !== ''));

function assertTag(tag: string): void {
  if (tag === null || tag === undefined) throw illegalArgument('Spark job tag cannot be null.');
  if (tag.includes(',')) throw illegalArgument("Spark job tag cannot contain ','.");
  if (tag === '') throw illegalArgument('Spark job tag cannot be an empty string.');
}
