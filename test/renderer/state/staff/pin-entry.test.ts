import { describe, expect, test } from 'vitest';
import type { Reply } from '#contract';
import { PinEntry } from '../../../../src-renderer/state/staff/pin-entry.svelte.ts';

const DONE: Reply<unknown> = { ok: true, value: {} };
const WRONG: Reply<unknown> = { ok: false, problem: { code: 'pin-wrong', details: {} } };

const openEntry = (...replies: Promise<Reply<unknown>>[]) => {
  const handed: string[] = [];
  const entry = new PinEntry((pin) => {
    handed.push(pin);
    return replies.shift() ?? Promise.resolve(DONE);
  });
  return { entry, handed };
};

describe('a PIN being typed', () => {
  test('shows how many digits it has, never which', () => {
    const { entry } = openEntry();
    for (const digit of '4711') entry.type(digit);
    expect(entry.length).toBe(4);
    expect(JSON.stringify(entry)).not.toContain('4711');
  });

  test('can be erased by digit or as a whole', async () => {
    const { entry, handed } = openEntry();
    for (const digit of '2919') entry.type(digit);
    entry.erase();
    entry.type('0');
    await entry.enter();
    entry.type('55');
    entry.clear();
    expect(entry.length).toBe(0);
    expect(handed).toEqual(['2910']);
  });

  test('has at most twelve digits', async () => {
    const { entry, handed } = openEntry();
    for (const digit of '12345678901234') entry.type(digit);
    await entry.enter();
    expect(handed).toEqual(['123456789012']);
  });

  test('is sent to main once and cleared at that moment; what is typed meanwhile begins the next one', async () => {
    let answer: (reply: Reply<unknown>) => void = () => undefined;
    const { entry, handed } = openEntry(new Promise((resolve) => (answer = resolve)));
    for (const digit of '4711') entry.type(digit);
    const entering = entry.enter();
    expect([entry.length, entry.checking]).toEqual([0, true]);
    entry.type('9');
    await entry.enter();
    expect([entry.length, handed]).toEqual([1, ['4711']]);
    answer(WRONG);
    await entering;
    expect([entry.length, entry.checking, entry.problem?.code]).toEqual([1, false, 'pin-wrong']);
  });

  test('that main finds wrong is said to be wrong, even if the next one was cleared meanwhile', async () => {
    let answer: (reply: Reply<unknown>) => void = () => undefined;
    const { entry } = openEntry(new Promise((resolve) => (answer = resolve)));
    entry.type('4711');
    const entering = entry.enter();
    entry.clear();
    answer(WRONG);
    await entering;
    expect([entry.problem?.code, entry.checking]).toEqual(['pin-wrong', false]);
  });

  test('is never sent while it is empty', async () => {
    const { entry, handed } = openEntry();
    await entry.enter();
    expect(handed).toEqual([]);
  });

  test('is shown as wrong until the next digit, or until it is right', async () => {
    const { entry } = openEntry(Promise.resolve(WRONG), Promise.resolve(WRONG), Promise.resolve(DONE));
    for (const next of ['9999', '8888', '4711']) {
      entry.type(next);
      expect(entry.problem).toBeNull();
      await entry.enter();
      expect(entry.problem === null).toBe(next === '4711');
    }
  });
});

test('that is found wrong after another person was chosen says nothing about that person', async () => {
  let answer: (reply: Reply<unknown>) => void = () => undefined;
  const { entry } = openEntry(new Promise((resolve) => (answer = resolve)));
  entry.type('4711');
  const entering = entry.enter();
  entry.startOver();
  answer(WRONG);
  await entering;
  expect(entry.problem).toBeNull();
});
