import { describe, expect, it } from 'vitest';
import { SparkConf, StorageLevel } from '../../dist/index.js';
import { errorOf } from '../support/local-context.js';

const conf = (value?: string) => (value === undefined ? new SparkConf() : new SparkConf().set('a', value));

describe('SparkConf', () => {
  it.each<[title: string, read: () => unknown, expected: unknown]>([
    ['a number that is not set is the default', () => conf().getInt('a', 3), 3],
    ['numbers', () => [conf('7').getInt('a', 3), conf('1.5e3').getDouble('a', 0), conf('-7').getLong('a', 0)], [7, 1500, -7]],
    ['booleans', () => [conf('TRUE').getBoolean('a', false), conf().getBoolean('a', true)], [true, true]],
    ['times', () => [conf('3m').getTimeAsSeconds('a'), conf('3').getTimeAsMs('a'), conf().getTimeAsMs('a', '2s')], [180, 3, 2000]],
    [
      'sizes',
      () => [conf('3m').getSizeAsKb('a'), conf('3').getSizeAsGb('a'), conf().getSizeAsBytes('a', '1k'), conf('2g').getSizeAsMb('a')],
      [3072, 3, 1024, 2048],
    ],
    [
      'settings below a prefix',
      () =>
        conf()
          .setAll([
            ['p.x', 1],
            ['p.y', 2],
            ['q', 3],
          ])
          .getAllWithPrefix('p.'),
      [
        ['x', '1'],
        ['y', '2'],
      ],
    ],
    ['variables of executors', () => conf().setExecutorEnv('X', '1').getExecutorEnv(), [['X', '1']]],
    ['jars', () => conf().setJars(['a', 'b']).toDebugString(), 'spark.jars=a,b'],
  ])('%s', (_, read, expected) => expect(read()).toEqual(expected));

  it.each<[title: string, read: () => unknown, message: string]>([
    ['a key that is not set', () => conf().get('zz'), 'NoSuchElementException: zz'],
    ['an application without an id', () => conf().getAppId(), 'NoSuchElementException: spark.app.id'],
    ['a size that is not set', () => conf().getSizeAsKb('a'), 'NoSuchElementException: a'],
    ['what is no number', () => conf('x').getInt('a', 3), 'NumberFormatException: Illegal value for config key a: For input string: "x"'],
    [
      'what is no boolean',
      () => conf('x').getBoolean('a', true),
      'IllegalArgumentException: Illegal value for config key a: For input string: "x"',
    ],
  ])('%s is an error', (_, read, message) => {
    const { name, message: text } = errorOf(read);
    expect(`${name}: ${text}`).toBe(message);
  });
});

describe('StorageLevel', () => {
  it('is found by name', () => {
    expect(String(StorageLevel.fromString('DISK_ONLY'))).toBe('StorageLevel(disk, 1 replicas)');
    expect(errorOf(() => StorageLevel.fromString('X')).message).toBe('Invalid StorageLevel: X');
    expect(errorOf(() => StorageLevel.fromString('name')).message).toBe('Invalid StorageLevel: name');
    expect(StorageLevel.MEMORY_AND_DISK_DESER.equals(StorageLevel.MEMORY_AND_DISK)).toBe(true);
    expect([StorageLevel.NONE.isValid, StorageLevel.OFF_HEAP.clone().isValid]).toEqual([false, true]);
  });
});
