/**
 * Looks inside functions of this thread through an in-process inspector session: where a function was written, the values its scopes
 * hold now, what a bound function binds. The session answers before `post` returns, so all of this is synchronous.
 */
import { type Runtime, Session } from 'node:inspector';

/** Scopes of one function, innermost first. V8 hands out snapshots: inspect again to read current values. */
export interface ScopeChain {
  /** The scope that holds `name`; undefined when only the global object, or nothing, has it. */
  find(
    name: string,
  ): { readonly value: unknown; readonly scope: object /** Scopes further out than this one. */; readonly depth: number } | undefined;
  /** The scope at that depth. */
  at(depth: number): object | undefined;
}

export interface InspectedFunction {
  /** The script's name, and where V8 places the function in it (from 0). Absent for native and bound functions. */
  readonly location?: { readonly file: string; readonly line: number; readonly column: number };
  /** Call while no other function is being inspected. */
  scopes(): ScopeChain;
  /** Set for a bound function. */
  readonly bound?: { readonly target: Function; readonly boundThis: unknown; readonly boundArgs: readonly unknown[] };
}

interface Scopes {
  readonly length: number;
  readonly [index: number]: { readonly description: string; readonly object: object };
}

const group = 'closures';
const noScopes: ScopeChain = { find: () => undefined, at: () => undefined };

export class FunctionInspector {
  private session: Session | undefined;
  /** Values pass between this thread's code and the inspector through the fields of one object. */
  private readonly exchange: { value: unknown } = { value: undefined };
  private exchangeId = '';
  private holdsHandles = false;
  private readonly scriptIdToFile = new Map<string, string>();

  inspect(fn: Function): InspectedFunction {
    const functionId = this.handleOf(fn);
    const { internalProperties = [] } = this.post<Runtime.GetPropertiesReturnType>('Runtime.getProperties', {
      objectId: functionId,
      ownProperties: true,
    });
    const internal = new Map(internalProperties.map(property => [property.name, property.value]));
    const place = internal.get('[[FunctionLocation]]')?.value as { scriptId: string; lineNumber: number; columnNumber: number } | undefined;
    const scopesId = internal.get('[[Scopes]]')?.objectId;
    const target = internal.get('[[TargetFunction]]');
    return {
      ...(place && { location: { file: this.fileOf(place.scriptId), line: place.lineNumber, column: place.columnNumber } }),
      scopes: () => (scopesId === undefined ? noScopes : scopeChain(this.valueOf({ type: 'object', objectId: scopesId }) as Scopes)),
      ...(target && {
        bound: {
          target: this.valueOf(target) as Function,
          boundThis: this.valueOf(internal.get('[[BoundThis]]')),
          boundArgs: this.valueOf(internal.get('[[BoundArgs]]')) as unknown[],
        },
      }),
    };
  }

  /** Forgets the handles that `inspect` made; without this they would keep their objects alive. */
  release(): void {
    if (!this.holdsHandles) return;
    this.holdsHandles = false;
    this.post('Runtime.releaseObjectGroup', { objectGroup: group });
  }

  close(): void {
    this.session?.disconnect();
    this.session = undefined;
  }

  private handleOf(value: unknown): string {
    this.open();
    this.exchange.value = value;
    this.holdsHandles = true;
    const { result } = this.post<Runtime.CallFunctionOnReturnType>('Runtime.callFunctionOn', {
      objectId: this.exchangeId,
      functionDeclaration: 'function () { return this.value; }',
      objectGroup: group,
    });
    this.exchange.value = undefined;
    return result.objectId!;
  }

  private valueOf(remote: Runtime.RemoteObject | undefined): unknown {
    if (remote === undefined) return undefined;
    if (remote.objectId === undefined)
      return remote.unserializableValue === undefined ? remote.value : unserializable(remote.unserializableValue);
    this.post('Runtime.callFunctionOn', {
      objectId: this.exchangeId,
      functionDeclaration: 'function (value) { this.value = value; }',
      arguments: [{ objectId: remote.objectId }],
    });
    const { value } = this.exchange;
    this.exchange.value = undefined;
    return value;
  }

  private fileOf(scriptId: string): string {
    // Only an enabled debugger names scripts, and while it is enabled every `await` of the thread is slow: switch it on for new scripts only.
    if (!this.scriptIdToFile.has(scriptId)) {
      this.post('Debugger.enable', {});
      this.post('Debugger.disable');
    }
    return this.scriptIdToFile.get(scriptId) ?? '';
  }

  private open(): void {
    if (this.session) return;
    this.session = new Session();
    this.session.connect();
    this.session.on('Debugger.scriptParsed', ({ params }) => this.scriptIdToFile.set(params.scriptId, params.url));
    const name = `closures:${Math.random()}`;
    Object.defineProperty(globalThis, name, { value: this.exchange, configurable: true });
    this.exchangeId = this.post<Runtime.EvaluateReturnType>('Runtime.evaluate', { expression: `globalThis[${JSON.stringify(name)}]` })
      .result.objectId!;
    Reflect.deleteProperty(globalThis, name);
  }

  private post<Result>(method: string, params: object = {}): Result {
    let answer: Result | undefined;
    this.session!.post(method, params, (error: Error | null, result?: object) => {
      if (error) throw new Error(`${method}: ${error.message}`);
      answer = result as Result;
    });
    return answer!;
  }
}

function scopeChain(scopes: Scopes): ScopeChain {
  return {
    find(name) {
      for (let i = 0; i < scopes.length; i++) {
        const { description, object } = scopes[i]!;
        if (description === 'Global') continue;
        if (name in object) return { value: (object as Record<string, unknown>)[name], scope: object, depth: scopes.length - 1 - i };
      }
      return undefined;
    },
    at: depth => scopes[scopes.length - 1 - depth]?.object,
  };
}

function unserializable(text: string): unknown {
  return text.endsWith('n') ? BigInt(text.slice(0, -1)) : Number(text);
}
