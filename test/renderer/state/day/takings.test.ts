import { expect, test } from 'vitest';
import { OverviewReader } from '../../../../src-renderer/state/takings/overview-reader.svelte.ts';
import { TodayTakings } from '../../../../src-renderer/state/takings/today-takings.svelte.ts';
import { madeUpOverview, madeUpSaturday } from '../../../support/made-up/made-up-overview.ts';
import { openFakeBridge } from '../fake-bridge.ts';

test('today is read once more, not twice, for what happened while it was read', async () => {
  const bridge = openFakeBridge();
  const takings = new TodayTakings(bridge);
  const first = bridge.hold('takings.today');
  bridge.answer('takings.today', { ...madeUpSaturday, net: 500 });
  const reading = takings.read();
  void takings.read();
  void takings.read();
  await first.answer(madeUpSaturday);
  await reading;
  expect(takings.view?.net).toBe(500);
  expect(bridge.made('takings.today')).toHaveLength(2);
});

test('today shows nothing once it can no longer be read', async () => {
  const bridge = openFakeBridge();
  const takings = new TodayTakings(bridge);
  bridge.answer('takings.today', madeUpSaturday);
  await takings.read();
  expect(takings.view?.net).toBe(madeUpSaturday.net);
  bridge.refuse('takings.today', 'sign-in-needed');
  await takings.read();
  expect(takings.view).toBeNull();
});

test('today shows nobody what was asked for by a person who has left', async () => {
  const bridge = openFakeBridge();
  const takings = new TodayTakings(bridge);
  const held = bridge.hold('takings.today');
  const reading = takings.read();
  takings.forget();
  await held.answer(madeUpSaturday);
  await reading;
  expect(takings.view).toBeNull();
});

test('of two ranges asked for, the later one is shown, whichever comes first', async () => {
  const bridge = openFakeBridge();
  const reader = new OverviewReader(bridge);
  const week = bridge.hold('takings.overview');
  const chosen = reader.choose('week');
  bridge.answer('takings.overview', madeUpSaturday);
  await reader.choose('today');
  await week.answer(madeUpOverview);
  await chosen;
  expect(reader.view).toEqual(madeUpSaturday);
  expect([reader.named, reader.from, reader.to]).toEqual(['today', '2026-11-28', '2026-11-28']);
});

test('neither a refusal nor a file that belongs to an earlier range is shown beside the later one', async () => {
  const bridge = openFakeBridge();
  const reader = new OverviewReader(bridge);
  const week = bridge.hold('takings.overview');
  const chosen = reader.choose('week');
  bridge.answer('takings.overview', madeUpSaturday);
  await reader.choose('today');
  await week.refuse('unexpected');
  await chosen;
  expect(reader.problem).toBeNull();
  const file = bridge.hold('takings.export');
  const writing = reader.write();
  await reader.choose('month');
  await file.answer({ fileName: 'today.csv', rows: 1 });
  await writing;
  expect(reader.saved).toBeNull();
});

test('days that are still being typed are not written over by an answer', async () => {
  const bridge = openFakeBridge();
  const reader = new OverviewReader(bridge);
  bridge.answer('takings.overview', madeUpOverview);
  await reader.choose('week');
  const range = bridge.hold('takings.overview');
  reader.from = '2026-11-02';
  const reading = reader.chooseDays();
  reader.to = '2026-11-10';
  await range.answer({ ...madeUpOverview, from: '2026-11-02' });
  await reading;
  expect([reader.from, reader.to]).toEqual(['2026-11-02', '2026-11-10']);
  reader.to = '';
  await reader.chooseDays();
  expect(bridge.made('takings.overview')).toHaveLength(2);
});

test('figures keep the name of their range while those of another one are read, and if that fails', async () => {
  const bridge = openFakeBridge();
  const reader = new OverviewReader(bridge);
  bridge.answer('takings.overview', madeUpOverview);
  await reader.choose('week');
  const held = bridge.hold('takings.overview');
  const choosing = reader.choose('month');
  expect([reader.named, reader.shown]).toEqual(['month', 'week']);
  await held.refuse('unexpected');
  await choosing;
  expect([reader.named, reader.shown]).toEqual(['month', 'week']);
  await reader.choose('today');
  expect(reader.shown).toBe('today');
});
