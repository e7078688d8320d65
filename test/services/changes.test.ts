import { expect, test } from 'vitest';
import { Changes } from '#services/changes.ts';

test('a change reaches everybody who listens for it, at once and in their order, until they stop', () => {
  const changes = new Changes();
  const seen: string[] = [];
  const stop = changes.on('export', ({ state }) => seen.push(`first ${state}`));
  changes.on('export', ({ state }) => seen.push(`second ${state}`));
  changes.on('status', () => seen.push('status'));
  changes.emit('export', { state: 'idle' });
  expect(seen).toEqual(['first idle', 'second idle']);
  stop();
  changes.emit('export', { state: 'cancelled' });
  expect(seen.slice(2)).toEqual(['second cancelled']);
});

test('whoever stops, or starts, listening because of a change spoils it for nobody', () => {
  const changes = new Changes();
  const seen: string[] = [];
  const stop = changes.on('status', () => {
    seen.push('once');
    stop();
    changes.on('status', () => seen.push('later'));
  });
  changes.on('status', () => seen.push('always'));
  changes.emit('status');
  expect(seen).toEqual(['once', 'always']);
  changes.emit('status');
  expect(seen.slice(2)).toEqual(['always', 'later']);
});

test('stopping twice stops nobody else', () => {
  const changes = new Changes();
  const seen: string[] = [];
  const stop = changes.on('status', () => seen.push('one'));
  changes.on('status', () => seen.push('other'));
  stop();
  stop();
  changes.emit('status');
  expect(seen).toEqual(['other']);
});
