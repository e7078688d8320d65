import { expect, test } from 'vitest';
import { Asking } from '../../../../src-renderer/state/asking/asking.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const open = () => {
  const bridge = openFakeBridge();
  return { bridge, asking: new Asking(bridge) };
};
const PAGE = { before: null, person: null, kind: null };
const EMPTY = { lines: [], hasMore: false };

test.each(['before', 'after'])(
  'a refused export is told although a page that was asked for meanwhile came %s it',
  async (when) => {
    const { bridge, asking } = open();
    const [file, page] = [bridge.hold('audit.export'), bridge.hold('audit.page')];
    const asked = [asking.ask('audit.export', {}), asking.ask('audit.page', PAGE)];
    if (when === 'before') await page.answer(EMPTY);
    await file.refuse('export-disk-full');
    if (when === 'after') await page.answer(EMPTY);
    await Promise.all(asked);
    expect(asking.problem?.code).toBe('export-disk-full');
  },
);

test('a problem goes once main has done what was asked after it', async () => {
  const { bridge, asking } = open();
  bridge.refuse('audit.export', 'export-disk-full');
  await asking.ask('audit.export', {});
  bridge.answer('audit.page', EMPTY);
  await asking.ask('audit.page', PAGE);
  expect(asking.problem).toBeNull();
});

test('a refusal of what was asked again meanwhile is not told', async () => {
  const { bridge, asking } = open();
  const [older, newer] = [bridge.hold('audit.page'), bridge.hold('audit.page')];
  const asked = [asking.ask('audit.page', PAGE), asking.ask('audit.page', PAGE)];
  await newer.answer(EMPTY);
  await older.refuse('not-permitted');
  await Promise.all(asked);
  expect(asking.problem).toBeNull();
});
