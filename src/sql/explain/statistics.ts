/** How large Spark takes the rows of a plan to be, where it knows nothing but the sizes of what is read. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Attribute } from '../analyzer/typed-expression.js';
import { type Operator, outputOf } from '../optimizer/operator.js';

export interface Statistics {
  readonly sizeInBytes: bigint;
  readonly rowCount?: bigint | undefined;
}

const rowSize = (columns: readonly Attribute[]): bigint => BigInt(columns.reduce((sum, each) => sum + each.dataType.defaultSize, 8));

export function statisticsOf(plan: Operator): Statistics {
  const [first, second] = plan.children;
  switch (plan.kind) {
    case 'localRelation': {
      const rowCount = BigInt(plan.rows.length);
      return { sizeInBytes: rowSize(plan.output) * rowCount, rowCount };
    }
    case 'oneRow':
      return { sizeInBytes: 1n };
    case 'range': {
      const steps = (plan.end - plan.start + plan.step + (plan.step > 0n ? -1n : 1n)) / plan.step;
      const rowCount = steps > 0n ? steps : 0n;
      return { sizeInBytes: 8n * rowCount, rowCount };
    }
    case 'relation':
      return { sizeInBytes: BigInt(plan.scan.paths.reduce((sum, path) => sum + bytesOf(path), 0)) };
    case 'join': {
      const left = statisticsOf(first!);
      return plan.joinType === 'leftsemi' || plan.joinType === 'leftanti'
        ? left
        : { sizeInBytes: left.sizeInBytes * statisticsOf(second!).sizeInBytes };
    }
    case 'union':
      return { sizeInBytes: plan.children.reduce((sum, each) => sum + statisticsOf(each).sizeInBytes, 0n) };
    case 'intersect':
    case 'except':
    case 'localLimit':
    case 'subqueryAlias':
    case 'view':
      return statisticsOf(first!);
    case 'globalLimit': {
      const { rowCount } = statisticsOf(first!);
      const count = rowCount !== undefined && rowCount < BigInt(plan.count) ? rowCount : BigInt(plan.count);
      return ofRows(plan, count);
    }
    case 'offset': {
      const { rowCount } = statisticsOf(first!);
      if (rowCount === undefined) return scaled(plan, first!);
      return ofRows(plan, rowCount > BigInt(plan.count) ? rowCount - BigInt(plan.count) : 0n);
    }
    case 'aggregate':
      return plan.grouping.length === 0 ? { sizeInBytes: rowSize(outputOf(plan)), rowCount: 1n } : scaled(plan, first!);
    case 'expand':
      return { sizeInBytes: scaled(plan, first!).sizeInBytes * BigInt(plan.projections.length) };
    case 'withCte':
      return statisticsOf(plan.children.at(-1)!);
    case 'cteReference':
      return { sizeInBytes: rowSize(plan.output) };
    default:
      return scaled(plan, first!);
  }
}

const ofRows = (plan: Operator, rowCount: bigint): Statistics => {
  const sizeInBytes = rowCount * rowSize(outputOf(plan));
  return { sizeInBytes: sizeInBytes > 0n ? sizeInBytes : 1n, rowCount };
};

/** As many rows as the input, of another width. */
function scaled(plan: Operator, input: Operator): Statistics {
  const sizeInBytes = (statisticsOf(input).sizeInBytes * rowSize(outputOf(plan))) / rowSize(outputOf(input));
  return { sizeInBytes: sizeInBytes > 0n ? sizeInBytes : 1n };
}

function bytesOf(path: string): number {
  const file = path.startsWith('file:') ? fileURLToPath(path) : path;
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined || !found.isDirectory()) return found?.size ?? 0;
  const names = readdirSync(file).filter(name => !name.startsWith('_') && !name.startsWith('.'));
  return names.reduce((sum, name) => sum + bytesOf(join(file, name)), 0);
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

export function statisticsText({ sizeInBytes, rowCount }: Statistics): string {
  let unit = 0;
  while (unit < units.length - 1 && sizeInBytes >= 2n * 1024n ** BigInt(unit + 1)) unit++;
  const size = (Number(sizeInBytes) / 1024 ** unit).toFixed(1);
  const rows = rowCount === undefined ? '' : `, rowCount=${rowCount}`;
  return `Statistics(sizeInBytes=${size} ${units[unit]}${rows})`;
}
