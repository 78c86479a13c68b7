/** Says in one line what an older Node would say with a stack. */
export function requireNode(program) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`${program} needs Node 20.19 or later; this is ${process.versions.node}.\n`);
  process.exit(1);
}
