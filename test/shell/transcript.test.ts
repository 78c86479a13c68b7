import { expect, it } from 'vitest';
import { isTranscript, typedPartOf } from '../../src/shell/transcript.js';

it('what was typed is what stands behind the prompts', () => {
  const transcript = `spark> const a = [1,
     |   2]
a: number[] = [ 1, 2 ]

spark>
spark> a.length
res0: number = 2
     | this is no continuation: an answer stands above it
`;
  expect(isTranscript(transcript)).toBe(true);
  expect(typedPartOf(transcript)).toEqual(['const a = [1,\n  2]', 'a.length']);
});

it('a comparison with a name spark is no transcript', () => {
  expect(isTranscript('spark >1')).toBe(false);
});
