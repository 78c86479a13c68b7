import { describe, expect, it } from 'vitest';
import { runDisturbed } from '../support/chaos.js';
import { withContext } from '../support/local-context.js';
import { debugInfo } from '../support/scheduler-access.js';

describe('thirty random jobs', () => {
  it('give the answers that they give undisturbed, whenever executors end', () =>
    withContext(sc => {
      for (let seed = 0; seed < 30; seed++) {
        const { expected, answers } = runDisturbed(sc, seed);
        expect(answers, `seed ${seed}`).toEqual([expected, expected]);
      }
      expect(Math.max(...debugInfo(sc)!.executorIds)).toBeGreaterThan(5);
    }));
});
