/** Operators that see one row at a time, as code around the code of what follows. */
import type { RowNode } from '../../rdd/lineage.js';
import {
  type Body,
  type Emitter,
  expressionOf,
  keyExpression,
  type Row,
  type StageFunction,
  valueExpression,
  valueRow,
} from './emitter.js';

/** @returns the body that the rows of the parent run through, given the body for the rows of `node` */
export function rowOperator<Task>(
  node: RowNode,
  emitter: Emitter<Task>,
  functionOf: (node: { f: unknown }) => StageFunction,
  next: Body,
): Body {
  if (node.kind === 'identity') return next;
  const f = functionOf(node);
  const inline = f.inline;
  switch (node.kind) {
    case 'map':
      if (inline !== undefined) return row => withHeld(emitter, row, held => next(inline(held)));
      return call(emitter, f, (name, row) => {
        const v = emitter.name('v');
        return `const ${v} = ${name}(${expressionOf(row)});\n${next(valueRow(v))}`;
      });
    case 'filter':
      return call(emitter, f, (name, row) =>
        withHeld(emitter, arrayed(row), held => `if (${name}(${expressionOf(held)})) {\n${next(held)}\n}`),
      );
    case 'flatMap':
      return call(emitter, f, (name, row) => each(emitter, `${name}(${expressionOf(row)})`, v => next(valueRow(v))));
    case 'mapValues':
      return call(emitter, f, (name, row) =>
        withHeld(emitter, row, held => {
          const v = emitter.name('v');
          return `const ${v} = ${name}(${valueExpression(held)});\n${next({ kind: 'pair', key: keyExpression(held), value: v })}`;
        }),
      );
    case 'flatMapValues':
      return call(emitter, f, (name, row) =>
        withHeld(emitter, row, held =>
          each(emitter, `${name}(${valueExpression(held)})`, v => next({ kind: 'pair', key: keyExpression(held), value: v })),
        ),
      );
  }
}

/**
 * A loop over an iterable; an array, the usual case, by index. What a generator gives may be more than memory holds: it is taken in
 * chunks, by the same loop.
 */
function each<Task>(emitter: Emitter<Task>, iterable: string, body: (element: string) => string): string {
  const [list, array, rest, i, v] = ['list', 'array', 'rest', 'i', 'v'].map(name => emitter.name(name)) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const chunks = emitter.taskValue('chunks', () => chunksOf);
  return `const ${list} = ${iterable};
const ${rest} = Array.isArray(${list}) ? null : ${chunks}(${list});
for (let ${array} = ${rest} === null ? ${list} : ${rest}.next().value; ${array} !== undefined; ${array} = ${rest} === null ? undefined : ${rest}.next().value)
for (let ${i} = 0; ${i} < ${array}.length; ${i}++) {
const ${v} = ${array}[${i}];
${body(v)}
}`;
}

const CHUNK_ROWS = 512;

function* chunksOf(rows: Iterable<unknown> & { next?: unknown }): Generator<unknown[], undefined, undefined> {
  if (typeof rows?.next !== 'function') {
    yield Array.from(rows);
    return;
  }
  let chunk: unknown[] = [];
  for (const row of rows) {
    if (chunk.push(row) < CHUNK_ROWS) continue;
    yield chunk;
    chunk = [];
  }
  yield chunk;
}

function call<Task>(emitter: Emitter<Task>, f: StageFunction, code: (name: string, row: Row) => string): Body {
  const name = emitter.fn(f);
  return row => code(name, row);
}

function withHeld<Task>(emitter: Emitter<Task>, row: Row, code: (held: Row) => string): string {
  const { declare, row: held } = emitter.hold(row);
  return `${declare}${code(held)}`;
}

/** A pair that is needed whole is built once. */
const arrayed = (row: Row): Row => valueRow(expressionOf(row));
