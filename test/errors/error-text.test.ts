import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { errorText } from '../../src/errors/error-text.js';
import { SparkError, UsageError } from '../../src/errors/spark-error.js';

function withStack<E extends Error>(error: E, ...frames: string[]): E {
  error.stack = [`${error.name}: ${error.message}`, ...frames.map(frame => `    at ${frame}`)].join('\n');
  return error;
}

it('an error is its name, its message and its frames', () => {
  expect(errorText(withStack(new RangeError('far\naway'), 'f (<cell 1>:1:2)', '<cell 1>:2:1'))).toBe(
    'RangeError: far\naway\n    at f (<cell 1>:1:2)\n    at <cell 1>:2:1',
  );
});

it('an error without a message is its name', () => {
  expect(errorText(withStack(new Error()))).toBe('Error');
});

it('a usage error is one line', () => {
  expect(errorText(withStack(new UsageError('say it so'), '<cell 1>:1:1'))).toBe('say it so');
});

it('causes follow, except what the message has told already', () => {
  const cause = withStack(new TypeError('why'), '<cell 2>:1:1');
  expect(errorText(withStack(new Error('what', { cause })))).toBe('Error: what\nCaused by: TypeError: why\n    at <cell 2>:1:1');
  expect(errorText(withStack(new SparkError('SparkException', 'Job aborted: TypeError: why', { cause })))).toBe(
    'SparkException: Job aborted: TypeError: why',
  );
});

it('a circle of causes ends', () => {
  const error = withStack(new Error('round'));
  error.cause = withStack(new Error('and'), '<cell 1>:1:1');
  (error.cause as Error).cause = error;
  expect(errorText(error).match(/Caused by/g)).toHaveLength(5);
});

it('the errors of an AggregateError are listed', () => {
  expect(errorText(withStack(new AggregateError([withStack(new Error('a')), withStack(new Error('b'))], 'all')))).toBe(
    'AggregateError: all\n  Error: a\n  Error: b',
  );
});

it('an error of another realm is an error', () => {
  expect(errorText(runInNewContext("const e = new Error('there'); e.stack = 'Error: there'; e"))).toBe('Error: there');
});

it.each([
  ['text', "Uncaught 'text'"],
  [undefined, 'Uncaught undefined'],
  [{ code: 1 }, 'Uncaught { code: 1 }'],
  [null, 'Uncaught null'],
])('what is thrown and is no error is shown: %j', (value, text) => {
  expect(errorText(value)).toBe(text);
});
