import { expect, it } from 'vitest';
import { commandTable, loadCommand } from '../../../src/shell/commands/command-table.js';
import { usageOf } from '../../../src/shell/commands/help.js';

const head = `# Commands of the shell

Written from the records in \`src/shell/commands\` (\`npx vitest run test/shell/commands -u\` writes it again). Every command can be
abbreviated, and an abbreviation that Spark's own shell accepts means the same here; \`:help name\` tells more.

| command | what it does | typed, and what is printed |
|---|---|---|
`;

const cell = (text: string) => text.replaceAll('|', '\\|');
// A code span may hold backquotes when its fence is longer.
const code = (text: string) => (text.includes('`') ? `\`\` ${cell(text)} \`\`` : `\`${cell(text)}\``);

function exampleOf([typed, printed]: readonly [string, string]): string {
  const lines = printed.split('\n').filter(line => line.trim() !== '');
  return [typed, ...lines].map(code).join('<br>');
}

it('docs/commands.md says what the records say', async () => {
  const rows = [];
  for (const line of commandTable) {
    const command = await loadCommand(line);
    rows.push(`| ${code(usageOf(command))} | ${cell(command.summary)} | ${(command.examples ?? []).map(exampleOf).join('<br>')} |`);
  }
  await expect(`${head}${rows.join('\n')}\n`).toMatchFileSnapshot('../../../docs/commands.md');
});

it('every command has an example that begins with its name', async () => {
  for (const line of commandTable) {
    const { examples = [] } = await loadCommand(line);
    expect(examples.length, line.name).toBeGreaterThan(0);
    for (const [typed] of examples) expect(typed.split(' ')[0]).toBe(`:${line.name}`);
  }
});
