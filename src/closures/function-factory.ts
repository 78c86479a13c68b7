/**
 * Compiles the code of captured functions: once per text and place, so that what V8 learned of a function in one job serves the next.
 * The text stands at its own line and column, so that stack frames here read as they would on the driver.
 */
import { Script } from 'node:vm';
import type { FunctionCode } from './graph.js';

export interface MadeFunction {
  readonly fn: Function;
  /** Gives the captured variables new values. */
  readonly setVariables: (values: readonly unknown[]) => void;
  /** The literal around a method: `super` is looked up in its prototype. */
  readonly home: object | undefined;
}

type Factory = (...variables: unknown[]) => [setVariables: (values: readonly unknown[]) => void, made: unknown];

const maxFactories = 5000;

export class FunctionFactories {
  private readonly factories = new Map<string, Factory>();

  make(code: FunctionCode, variables: readonly unknown[], lexicalThis: unknown): MadeFunction {
    const [setVariables, made] = this.factoryOf(code).call(lexicalThis, ...variables);
    if (code.form === 'expression') return { fn: made as Function, setVariables, home: undefined };
    const home = made as object;
    const member = Object.getOwnPropertyDescriptor(home, Reflect.ownKeys(home)[0]!)!;
    return { fn: (code.accessor ? member[code.accessor] : member.value) as Function, setVariables, home };
  }

  private factoryOf(code: FunctionCode): Factory {
    const { file, line, column } = code.location ?? { file: '', line: 0, column: 0 };
    const key = `${file}:${line}:${column}:${code.strict}:${code.params.join()}:${code.text}`;
    let factory = this.factories.get(key);
    if (!factory) {
      if (this.factories.size >= maxFactories) this.factories.delete(this.factories.keys().next().value!);
      this.factories.set(key, (factory = compile(code)));
    }
    return factory;
  }
}

/**
 * The readable form: `(function (a, b) { 'use strict'; return [v => { a = v[0]; b = v[1]; }, x => a * x + b]; })`.
 * A list holds the text because a list may break its line anywhere; the setter stands first, or V8 would name the function after it.
 */
function compile({ text, params, form, strict, location }: FunctionCode): Factory {
  const values = freeName(text, params);
  const setter = `${values}=>{${params.map((param, i) => `${param}=${values}[${i}]`).join(';')}}`;
  const head = `(function(${params.join()}){${strict ? '"use strict";' : ''}return[${setter},${form === 'method' ? '{' : ''}`;
  const source = `${head}\n${' '.repeat((location?.column ?? 1) - 1)}${text}\n${form === 'method' ? '}' : ''}]})`;
  return new Script(source, {
    filename: location?.file ?? 'closure',
    lineOffset: (location?.line ?? 1) - 2,
  }).runInThisContext() as Factory;
}

function freeName(text: string, params: readonly string[]): string {
  let name = '$v';
  while (params.includes(name) || text.includes(name)) name += '_';
  return name;
}
