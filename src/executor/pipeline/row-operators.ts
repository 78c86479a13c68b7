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

/** A loop over an iterable; an array, the usual case, by index. */
function each<Task>(emitter: Emitter<Task>, iterable: string, body: (element: string) => string): string {
  const [list, array, i, v] = [emitter.name('list'), emitter.name('array'), emitter.name('i'), emitter.name('v')];
  return `const ${list} = ${iterable};
const ${array} = Array.isArray(${list}) ? ${list} : Array.from(${list});
for (let ${i} = 0; ${i} < ${array}.length; ${i}++) {
const ${v} = ${array}[${i}];
${body(v)}
}`;
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
