import { expect, test } from 'vitest';
import { Backups } from '../../../../src-renderer/state/health/backups.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';
import { healthView } from './health-view.ts';

const [backup] = healthView().backups as [ReturnType<typeof healthView>['backups'][number]];
const gap = { lastAt: 0, rows: 6, payments: 2, refunds: 0, zs: 0 };

const opened = () => {
  const bridge = openFakeBridge();
  let changes = 0;
  const backups = new Backups(bridge, () => void (changes += 1));
  return { bridge, backups, changes: () => changes };
};

test('a backup is made once, however often the button is pressed, and the list is read again', async () => {
  const { bridge, backups, changes } = opened();
  const held = bridge.hold('backups.make');
  void backups.make();
  await backups.make();
  expect(backups.stage).toBe('making');
  await held.answer({});
  expect([backups.stage, changes()]).toEqual(['made', 1]);
  expect(bridge.made('backups.make')).toHaveLength(1);
});

test('a backup that failed says so', async () => {
  const { bridge, backups } = opened();
  bridge.refuse('backups.make', 'backup-failed');
  await backups.make();
  expect([backups.stage, backups.problem?.code]).toEqual(['none', 'backup-failed']);
});

test('a restore is asked about first, with what would be missing, and keeping the journal sends nothing', async () => {
  const { bridge, backups } = opened();
  bridge.answer('backups.gap', gap);
  await backups.want(backup);
  expect(backups.wanted).toEqual({ backup, gap });
  backups.keepJournal();
  await backups.restore();
  expect(backups.wanted).toBeNull();
  expect(bridge.made('backups.restore')).toEqual([]);
});

test('a restore closes the question, blocks everything else and ends with a word', async () => {
  const { bridge, backups } = opened();
  bridge.answer('backups.gap', gap);
  await backups.want(backup);
  const held = bridge.hold('backups.restore');
  const restoring = backups.restore();
  expect([backups.wanted, backups.busy]).toEqual([null, true]);
  await backups.make();
  await held.answer({});
  await restoring;
  expect(backups.stage).toBe('restored');
  expect(bridge.made('backups.restore')).toEqual([{ name: backup.name }]);
  expect(bridge.made('backups.make')).toEqual([]);
});

test('nothing is restored while a backup is being made', async () => {
  const { bridge, backups } = opened();
  bridge.answer('backups.gap', gap);
  await backups.want(backup);
  const held = bridge.hold('backups.make');
  const making = backups.make();
  await backups.restore();
  expect(bridge.made('backups.restore')).toEqual([]);
  await held.answer({});
  await making;
});

test('a backup that cannot be read is not asked about', async () => {
  const { bridge, backups } = opened();
  bridge.refuse('backups.gap', 'backup-unusable');
  await backups.want(backup);
  expect([backups.wanted, backups.problem?.code]).toEqual([null, 'backup-unusable']);
});

test('the question stays about the backup that was chosen last, however late another one’s answer comes', async () => {
  const { bridge, backups } = opened();
  const other = { ...backup, name: 'countertop-2026-11-04.sqlite' };
  const [slow, quick] = [bridge.hold('backups.gap'), bridge.hold('backups.gap')];
  const asking = [backups.want(backup), backups.want(other)];
  await quick.answer(gap);
  expect(backups.wanted?.backup).toEqual(other);
  await slow.answer({ ...gap, payments: 9 });
  await Promise.all(asking);
  expect(backups.wanted).toEqual({ backup: other, gap });
});

test('no question is asked about a restore once a backup is being made', async () => {
  const { bridge, backups } = opened();
  const late = bridge.hold('backups.gap');
  const asking = backups.want(backup);
  const held = bridge.hold('backups.make');
  const making = backups.make();
  await late.answer(gap);
  await asking;
  expect([backups.wanted, backups.stage]).toEqual([null, 'making']);
  await held.answer({});
  await making;
});
