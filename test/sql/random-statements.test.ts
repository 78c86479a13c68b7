import { existsSync, readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { FuzzSession } from '../support/fuzz-session.js';
import { randomCall } from '../support/random-calls.js';
import { hugeStatements, randomOf, randomStatement } from '../support/random-sql.js';

describe('random statements', () => {
  const session = new FuzzSession();
  afterAll(() => session.stop());

  it('give rows or one of the errors of Spark', () => {
    const random = randomOf(20);
    const failures = Array.from({ length: 400 }, () => session.try(randomStatement(random), random() < 0.3)).filter(
      each => each !== undefined,
    );
    expect(failures).toEqual([]);
    expect(session.results).toBeGreaterThan(50);
    expect(session.errors).toBeGreaterThan(50);
  });

  it('so do calls of any function with any values, in ANSI mode and without it', () => {
    const random = randomOf(21);
    const { functions } = session;
    const failures = [true, false].flatMap(isAnsi => {
      session.refresh(isAnsi);
      return Array.from({ length: 400 }, () => session.try(randomCall(functions, random), true));
    });
    expect(failures.filter(each => each !== undefined)).toEqual([]);
  });

  it('deep and wide ones too', () => {
    const failures = Object.values(hugeStatements(1000)).map(sql => session.try(sql, true)?.problem);
    expect(failures.filter(each => each !== undefined)).toEqual([]);
  });

  it('are the same for the same seed', () => {
    const statements = (seed: number) => {
      const random = randomOf(seed);
      return Array.from({ length: 20 }, () => randomStatement(random));
    };
    expect(statements(1)).toEqual(statements(1));
    expect(statements(1)).not.toEqual(statements(2));
  });
});

it('a session of random statements leaves nothing behind where it runs', () => {
  const home = process.cwd();
  const session = new FuzzSession();
  const directory = process.cwd();
  expect(session.try("CREATE TABLE c (a INT) USING csv LOCATION 'nowhere'", true)).toBeUndefined();
  expect(session.try('INSERT INTO c VALUES (1)', true)).toBeUndefined();
  expect(readdirSync(directory)).toContain('nowhere');
  session.stop();
  expect([process.cwd(), existsSync(directory), existsSync('nowhere')]).toEqual([home, false, false]);
});
