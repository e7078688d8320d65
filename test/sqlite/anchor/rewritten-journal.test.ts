/**
 * Someone with the whole data folder, but without the key store, can rewrite the journal, but not unnoticed.
 */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { journalHealthView } from '#handlers/views/journal-health-view.ts';
import type { AttackedTill, OpenedTill } from '../../../scripts/attack/journal/attacked-till.ts';
import { newTill, openTill, writeSales } from '../../../scripts/attack/journal/attacked-till.ts';
import { TAMPERINGS } from '../../../scripts/attack/journal/tamperings.ts';
import { alarmsIn, playTampering, tillWithSales } from '../../../scripts/attack/journal/play-tampering.ts';
import { rewrite } from '../../../scripts/attack/journal/rewrite.ts';
import { sell } from '../kit/sales.ts';

const chen = { id: 'p2', name: 'Chen', role: 'manager' } as const;

const aTill = (): AttackedTill => {
  const till = newTill();
  onTestFinished(till.remove);
  return till;
};

/** Seals the key as earlier versions did. */
const forgetAnchors = async ({ home, keyStore }: AttackedTill): Promise<void> => {
  const file = join(home, 'signing-key.json');
  const stored = JSON.parse(readFileSync(file, 'utf8')) as { privateKey: string };
  const text = await keyStore.unseal(Buffer.from(stored.privateKey, 'base64'), 'signing-key');
  const sealed = await keyStore.seal(text.trimEnd(), 'signing-key');
  writeFileSync(file, JSON.stringify({ ...stored, privateKey: sealed.toString('base64') }));
};

const shownBy = (opened: OpenedTill) => journalHealthView(opened.health());

test.each(TAMPERINGS)(
  '$name: the next start names it, once, and so does the check of the file',
  async (tampering) => {
    const { named, isShown, code, isToldOnce } = await playTampering(tampering);
    expect([...named].sort()).toEqual([...tampering.named].sort());
    expect({ isShown, code, isToldOnce }).toEqual({ isShown: true, code: tampering.code, isToldOnce: true });
  },
);

test('a restore that no manager asked for is recorded under nobody’s name', async () => {
  const { till, older } = await tillWithSales();
  onTestFinished(till.remove);
  TAMPERINGS.find(({ name }) => name.startsWith('a restore is forged'))?.play(till, older);
  const opened = await openTill(till);
  expect(opened.journal.lastRecord('journal-restored')).toBeUndefined();
  expect(existsSync(join(till.home, 'live', 'restore.json'))).toBe(false);
  await opened.close();
});

test('an older copy of the journal and its notes gives no running number again', async () => {
  const till = aTill();
  const first = await openTill(till);
  sell(first.journal, 'T1-1');
  await first.close();
  const older = till.save('older');
  const second = await openTill(till);
  for (const reference of ['T1-2', 'T1-3']) sell(second.journal, reference);
  await second.close();
  rmSync(join(till.home, 'live'), { recursive: true });
  cpSync(join(older, 'live'), join(till.home, 'live'), { recursive: true });
  const opened = await openTill(till);
  expect(alarmsIn(opened)).toEqual(['behind']);
  expect(opened.journal.lastRecord('tail-lost')?.record).toMatchObject({ rows: null, payments: 3 });
  sell(opened.journal, 'T1-4');
  expect(opened.journal.numberOf('T1-4')).toBe(4);
  await opened.close();
});

describe('at any row of the journal', () => {
  test.each(['cut off', 'edited', 'removed'] as const)('what is %s is noticed', async (how) => {
    const { till } = await tillWithSales();
    onTestFinished(till.remove);
    const saved = till.save('whole');
    const seen = async (row: number): Promise<boolean> => {
      till.copyBack(saved);
      rmSync(till.outside, { recursive: true, force: true });
      rewrite(till.file, (rows) => {
        if (how === 'cut off') return rows.slice(0, row);
        if (how === 'removed') return rows.filter((_, index) => index !== row);
        return rows.map((one, index) => (index === row ? { ...one, at: one.at + 1 } : one));
      });
      const opened = await openTill(till);
      const isSeen = alarmsIn(opened).length > 0;
      await opened.close();
      return isSeen;
    };
    await fc.assert(fc.asyncProperty(fc.nat({ max: 39 }), seen), { numRuns: 10 });
  });
});

describe('an honest till raises no alarm', () => {
  test('when it is closed and opened, or when the power fails after its last rows', async () => {
    const till = aTill();
    const first = await openTill(till);
    writeSales(first, 120);
    await first.close();
    const running = await openTill(till);
    writeSales(running, 7);
    const failed = till.save('power-failure');
    await running.close();
    till.copyBack(failed);
    rmSync(till.outside, { recursive: true });
    const after = await openTill(till);
    expect(alarmsIn(after)).toEqual([]);
    expect(shownBy(after)).toBeNull();
    await after.close();
  });

  test('when a manager restores a backup: that is recorded instead, under their name', async () => {
    const till = aTill();
    const first = await openTill(till);
    writeSales(first, 20);
    await first.close();
    const second = await openTill(till);
    const [backup] = second.care.backups();
    writeSales(second, 20);
    expect(
      await second.care.prepareRestore(backup?.name ?? '', { by: chen, approvedBy: chen }, () => true),
    ).toBeNull();
    await second.close();
    for (const start of ['the first', 'the next']) {
      const restored = await openTill(till);
      expect({ start, alarms: alarmsIn(restored) }).toEqual({ start, alarms: [] });
      expect(restored.journal.records(['journal-restored'], 0).map(({ record }) => record.by)).toEqual([
        chen,
      ]);
      await restored.close();
    }
  });

  test('when its journal is of a version that made no anchors; from then on it has one', async () => {
    const till = aTill();
    const first = await openTill(till);
    writeSales(first, 20);
    await first.close();
    rmSync(till.outside, { recursive: true });
    rmSync(join(till.home, 'anchor.json'));
    await forgetAnchors(till);
    const updated = await openTill(till);
    expect(alarmsIn(updated)).toEqual([]);
    await updated.close();
    rmSync(till.outside, { recursive: true });
    rmSync(join(till.home, 'anchor.json'));
    const later = await openTill(till);
    expect(alarmsIn(later)).toEqual(['anchor-missing']);
    await later.close();
  });
});

test('a manager reads the alarm and accepts it: the till says no more of it, the audit log keeps both', async () => {
  const { till } = await tillWithSales();
  onTestFinished(till.remove);
  rewrite(till.file, (rows) => rows.slice(0, 25));
  const opened = await openTill(till);
  expect(shownBy(opened)).toMatchObject({ problem: { code: 'journal-behind' }, mayAccept: true });
  await opened.close();
  const next = await openTill(till);
  expect(shownBy(next)).toMatchObject({ problem: { code: 'journal-behind' } });
  next.accept(chen);
  expect(shownBy(next)).not.toMatchObject({ problem: { code: 'journal-behind' } });
  expect(next.journal.records(['journal-alarm', 'alarm-accepted'], 0).map(({ record }) => record)).toEqual([
    { type: 'journal-alarm', kind: 'behind', anchored: expect.any(Number) as number, last: 26, fault: null },
    { type: 'alarm-accepted', by: chen, kinds: ['behind'] },
  ]);
  await next.close();
});
