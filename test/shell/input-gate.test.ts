import { EventEmitter } from 'node:events';
import type { ReadStream } from 'node:tty';
import { expect, it } from 'vitest';
import { InputGate } from '../../src/shell/input-gate.js';

/** A gate that is closed after each line, as the terminal does; `log` has what came through and what it asked of the keyboard. */
function newGate({ isAppending = true } = {}) {
  const log: string[] = [];
  const keyboard = Object.assign(new EventEmitter(), {
    isRaw: false,
    setEncoding() {},
    setRawMode: (mode: boolean) => void log.push(mode ? 'raw' : 'cooked'),
    resume: () => void log.push('resume'),
    pause: () => void log.push('pause'),
  });
  const gate = new InputGate(keyboard as unknown as ReadStream, {
    paste: text => void log.push(`paste ${JSON.stringify(text)}`),
    endOfInput: () => {
      log.push('end');
      gate.close();
      return true;
    },
    isAppending: () => isAppending,
    hangUp: () => void log.push('hang up'),
  });
  gate.on('data', keys => {
    log.push(JSON.stringify(String(keys)));
    if (String(keys).endsWith('\r')) gate.close();
  });
  const take = () => log.splice(0);
  return { gate, keyboard, take, type: (text: string) => keyboard.emit('data', text) };
}

it('one line comes through; what follows waits until the gate is opened again', () => {
  const { gate, take, type } = newGate();
  gate.open();
  type('a\rb\rc');
  expect(take()).toEqual(['raw', 'resume', '"a\\r"', 'pause', 'cooked']);
  expect(gate.peekLine()).toBe('b');
  gate.open();
  expect(take()).toEqual(['raw', 'resume', '"b\\r"', 'pause', 'cooked']);
  expect(gate.peekLine()).toBeUndefined();
  gate.open();
  expect(take()).toEqual(['raw', 'resume', '"c"']);
});

it('keys come one by one where the editor would append them', () => {
  const { gate, take, type } = newGate({ isAppending: false });
  gate.open();
  type('ab');
  expect(take().slice(2)).toEqual(['"a"', '"b"']);
});

it('control keys come one by one, and one that closes the gate keeps the rest', () => {
  const { gate, take, type } = newGate();
  gate.on('data', keys => String(keys) === '\x03' && gate.close());
  gate.open();
  type('x\x03yz');
  expect(take().slice(2)).toEqual(['"x"', '"\\u0003"', 'pause', 'cooked']);
  gate.open();
  expect(take().slice(2)).toEqual(['"yz"']);
});

it('a paste comes as one text, also when it arrives in pieces', () => {
  const { gate, take, type } = newGate();
  gate.open();
  type('a\x1b[200~one\r\ntw');
  type('o\nthree\x1b[201~b');
  expect(take().slice(2)).toEqual(['"a"', 'paste "one\\ntwo\\nthree"', '"b"']);
});

it('Ctrl-D is Ctrl-D, whether the terminal was raw or not', () => {
  const { gate, take, type } = newGate();
  gate.open();
  type('\x04a\0');
  expect(take().slice(2)).toEqual(['end', 'pause', 'cooked']);
  gate.open();
  expect(take().slice(2)).toEqual(['"a"', 'end', 'pause', 'cooked']);
});

it('a keyboard that goes away is reported', () => {
  const { keyboard, take } = newGate();
  keyboard.emit('end');
  keyboard.emit('error', new Error('EIO'));
  expect(take()).toEqual(['hang up', 'hang up']);
});
