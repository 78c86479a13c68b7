/** Trees as Spark prints them: `:-` before each child but the last, `+-` before that. */
export interface TreeNode {
  readonly text: string;
  /** Plans of subqueries in the node's expressions. */
  readonly inner?: readonly TreeNode[];
  readonly children: readonly TreeNode[];
}

export function treeLines({ text, inner = [], children }: TreeNode): string[] {
  // Plans of subqueries stand between a node and its inputs, one step further in.
  const lines = text.split('\n');
  const bar = children.length > 0 ? ':  ' : '   ';
  const add = (nodes: readonly TreeNode[], before: string) =>
    nodes.forEach((node, i) => {
      const isLast = i === nodes.length - 1;
      treeLines(node).forEach((line, k) => {
        lines.push(`${before}${k === 0 ? (isLast ? '+- ' : ':- ') : isLast ? '   ' : ':  '}${line}`);
      });
    });
  add(inner, bar);
  add(children, '');
  return lines;
}
