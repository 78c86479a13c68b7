import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseOptions } from '../../src/submit/option-table.js';
import { describeArguments, noArguments, refusedOptions, sparkOptions, sparkProperties } from '../../src/submit/spark-arguments.js';

const folder = mkdtempSync(join(tmpdir(), 'spark-arguments-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'conf'));
writeFileSync(
  join(folder, 'conf', 'spark-defaults.conf'),
  'spark.foo.bar from-defaults\nspark.sql.shuffle.partitions=9\nspark.master local[1]\nspark.app.name defname\n',
);
writeFileSync(join(folder, 'pf.conf'), 'spark.foo.bar from-propfile\n');

function parse(...args: string[]) {
  const into = noArguments();
  const rest = parseOptions(args, into, { options: sparkOptions, refused: refusedOptions, unknown: flag => `unknown ${flag}` });
  return { into, rest };
}

function propertiesOf(args: string[], env: NodeJS.ProcessEnv = { SPARK_HOME: folder }) {
  const warnings: string[] = [];
  return { properties: sparkProperties(parse(...args).into, env, text => warnings.push(text)), warnings };
}

it('options end at the first argument that is none', () => {
  expect(parse('--master', 'local[2]', 'app.ts', '--x', '1')).toMatchObject({ into: { master: 'local[2]' }, rest: ['app.ts', '--x', '1'] });
});

it('a value may be attached with an equals sign, and may hold one', () => {
  expect(parse('--conf=spark.a=b=c', '-c', 'spark.d=').into.conf).toEqual({ 'spark.a': 'b=c', 'spark.d': '' });
});

it.each([
  [['--conf', 'nokey'], 'Invalid argument to --conf: nokey'],
  [['--master'], "Missing argument for option '--master'."],
  [['--verbose=yes'], "Option '--verbose' takes no value."],
  [['--foo'], 'unknown --foo'],
  [['--driver-memory', 'lots'], 'Invalid argument to --driver-memory: lots (expected a size such as 512m or 2g)'],
  [['--jars', 'a.jar'], '--jars is not supported: there is no JVM here; install a package with npm and import it.'],
  [['--deploy-mode', 'client'], '--deploy-mode is not supported: everything runs in this process.'],
])('%j is refused in one line', (args, message) => {
  expect(() => parse(...args)).toThrow(expect.objectContaining({ name: 'UsageError', message }));
});

it('the command line wins over the properties file, which wins over the environment', () => {
  expect(propertiesOf([]).properties).toEqual({
    'spark.foo.bar': 'from-defaults',
    'spark.sql.shuffle.partitions': '9',
    'spark.master': 'local[1]',
    'spark.app.name': 'defname',
  });
  const env = { SPARK_HOME: folder, MASTER: 'local[7]' };
  expect(propertiesOf(['--conf', 'spark.foo.bar=cli', '--master', 'local[2]', '--name', 'clin'], env).properties).toEqual({
    'spark.foo.bar': 'cli',
    'spark.sql.shuffle.partitions': '9',
    'spark.master': 'local[2]',
    'spark.app.name': 'clin',
  });
  expect(propertiesOf([], { MASTER: 'local[7]' }).properties).toEqual({ 'spark.master': 'local[7]' });
});

it('a properties file keeps spark-defaults.conf from being read, unless both are asked for', () => {
  const file = join(folder, 'pf.conf');
  expect(propertiesOf(['--properties-file', file]).properties).toEqual({ 'spark.foo.bar': 'from-propfile' });
  expect(propertiesOf(['--properties-file', file, '--load-spark-defaults']).properties).toMatchObject({
    'spark.foo.bar': 'from-propfile',
    'spark.master': 'local[1]',
  });
});

it('SPARK_CONF_DIR comes before SPARK_HOME', () => {
  const env = { SPARK_CONF_DIR: join(folder, 'conf'), SPARK_HOME: '/nowhere' };
  expect(propertiesOf([], env).properties['spark.app.name']).toBe('defname');
});

it('a properties file that cannot be read is one line', () => {
  expect(() => propertiesOf(['--properties-file', '/nosuch'])).toThrow('Cannot read the properties file /nosuch: ENOENT');
});

it('properties that are not of Spark are left out with a warning', () => {
  expect(propertiesOf(['--conf', 'foo.bar=1'], {})).toEqual({
    properties: {},
    warnings: ['Warning: Ignoring non-Spark config property: foo.bar'],
  });
});

it('SPARK_LOCAL_DIRS wins over what was asked for', () => {
  expect(propertiesOf(['--conf', 'spark.local.dir=/a'], { SPARK_LOCAL_DIRS: '/b' }).properties['spark.local.dir']).toBe('/b');
});

it('--verbose does not show secrets', () => {
  const { into } = parse('--conf', 'spark.my.password=sesame');
  expect(describeArguments(into, { 'spark.my.password': 'sesame' })).toContain('(spark.my.password,*********(redacted))');
});
