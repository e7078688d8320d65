import { expect, test } from 'vitest';
import { Changes } from '#services/changes.ts';
import { silentLog } from '../support/station-kit.ts';

test('a change reaches every listener, at once and in order, until it stops listening', () => {
  const changes = new Changes(silentLog);
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

test('a listener that stops or starts because of a change does not affect the others', () => {
  const changes = new Changes(silentLog);
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
  const changes = new Changes(silentLog);
  const seen: string[] = [];
  const stop = changes.on('status', () => seen.push('one'));
  changes.on('status', () => seen.push('other'));
  stop();
  stop();
  changes.emit('status');
  expect(seen).toEqual(['other']);
});

test('a listener that throws is logged, and keeps the change from nobody', () => {
  const failed: unknown[] = [];
  const changes = new Changes({ error: (_, facts) => void failed.push(facts) });
  const error = new Error('SQLITE_IOERR');
  const seen: string[] = [];
  changes.on('status', () => {
    throw error;
  });
  changes.on('status', () => seen.push('other'));
  changes.emit('status');
  expect([seen, failed]).toEqual([['other'], [{ change: 'status', error }]]);
});
