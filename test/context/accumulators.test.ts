/** Accumulators of the engine's kinds and of the person's own. */
import { describe, expect, it } from 'vitest';
import { LongAccumulator } from '../../dist/index.js';
import { errorOf, withContext } from '../support/local-context.js';
import { nativeClasses } from '../support/native-classes.js';

const { AccumulatorV2 } = nativeClasses;

class WordSet extends AccumulatorV2<string, Set<string>> {
  words = new Set<string>();
  get isZero(): boolean {
    return this.words.size === 0;
  }
  get value(): Set<string> {
    return this.words;
  }
  copy(): WordSet {
    return Object.assign(new WordSet(), { words: new Set(this.words) });
  }
  reset(): void {
    this.words = new Set();
  }
  add(word: string): void {
    this.words.add(word);
  }
  addAll(words: Iterable<string>): void {
    for (const word of words) this.add(word);
  }
  merge(other: WordSet): void {
    this.addAll(other.words);
  }
}

describe('an accumulator of a class of your own', () => {
  it('takes what tasks add, by methods of its own too', () =>
    withContext(sc => {
      const words = new WordSet();
      expect(String(words)).toBe('Un-registered Accumulator: WordSet');
      sc.register(words, 'words');
      words.add('driver');
      sc.parallelize(['a b', 'b c'], 2).foreach(line => words.addAll(line.split(' ')));
      sc.parallelize(['d'], 2).foreach(word => words.add(word));
      expect(words.value).toEqual(new Set(['driver', 'a', 'b', 'c', 'd']));
      // In which order tasks report is left open.
      const [, inside] = /^WordSet\(id: 0, name: Some\(words\), value: Set\((.*)\)\)$/.exec(String(words))!;
      expect(inside!.split(', ').sort()).toEqual(['a', 'b', 'c', 'd', 'driver']);
    }));

  it('is a zero for each task', () =>
    withContext(sc => {
      const words = new WordSet();
      sc.register(words);
      words.add('driver');
      const sizes = sc
        .parallelize(['a', 'b', 'c', 'd'], 4)
        .map(word => {
          const before = words.value.size;
          words.add(word);
          return before;
        })
        .collect();
      expect(sizes).toEqual([0, 0, 0, 0]);
    }));

  it('counts a task once, however often it ran', () =>
    withContext(
      sc => {
        const words = new WordSet();
        sc.register(words);
        const failures = sc.longAccumulator();
        const rows = sc.parallelize(['a', 'b'], 2).map(word => {
          words.add(`${word}${words.value.size}`);
          failures.add(1);
          if (word === 'b' && Math.random() < 0.5) throw new Error('again');
          return word;
        });
        expect(rows.count()).toBe(2);
        expect(words.value).toEqual(new Set(['a0', 'b0']));
        expect(failures.value).toBe(2);
      },
      { master: 'local[2,50]' },
    ));

  it('is registered once, before it has an id', () =>
    withContext(sc => {
      const words = new WordSet();
      expect(errorOf(() => words.id).message).toBe('The metadata of this accumulator has not been assigned yet.');
      sc.register(words);
      expect(errorOf(() => sc.register(words)).message).toBe('Cannot register an Accumulator twice.');
      const long = new LongAccumulator();
      sc.register(long, 'long');
      expect([words.id, words.name, long.id, long.name]).toEqual([0, undefined, 1, 'long']);
    }));
});

describe("the engine's accumulators", () => {
  it('print as Spark prints them', () =>
    withContext(sc => {
      const long = sc.longAccumulator('my');
      sc.parallelize([1, 2, 3, 4]).foreach(x => long.add(x));
      expect(String(long)).toBe('LongAccumulator(id: 0, name: Some(my), value: 10)');
      expect([long.value, long.sum, long.count, long.avg, long.isZero]).toEqual([10, 10, 4, 2.5, false]);
      expect(String(sc.longAccumulator())).toBe('LongAccumulator(id: 1, name: None, value: 0)');
      expect(String(sc.collectionAccumulator('c'))).toBe('CollectionAccumulator(id: 2, name: Some(c), value: [])');
      expect(String(sc.doubleAccumulator('d'))).toBe('DoubleAccumulator(id: 3, name: Some(d), value: 0.0)');
    }));

  it('copy, reset and take a value', () =>
    withContext(sc => {
      const list = sc.collectionAccumulator<number>();
      sc.parallelize([1, 2, 3], 1).foreach(x => list.add(x));
      const copy = list.copy();
      list.reset();
      expect([list.value, copy.value, copy.isRegistered, list.isZero]).toEqual([[], [1, 2, 3], false, true]);
      const long = sc.longAccumulator();
      long.setValue(5);
      expect(long.copyAndReset().value).toBe(0);
      expect(sc.accumulator(3).value).toBe(3);
    }));
});
