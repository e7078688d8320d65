import { expect, test } from 'vitest';
import { Support } from '../../../../src-renderer/state/health/support.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const opened = () => {
  const bridge = openFakeBridge();
  bridge.answer('support.read', { files: [{ name: 'log.txt', text: 'a line' }] });
  bridge.answer('support.save', { fileName: 'countertop-support.zip' });
  const told: string[] = [];
  const support = new Support(bridge, () => void told.push('saved'));
  return { bridge, told, support };
};

test('the file for support is saved only once somebody has seen what is in it', async () => {
  const { bridge, support, told } = opened();
  await support.save();
  expect([bridge.made('support.save'), told]).toEqual([[], []]);
  await support.read();
  expect(support.files).toEqual([{ name: 'log.txt', text: 'a line' }]);
  await support.save();
  expect([support.saved, told]).toEqual(['countertop-support.zip', ['saved']]);
  expect(bridge.made('support.save')).toEqual([{ payments: false }]);
});

test('another choice about payments has to be read again first', async () => {
  const { bridge, support } = opened();
  await support.read();
  support.withPayments = true;
  expect(support.files).toBeNull();
  await support.read();
  await support.save();
  expect(bridge.made('support.read')).toEqual([{ payments: false }, { payments: true }]);
  expect(bridge.made('support.save')).toEqual([{ payments: true }]);
});

test('what was still being read when the choice changed is not taken for what would be saved', async () => {
  const { bridge, support } = opened();
  const held = bridge.hold('support.read');
  const reading = support.read();
  support.withPayments = true;
  await held.answer({ files: [{ name: 'log.txt', text: 'without payments' }] });
  await reading;
  await support.save();
  expect([support.files, bridge.made('support.save')]).toEqual([null, []]);
});

test('a file that was still being saved when the choice changed is not said to be the chosen one', async () => {
  const { bridge, support } = opened();
  await support.read();
  const held = bridge.hold('support.save');
  const saving = support.save();
  support.withPayments = true;
  await held.answer({ fileName: 'countertop-support.zip' });
  await saving;
  expect(support.saved).toBeNull();
});

test('a disk that refuses the file is named', async () => {
  const { bridge, support, told } = opened();
  await support.read();
  bridge.refuse('support.save', 'bundle-not-saved');
  await support.save();
  expect([support.saved, support.problem?.code, told]).toEqual([null, 'bundle-not-saved', []]);
});
