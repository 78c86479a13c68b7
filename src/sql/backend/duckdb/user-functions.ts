/** The person's functions in the function thread. */
import { ClassTable } from '../../../closures/class-table.js';
import { ClosureRebuilder } from '../../../closures/rebuild.js';
import { deserializeValues, serializeValues } from '../../../closures/values.js';
import { decodeRows, encodeRows } from '../../../executor/blocks/codec.js';
import type { ValueSerializer } from '../../../executor/blocks/value-serializer.js';
import { DriverReferences } from '../../../executor/driver-references.js';
import { TaskAccumulators } from '../../../executor/task-accumulators.js';
import type { AccumulatorUpdates, ShippedFunction } from '../../../threads/protocol.js';

export class UserFunctions {
  readonly #classes = new ClassTable();
  readonly #values: ValueSerializer = {
    serialize: values => serializeValues(values, this.#classes),
    deserialize: bytes => deserializeValues(bytes, this.#classes),
  };
  readonly #accumulators: TaskAccumulators = new TaskAccumulators({
    rebuild: zero => this.#rebuilder.rebuildValue(zero),
    encode: rows => encodeRows(rows, this.#values),
  });
  readonly #references: DriverReferences = new DriverReferences(this.#accumulators, rows => decodeRows(rows, this.#values));
  readonly #rebuilder: ClosureRebuilder = new ClosureRebuilder({
    classes: this.#classes,
    resolveReference: reference => this.#references.resolve(reference),
  });

  rebuild({ closure, broadcasts, accumulators }: ShippedFunction): Function {
    this.#references.add(broadcasts, accumulators);
    return this.#rebuilder.rebuild(closure);
  }

  /** What functions have added to accumulators since the last call. */
  takeUpdates(): AccumulatorUpdates {
    return this.#accumulators.take();
  }
}
