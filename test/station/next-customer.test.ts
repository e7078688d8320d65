/** What the next customer must not see or hear of the one before, at a till whose customer's display is missing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { customerSnapshot } from '#handlers/views/snapshot.ts';
import { openStation } from '#station/open-station.ts';
import { plainStationDeps } from '../support/plain-ports.ts';

const openTraining = async () => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  let look = (): void => undefined;
  const station = await openStation(
    plainStationDeps(home, () => look()),
    defaultSettings,
    null,
  );
  onTestFinished(() => station.close());
  const { payments, receipts } = station;
  /** Waits until the current payment is in that state. */
  const reach = (state: string): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        if (payments.current?.state === state) resolve();
      };
      look();
    });
  const pay = async (): Promise<void> => {
    payments.start(1250, '');
    await reach('open');
    station.training?.act(payments.current?.reference ?? '', 'pay');
    payments.tracker.wake();
    await reach('paid');
  };
  const shown = () => customerSnapshot(station);
  return { payments, receipts, pay, shown };
};

test.each(['dismissed', 'still on the screen'] as const)(
  'the language of one customer is not the next one’s if their payment is %s when the next is charged',
  async (how) => {
    const { payments, receipts, pay, shown } = await openTraining();
    receipts.chooseLanguage('zh-CN');
    await pay();
    expect(shown()).toMatchObject({ state: 'paid', chosenLanguage: 'zh-CN' });
    expect(shown().receipt).toContain('已付款');
    if (how === 'dismissed') payments.dismiss(payments.current?.reference ?? '');
    payments.start(500, '');
    expect(shown()).toMatchObject({ state: 'sending', chosenLanguage: null });
  },
);
