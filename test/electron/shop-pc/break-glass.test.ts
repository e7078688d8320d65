import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { expect, test } from 'vitest';
import { LEAVE_SWITCH, nextStart, openBreakGlass } from '#electron/shop-pc/break-glass.ts';

const KEY = { type: 'keyDown', code: 'KeyK', control: true, alt: true, shift: true, isAutoRepeat: false };

/** A program that is starting, with one window; and what was done to leave the full screen. */
const starting = () => {
  const app = new EventEmitter();
  const onBreakGlass = openBreakGlass(app as unknown as Pick<App, 'on'>);
  const left: string[] = [];
  const contents = new EventEmitter();
  app.emit('web-contents-created', {}, contents);
  return {
    left,
    pressKeys: () => {
      for (let press = 0; press < 3; press += 1) contents.emit('before-input-event', {}, KEY);
    },
    startAgain: (...switches: readonly string[]) =>
      app.emit('second-instance', {}, ['countertop', ...switches]),
    openTill: () => onBreakGlass((how) => void left.push(how)),
  };
};

test.each([
  ['keys', (program: ReturnType<typeof starting>) => program.pressKeys()],
  ['command', (program: ReturnType<typeof starting>) => program.startAgain(LEAVE_SWITCH)],
])('whoever breaks the glass by %s before the till is open leaves as soon as it is', (how, act) => {
  const program = starting();
  act(program);
  expect(program.left).toEqual([]);
  program.openTill();
  expect(program.left).toEqual([how]);
});

test('once the till is open, each time leaves at once', () => {
  const program = starting();
  program.openTill();
  expect(program.left).toEqual([]);
  program.pressKeys();
  program.startAgain(LEAVE_SWITCH);
  expect(program.left).toEqual(['keys', 'command']);
});

test('starting the till a second time without the command leaves nothing', () => {
  const program = starting();
  program.startAgain();
  program.openTill();
  program.startAgain('--help');
  expect(program.left).toEqual([]);
});

test('a till that was started with the emergency command and starts itself again, as after an update, fills its display', () => {
  const till = '/opt/countertop/countertop';
  const usual = [till, '--ozone-platform=x11'];
  expect(nextStart(till, [...usual, LEAVE_SWITCH])).toEqual({ execPath: till, args: usual.slice(1) });
  expect(nextStart(till, usual)).toBeUndefined();
});
