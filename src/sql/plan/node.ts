import type { Origin } from '../../errors/query-context.js';

/** What every node of a plan has. `kind` tells nodes apart; children are declared in `children.ts`. */
export interface NodeBase {
  readonly kind: string;
  /** Where the node stands in the person's SQL; the DataFrame API sets none. */
  readonly origin?: Origin | undefined;
}

/** A name of one or more parts: `[catalog, schema, table]`. */
export type MultipartName = readonly string[];

/** OPTIONS, TBLPROPERTIES and the like. */
export type Properties = Readonly<Record<string, string>>;
