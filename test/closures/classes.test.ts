import { describe, expect, test } from 'vitest';
import { deserializeValues, serializeValues } from '../../src/closures/values.js';
import { cell, TwoThreads } from './threads-apart.js';

const send = (body: string): any => new TwoThreads().send(cell(body));

describe('classes in closures', () => {
  test('private, static and inherited members work where the class is rebuilt', () => {
    const body = `const unit = 'm';
      class Shape { static made = 0; #name; constructor(name) { this.#name = name; Shape.made++; } get name() { return this.#name + unit; } area() { return 0; } static of(r) { return new this(r); } }
      class Circle extends Shape { static #pi = 3; r; constructor(r) { super('circle'); this.r = r; } area() { return Circle.#pi * this.r ** 2 + super.area(); } }
      return r => { const c = Circle.of(r); return [c.name, c.area(), Shape.made, c instanceof Shape, Circle.name]; };`;
    expect(send(body)(2)).toEqual(['circlem', 12, 1, true, 'Circle']);
  });

  test('statics arrive as they were, and their initialisers do not run again', () => {
    (globalThis as any).closureTestRuns = 0;
    const { f } = cell(
      'class A { static n = ++closureTestRuns; static { A.list = [A.n]; closureTestRuns++; } static twice = () => A.n * 2; } A.n = 40; return { f: () => [A.n, A.list, A.twice()] }',
    );
    expect((globalThis as any).closureTestRuns).toBe(2);
    expect(new TwoThreads().send(f)()).toEqual([40, [1], 80]);
    expect((globalThis as any).closureTestRuns).toBe(2);
    delete (globalThis as any).closureTestRuns;
  });

  test('a computed parent is the parent that was made', () => {
    const body = `let calls = 0; const mixin = Base => { calls++; return class extends Base { mixed() { return 'mixed'; } }; };
      class Base { base() { return 'base'; } }
      class A extends mixin(Base) {}
      return () => { const a = new A(); return [a.base(), a.mixed(), a instanceof Base, calls]; };`;
    expect(send(body)()).toEqual(['base', 'mixed', true, 1]);
  });

  test('what was added to a class later', () => {
    const body = `class A { old() { return 1; } plain() { return 2; } } A.prototype.added = function () { return this.old() + 10; }; A.prototype.old = () => 5; A.table = { x: 1 };
      return () => { const a = new A(); return [a.added(), a.old(), a.plain(), A.table.x]; };`;
    expect(send(body)()).toEqual([15, 5, 2, 1]);
  });

  test('constructor functions with prototypes', () => {
    const body = `function Animal(name) { this.name = name; } Animal.prototype.hi = function () { return 'I am ' + this.name; };
      function Dog(name) { Animal.call(this, name); } Dog.prototype = Object.create(Animal.prototype, { constructor: { value: Dog } }); Dog.prototype.bark = function () { return this.hi() + '!'; };
      const rex = new Dog('Rex');
      return () => [rex.bark(), new Dog('Bo').bark(), rex instanceof Animal, rex.constructor === Dog];`;
    expect(send(body)()).toEqual(['I am Rex!', 'I am Bo!', true, true]);
  });

  test('subclasses of built-in classes', () => {
    const body = `class Counter extends Map { add(k) { this.set(k, (this.get(k) ?? 0) + 1); return this; } }
      class List extends Array { last() { return this.at(-1); } }
      class MyError extends Error { constructor(m, code) { super(m); this.code = code; } get loud() { return this.message + '!'; } }
      const c = new Counter().add('a'), l = List.from([1, 2]), e = new MyError('m', 7);
      return () => [c.add('a').get('a'), l.last(), l instanceof List, l.length, e.loud, e.code, e instanceof MyError, e instanceof Error];`;
    expect(send(body)()).toEqual([2, 2, true, 2, 'm!', 7, true, true]);
  });

  test('accessors, symbols, generators and static methods of any name', () => {
    const body = `class R { constructor(n) { this.n = n; } *[Symbol.iterator]() { for (let i = 0; i < this.n; i++) yield i; } get half() { return this.n / 2; } set half(h) { this.n = h * 2; } static name() { return 'R!'; } }
      const r = new R(4);
      return () => { r.half = 1; return [[...r], r.half, R.name()]; };`;
    expect(send(body)()).toEqual([[0, 1], 1, 'R!']);
  });

  test('a class and an instance of it that refer to each other', () => {
    const body = `class Node { static root; static all = []; constructor() { Node.all.push(this); } static first() { return shared; } } const shared = new Node(); Node.root = shared;
      return () => [Node.root === shared, Node.first() === shared, shared instanceof Node, Node.all[0] === shared];`;
    expect(send(body)()).toEqual([true, true, true, true]);
  });

  test('a class with private statics runs its own code there', () => {
    expect(
      send(
        'const start = [5]; class Ids { static #next = start[0]; static { Ids.#next += 1; } static take() { return Ids.#next++; } } return () => [Ids.take(), Ids.take()]',
      )(),
    ).toEqual([6, 7]);
  });
});

describe('one class on two threads', () => {
  test('two closures agree about a class, and its variables are those of the last capture', () => {
    const {
      make,
      test: check,
      set,
    } = cell(
      'let unit = "m"; class A { show() { return unit; } } return { make: () => new A(), test: a => [a instanceof A, a.show()], set: u => { unit = u; } }',
    );
    const threads = new TwoThreads();
    const a = threads.send(make)();
    expect(threads.send(check)(a)).toEqual([true, 'm']);
    set('km');
    expect(threads.send(check)(a)).toEqual([true, 'km']);
  });

  test('rows of instances travel there and back', () => {
    const { A, rows } = cell(
      'const suffix = "!"; class A { constructor(n) { this.n = n; } loud() { return this.n + suffix; } } return { A, rows: [new A(1), { a: [new A(2)] }, new Map([["k", new A(3)]])] }',
    );
    const { driverClasses, executorClasses } = new TwoThreads();
    const there = deserializeValues(serializeValues(rows, driverClasses), executorClasses) as any[];
    expect([there[0].loud(), there[1].a[0].loud(), there[2].get('k').loud()]).toEqual(['1!', '2!', '3!']);
    expect(there[0]).not.toBeInstanceOf(A);
    const back = deserializeValues(serializeValues(there, executorClasses), driverClasses) as any[];
    expect([back[0] instanceof A, back[1].a[0] instanceof A, back[2].get('k').loud()]).toEqual([true, true, '3!']);
  });

  test('an instance made in a closure is an instance of the driver class when it is collected', () => {
    const { A, f } = cell('class A { constructor(n) { this.n = n; } } return { A, f: n => new A(n) }');
    const threads = new TwoThreads();
    const made = threads.send(f)(3);
    const [collected] = deserializeValues(serializeValues([made], threads.executorClasses), threads.driverClasses) as any[];
    expect([collected instanceof A, collected.n]).toEqual([true, 3]);
  });

  test('an executor that never met the class reads its rows from another executor', () => {
    const { f } = cell(
      'const k = 2; class Base { twice() { return this.n * k; } } class A extends Base { constructor(n) { super(); this.n = n; } } return { f: n => new A(n) }',
    );
    const one = new TwoThreads();
    const other = new TwoThreads();
    const bytes = serializeValues([one.send(f)(3), one.send(f)(4)], one.executorClasses);
    expect(deserializeValues(bytes, other.executorClasses).map((a: any) => a.twice())).toEqual([6, 8]);
  });

  test('a class that only an executor knows is made on the driver', () => {
    const threads = new TwoThreads();
    const rows = [1, 2].map(
      threads.send(cell('return x => { class P { constructor() { this.x = 1; } m() { return this.x + x; } } return new P(); }')),
    );
    const collected = deserializeValues(serializeValues(rows, threads.executorClasses), threads.driverClasses) as any[];
    expect(collected.map(p => p.m())).toEqual([2, 3]);
  });

  test('classes that a loop makes alike are one class', () => {
    const threads = new TwoThreads();
    const rows = [1, 2].map(threads.send(cell('return x => { class P { constructor(y) { this.y = y; } } return new P(x); }')));
    const [a, b] = deserializeValues(serializeValues(rows, threads.executorClasses), threads.driverClasses) as any[];
    expect([a.constructor === b.constructor, a.y, b.y]).toEqual([true, 1, 2]);
  });

  test('a class defined again is another class', () => {
    const threads = new TwoThreads();
    const [A, B] = [1, 2].map(n => cell(`class A { m() { return ${n}; } } return A`));
    const sent = threads.send(cell('return rows => rows.map(row => row.m())'));
    const rows = deserializeValues(serializeValues([new A(), new B()], threads.driverClasses), threads.executorClasses);
    expect(sent(rows)).toEqual([1, 2]);
  });
});
