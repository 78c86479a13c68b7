/**
 * The text of one generated function and what its parameters are bound to. Constants (functions) are the same for each task of a
 * stage; task values (an input split, a reader) are made when a task starts.
 */

/** A row in generated code: an expression, or a pair whose array has not been built. */
export type Row =
  | { readonly kind: 'value'; readonly expression: string }
  | { readonly kind: 'pair'; readonly key: string; readonly value: string };

/** Generates what happens to a row. */
export type Body = (row: Row) => string;

export const valueRow = (expression: string): Row => ({ kind: 'value', expression });
export const expressionOf = (row: Row): string => (row.kind === 'value' ? row.expression : `[${row.key}, ${row.value}]`);
export const keyExpression = (row: Row): string => (row.kind === 'pair' ? row.key : `${row.expression}[0]`);
export const valueExpression = (row: Row): string => (row.kind === 'pair' ? row.value : `${row.expression}[1]`);

/** A function as generated code sees it: `key` is equal for functions of equal code, so that equal pipelines share compiled code. */
export interface StageFunction {
  readonly key: string;
  /** The function for one task; the same one each time unless the closure has state of its own. */
  forTask(): Function;
  /** Code of the engine's own functions, inlined in place of a call. */
  readonly inline?: ((row: Row) => Row) | undefined;
}

export class Emitter<Task> {
  readonly #names: string[] = [];
  readonly #bindings: ((task: Task) => unknown)[] = [];
  readonly #keys: string[] = [];
  #nextName = 0;
  #operatorCount = 0;

  name(prefix: string): string {
    return `${prefix}${this.#nextName++}`;
  }

  countOperator(): number {
    return ++this.#operatorCount;
  }

  /** A parameter that is bound when a task starts. */
  taskValue(prefix: string, binding: (task: Task) => unknown): string {
    const name = this.name(prefix);
    this.#names.push(name);
    this.#bindings.push(binding);
    return name;
  }

  fn(f: StageFunction): string {
    this.#keys.push(f.key);
    return this.taskValue('f', () => f.forTask());
  }

  /** Keeps a row in a variable when its expression would be evaluated twice. */
  hold(row: Row): { declare: string; row: Row } {
    if (row.kind === 'pair' || /^[\w$]+$/.test(row.expression)) return { declare: '', row };
    const name = this.name('v');
    return { declare: `const ${name} = ${row.expression};`, row: valueRow(name) };
  }

  /** @param code a function body over the parameters */
  build(code: string, cache: FunctionCache): (task: Task) => unknown {
    const compiled = cache.compile(this.#names, code, this.#keys);
    const bindings = this.#bindings;
    return task => {
      const values = new Array<unknown>(bindings.length);
      for (let i = 0; i < values.length; i++) values[i] = bindings[i]!(task);
      return compiled(...values);
    };
  }
}

/** Compiled texts. Functions with other closures get a copy of their own, so that call sites stay monomorphic and are inlined. */
export class FunctionCache {
  readonly #compiled = new Map<string, Function>();
  readonly #limit = 500;

  compile(names: readonly string[], code: string, keys: readonly string[]): Function {
    const key = `${names.join()}\n${code}\n${keys.join('\u0000')}`;
    let compiled = this.#compiled.get(key);
    if (compiled === undefined) {
      compiled = new Function(...names, `'use strict';\n${code}`);
      if (this.#compiled.size >= this.#limit) this.#compiled.delete(this.#compiled.keys().next().value!);
      this.#compiled.set(key, compiled);
    }
    return compiled;
  }
}
