/** A till that looks for updates, with real feed, installers and note; the installer itself does not run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { PACE } from '#domain/pace.ts';
import type { TillAtWork } from '#domain/update/may-install.ts';
import type { SignedOffer } from '#domain/update/offer.ts';
import { openFeed, OFFER_LIMITS } from '#electron/update/feed.ts';
import { openInstallers, INSTALLER_LIMITS } from '#electron/update/installers.ts';
import type { TransferLimits } from '#electron/update/transfer.ts';
import { openUpdateNote } from '#electron/update/update-note.ts';
import { Changes } from '#services/changes.ts';
import { UpdateDesk } from '#services/update/update-desk.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { countingIds, silentLog } from '../../support/station-kit.ts';

interface Given {
  readonly key: string;
  readonly address: string;
  /** For the feed, and for installers. */
  readonly feedLimits?: Partial<TransferLimits>;
  readonly installerLimits?: Partial<TransferLimits>;
}

export const madeHome = (): string => {
  const home = mkdtempSync(join(tmpdir(), 'till-updates-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
};

export const openUpdatingTill = (
  { key, address, feedLimits, installerLimits }: Given,
  home = madeHome(),
  journal = new MemoryJournal(),
) => {
  const work: { now: TillAtWork; asked: number } = {
    /** How often the desk asked. */
    asked: 0,
    now: { isCharging: false, unresolved: 0, isExporting: false, isDayOpen: true },
  };
  const clock = new HandClock();
  const changes = new Changes(silentLog);
  const steps: string[] = [];
  const outcomes = { backsUp: true, installs: true };
  const disk = { free: Infinity };
  /** What happens while the journal is backed up. */
  const meanwhile = { backingUp: (): unknown => undefined };
  const installers = openInstallers({
    folder: join(home, 'updates'),
    fetch,
    keys: [key],
    log: silentLog,
    limits: { ...INSTALLER_LIMITS, ...installerLimits },
    freeBytes: () => disk.free,
  });
  const note = openUpdateNote(home, silentLog);
  const runner = {
    run: async ({ offer }: SignedOffer, isBack: boolean) => {
      steps.push(`ran ${offer.version}${isBack ? ' back' : ''}`);
      return Promise.resolve(outcomes.installs);
    },
    leave: () => void steps.push('left'),
  };
  const desk = new UpdateDesk({
    feed: openFeed({
      fetch,
      keys: [key],
      platform: 'linux',
      arch: 'x64',
      limits: { ...OFFER_LIMITS, ...feedLimits },
    }),
    installers,
    runner,
    note,
    clock,
    ids: countingIds(),
    log: silentLog,
    journal: () => ({
      record: (record, at) => {
        steps.push(`recorded ${record.type}`);
        return journal.record(record, at);
      },
      lastRecord: (type, onUnreadable) => journal.lastRecord(type, onUnreadable),
      lastPlace: (type) => journal.lastPlace(type),
    }),
    backUp: async () => {
      steps.push('backed up');
      meanwhile.backingUp();
      return Promise.resolve(outcomes.backsUp);
    },
    canInstall: true,
    alone: async (install) => install(),
    feedAddress: () => address,
    program: () => ({ running: '0.1.0', platform: 'linux', arch: 'x64', installation: 'K7QW2M' }),
    atWork: () => {
      work.asked += 1;
      return work.now;
    },
  });
  changes.on('status', () => desk.look());
  const around = { outcomes, meanwhile, disk };
  return { desk, journal, clock, changes, steps, work, note, installers, runner, home, ...around };
};

/** Lets the windows show what is coming, then goes on. */
export const afterShowing = async <T>(
  clock: { pass(ms: number): Promise<void> },
  doing: Promise<T>,
): Promise<T> => {
  let isOver = false;
  const over = (): unknown => (isOver = true);
  void doing.then(over, over);
  await vi.waitFor(async () => {
    await clock.pass(PACE.updates.shown);
    expect(isOver).toBe(true);
  });
  return doing;
};
