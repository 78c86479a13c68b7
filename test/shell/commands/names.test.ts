import { describe, expect, it } from 'vitest';
import { completeExpression, completeName } from '../../../src/shell/commands/complete.js';
import { FakeShell } from './fake-shell.js';

describe(':type', () => {
  it('prints the type of an expression', async () => {
    expect(await new FakeShell().type(':type sc')).toBe('SparkContext');
  });

  it('-v prints the expanded type too', async () => {
    const shell = new FakeShell();
    shell.interpreter.types.set('p', { type: 'People', expanded: '{ name: string; }' });
    expect(await shell.type(':type -v p')).toBe('// Type signature\nPeople\n\n// Internal Type structure\n{ name: string; }');
  });

  it('prints what the compiler says of an expression that does not compile', async () => {
    expect(await new FakeShell().type(':type nosuch')).toBe("! error: Cannot find name 'nosuch'.");
  });

  it.each(['', ' -v'])('without an expression says how it is used (:type%s)', async args => {
    await expect(new FakeShell().type(`:type${args}`)).rejects.toThrow(':type [-v] <expression>. see also :help kind');
  });
});

describe(':kind', () => {
  it('prints a type expanded', async () => {
    const shell = new FakeShell();
    shell.interpreter.types.set('People', { type: 'People', expanded: '{ name: string; }' });
    expect(await shell.type(':kind People')).toBe('{ name: string; }');
    expect(await shell.type(':kind -v People')).toBe('People =\n{ name: string; }');
  });

  it('of an unknown type prints what the compiler says', async () => {
    expect(await new FakeShell().type(':kind Nope')).toBe("! error: Cannot find name 'Nope'.");
  });

  it('without a type says how it is used', async () => {
    await expect(new FakeShell().type(':kind')).rejects.toThrow(':kind [-v] <type>');
  });
});

describe(':javap', () => {
  const shell = new FakeShell();
  shell.interpreter.emitted.set('f', { javascript: 'const f = x => x;\n', declaration: 'declare const f: (x: number) => number;\n' });

  it('prints JavaScript and declaration of a name', async () => {
    expect(await shell.type(':javap f')).toBe('const f = x => x;\n\ndeclare const f: (x: number) => number;');
  });

  it('prints the declaration alone of a type, which leaves no JavaScript', async () => {
    shell.interpreter.emitted.set('P', { javascript: '\n', declaration: 'interface P {}\n' });
    expect(await shell.type(':javap P')).toBe('interface P {}');
  });

  it('-c prints the JavaScript, -p the declaration', async () => {
    expect(await shell.type(':javap -c f')).toBe('const f = x => x;');
    expect(await shell.type(':javap -p f')).toBe('declare const f: (x: number) => number;');
  });

  it.each(['', ' -c', ' -q f'])('says how it is used (:javap%s)', async args => {
    await expect(shell.type(`:javap${args}`)).rejects.toThrow('usage: :javap [-c|-p] name');
  });

  it('refuses a name that the session does not define', async () => {
    await expect(shell.type(':javap g')).rejects.toThrow("Failed: could not find 'g' in this session.");
  });
});

describe(':completions', () => {
  const shell = new FakeShell();
  shell.interpreter.items.push(
    { name: 'parallelize', kind: 'method' },
    { name: 'range', kind: 'method' },
    { name: 'parsed', kind: 'property' },
  );

  it('prints a sorted line a candidate, with what was typed before it', async () => {
    expect(await shell.type(':completions sc.par')).toBe('[completions] sc.parallelize\n[completions] sc.parsed');
  });

  it('prints nothing where nothing fits', async () => {
    expect(await shell.type(':completions sc.zzz')).toBe('');
    expect(await shell.type(':completions')).toBe('');
  });

  it('TAB after :type offers the same', () => {
    expect(completeExpression(shell.asShell, '-v sc.ra')).toEqual({ from: 6, candidates: ['range'] });
  });
});

describe(':imports', () => {
  const shell = new FakeShell();

  it('starts with what the shell brings along', async () => {
    expect(await shell.type(':imports upper')).toBe(" 1) functions of 'ts-spark-shell'   // imports: upper");
  });

  it('numbers the imports, and says which of them a name came from', async () => {
    shell.interpreter.importList.push(
      { text: "import { join } from 'node:path'", names: ['join'] },
      { text: "import fs, { rmSync } from 'node:fs'", names: ['fs', 'rmSync'] },
    );
    expect(await shell.type(':imports')).toBe(
      " 1) functions of 'ts-spark-shell'\n 2) import { join } from 'node:path' (1 name)\n 3) import fs, { rmSync } from 'node:fs' (2 names)",
    );
    expect(await shell.type(':imports rmSync fs nope')).toMatch(/\(1 name\)\n.*\(2 names\) \/\/ imports: fs, rmSync$/);
  });
});

it(':implicits lists the names that the shell adds, with -v the globals too', async () => {
  const shell = new FakeShell();
  shell.interpreter.items.push({ name: 'Math', kind: 'var' }, { name: 'sc', kind: 'const' }, { name: 'while', kind: 'keyword' });
  const added = '/* 3 names added by the shell */\n  sc: SparkContext\n  spark: SparkSession\n  sql: (text: string) => DataFrame';
  expect(await shell.type(':implicits')).toBe(added);
  expect(await shell.type(':implicits -v')).toBe(`${added}\n\n/* 1 name of the language and of Node */\n  var Math`);
});

describe(':warnings', () => {
  it('says that there are none', async () => {
    expect(await new FakeShell().type(':warnings')).toBe("Can't find any cached warnings.");
  });

  it('prints those of the last input again', async () => {
    const shell = new FakeShell();
    const place = { file: '<cell 1>', line: 1, column: 1, length: 3, lineText: 'dep()' };
    shell.interpreter.warnings.push({ category: 'suggestion', code: 6385, message: "'dep' is deprecated.", ...place });
    expect(await shell.type(':warnings')).toBe("error: 'dep' is deprecated.");
  });
});

describe(':vars', () => {
  const shell = new FakeShell();
  shell.interpreter.definedNames.push(
    { name: 'sc', kind: 'const', type: 'SparkContext', value: 0 },
    { name: 'limit', kind: 'let', type: 'number', value: 5 },
    { name: 'words', kind: 'const', type: 'string[]', value: ['a', 'b'] },
    { name: 'Row', kind: 'interface', type: 'Row' },
    { name: 'long', kind: 'const', type: 'string', value: 'x'.repeat(200) },
  );

  it('lists kind, type and value, but no names of the shell', async () => {
    expect(await shell.type(':vars')).toBe(
      [
        'Name   Kind       Type      Value',
        'limit  let        number    5',
        "words  const      string[]  [ 'a', 'b' ]",
        'Row    interface  Row',
        `long   const      string    '${'x'.repeat(56)}...`,
      ].join('\n'),
    );
  });

  it('shows the names asked for, and says which are none', async () => {
    expect(await shell.type(':vars limit nope')).toBe('! No symbol in scope: nope\nName   Kind  Type    Value\nlimit  let   number  5');
  });

  it('says that there are none', async () => {
    expect(await new FakeShell().type(':vars')).toBe('No names are defined in this session.');
  });

  it('its names complete', () => {
    expect(completeName(shell.asShell, 'limit w')).toEqual({ from: 6, candidates: ['words'] });
  });
});
