/** The columns that a name may mean. */
import { quotedId, quotedIfNeeded } from '../../errors/quoted.js';
import type { SparkError } from '../../errors/spark-error.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import { orderedSuggestions } from './suggest.js';
import type { Attribute, TypedExpression } from './typed-expression.js';

type Origin = TypedExpression['origin'];

export interface FoundColumn {
  readonly attribute: Attribute;
  /** Parts of the name behind the column: fields. */
  readonly fields: readonly string[];
}

const maxSuggestions = 5;

/** The column under the name that the query writes: `SELECT ID` gives a column ID where the table has an id. */
export const asWritten = ({ attribute, fields }: FoundColumn, nameParts: readonly string[]): Attribute => {
  const name = nameParts[nameParts.length - fields.length - 1]!;
  return name === attribute.name ? attribute : Object.freeze({ ...attribute, name });
};

export class Scope {
  /** Columns by name, for each list of columns that names were looked for in: a SELECT may have thousands. */
  readonly #nameToColumns = new Map<readonly Attribute[], ReadonlyMap<string, readonly Attribute[]>>();

  /** @param outer the columns around a subquery
   *  @param hidden columns that a name finds only when no other has it: those that USING left out, metadata columns */
  constructor(
    readonly attributes: readonly Attribute[],
    readonly isCaseSensitive: boolean,
    readonly outer?: Scope | undefined,
    readonly hidden: readonly Attribute[] = [],
  ) {}

  same(a: string, b: string): boolean {
    return this.#key(a) === this.#key(b);
  }

  /** The column of a name, here; undefined when there is none. @throws SparkError AMBIGUOUS_REFERENCE */
  find(nameParts: readonly string[], origin: Origin): FoundColumn | undefined {
    return (
      this.#findIn(this.attributes, nameParts, origin) ??
      (this.hidden.length === 0 ? undefined : this.#findIn(this.hidden, nameParts, origin))
    );
  }

  #findIn(attributes: readonly Attribute[], nameParts: readonly string[], origin: Origin): FoundColumn | undefined {
    // The longest qualifier counts first: catalog.schema.table.column, then schema.table.column, then table.column, then column.
    for (let length = Math.min(4, nameParts.length); length >= 1; length--) {
      const qualifier = nameParts.slice(0, length - 1);
      const name = nameParts[length - 1]!;
      const named = this.#columnsOf(attributes).get(this.#key(name)) ?? [];
      const found = length === 1 ? named : named.filter(each => this.#hasQualifier(each, qualifier));
      if (found.length === 0) continue;
      const distinct = found.filter((each, i) => found.findIndex(other => other.id === each.id) === i);
      if (distinct.length > 1) throw ambiguous(nameParts, distinct, origin);
      return { attribute: distinct[0]!, fields: nameParts.slice(length) };
    }
    return undefined;
  }

  #key(name: string): string {
    return this.isCaseSensitive ? name : name.toLowerCase();
  }

  #columnsOf(attributes: readonly Attribute[]): ReadonlyMap<string, readonly Attribute[]> {
    const known = this.#nameToColumns.get(attributes);
    if (known !== undefined) return known;
    const columns = new Map<string, Attribute[]>();
    for (const each of attributes) {
      const key = this.#key(each.name);
      const same = columns.get(key);
      if (same === undefined) columns.set(key, [each]);
      else same.push(each);
    }
    this.#nameToColumns.set(attributes, columns);
    return columns;
  }

  /** `t` means `spark_catalog.default.t` too. */
  #hasQualifier({ qualifier }: Attribute, wanted: readonly string[]): boolean {
    if (wanted.length > qualifier.length) return false;
    const tail = qualifier.slice(qualifier.length - wanted.length);
    return tail.every((part, i) => this.same(part, wanted[i]!));
  }

  /** The columns of `t.*`; undefined when nothing is called `t`. */
  ofQualifier(target: readonly string[]): readonly Attribute[] | undefined {
    const found = this.attributes.filter(each => this.#hasQualifier(each, target));
    return found.length === 0 ? undefined : found;
  }

  unresolved(nameParts: readonly string[], origin: Origin): SparkError {
    return unresolvedColumn(nameParts, this.attributes, origin);
  }
}

export function unresolvedColumn(nameParts: readonly string[], candidates: readonly Attribute[], origin: Origin): SparkError {
  const objectName = quotedId(...nameParts);
  const proposals = orderedSuggestions(
    nameParts.map(quotedIfNeeded).join('.'),
    nameParts.length,
    candidates.map(each => [...each.qualifier, each.name]),
  );
  if (proposals.length === 0) return sparkErrorOf('UNRESOLVED_COLUMN.WITHOUT_SUGGESTION', { objectName }, { origin });
  return sparkErrorOf(
    'UNRESOLVED_COLUMN.WITH_SUGGESTION',
    { objectName, proposal: proposals.slice(0, maxSuggestions).join(', ') },
    { origin },
  );
}

export const ambiguous = (nameParts: readonly string[], found: readonly Attribute[], origin: Origin): SparkError =>
  sparkErrorOf(
    'AMBIGUOUS_REFERENCE',
    { name: quotedId(...nameParts), referenceNames: `[${found.map(each => quotedId(...each.qualifier, each.name)).join(', ')}]` },
    { origin },
  );
