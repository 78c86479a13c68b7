/** Tables of the shell's own commands: columns, no lines between them. */

/** @param rightAligned indices of the columns of numbers */
export async function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  rightAligned: readonly number[],
): Promise<string> {
  const { default: Table } = await import('cli-table3');
  const edges = 'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid';
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, i) => (rightAligned.includes(i) ? 'right' : 'left')),
    chars: { ...Object.fromEntries(edges.split(' ').map(edge => [edge, ''])), middle: '  ' },
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map(row => [...row]));
  return table.toString().replace(/ +$/gm, '');
}
