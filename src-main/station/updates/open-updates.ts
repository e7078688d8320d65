/** Wires up updates of the program: one desk for all environments, over the station that is open. */
import type { TillAtWork } from '#domain/update/may-install.ts';
import { isFeedAddress } from '#domain/update/feed-address.ts';
import { PACE } from '#domain/pace.ts';
import { isUnresolved } from '#domain/refund/refund.ts';
import { everyUnfinishedRefund } from '#services/read-or-replay.ts';
import type { Changes } from '#services/changes.ts';
import type { Log } from '#services/ports.ts';
import { countMore, reachFirstScreen } from '#services/update/first-screen.ts';
import { changingAlone } from '#services/settings/changing-alone.ts';
import type { SettingsStore } from '#services/settings/settings-store.ts';
import type { UnlockDesk } from '#services/secrets/unlock-desk.ts';
import type { UpdateDeskPorts } from '#services/update/update-desk.ts';
import { UpdateDesk } from '#services/update/update-desk.ts';
import { isBusy } from '#station/open-desks.ts';
import type { Station, StationPorts } from '#station/station.ts';

/** What updates need from this computer. */
export interface UpdatePorts extends Pick<
  UpdateDeskPorts,
  'feed' | 'installers' | 'runner' | 'note' | 'canInstall'
> {
  /** The version of this program. */
  readonly running: string;
  /** As Node names it. */
  readonly platform: string;
  readonly arch: string;
}

export interface OpenUpdatesPorts extends Pick<StationPorts, 'clock' | 'ids'> {
  readonly log: Log;
  readonly updates: UpdatePorts;
  /** A till on a bench is not updated. */
  readonly bench: object | null;
  readonly changes: Changes;
  readonly settingsStore: Pick<SettingsStore, 'exclusively'> & {
    readonly current: Pick<SettingsStore['current'], 'updateFeed'>;
  };
  readonly station: () => Station;
}

/**
 * True while a shift is open, or was since the last Z, and for a while after a Z, which people still read and print.
 */
const isDayOpen = ({ journal }: Station, now: number): boolean => {
  const closed = journal.lastPlace('day-closed');
  const isShiftSince = (journal.lastPlace('shift-opened')?.sequence ?? 0) > (closed?.sequence ?? 0);
  return isShiftSince || (closed !== undefined && now - closed.at < PACE.updates.afterClose);
};

const atWork = (station: Station, now: number): TillAtWork => {
  const { payments, journal, exports } = station;
  const refunds = everyUnfinishedRefund(journal).filter(isUnresolved);
  return {
    isCharging: isBusy(payments),
    unresolved: payments.tracker.everyUnfinished.length + refunds.length,
    isExporting: exports.status.state === 'running',
    isDayOpen: isDayOpen(station, now),
  };
};

export const openUpdateDesk = (ports: OpenUpdatesPorts): UpdateDesk => {
  const { updates, bench, changes, settingsStore, station, clock } = ports;
  const desk = new UpdateDesk({
    ...ports,
    ...updates,
    journal: () => station().journal,
    alone: async (install) => changingAlone(ports, install),
    backUp: async () => station().journalCare.backUpNow(),
    feedAddress: () => {
      const { updateFeed } = settingsStore.current;
      return bench === null && isFeedAddress(updateFeed) ? updateFeed : '';
    },
    program: () => ({
      running: updates.running,
      platform: updates.platform,
      arch: updates.arch,
      installation: station().identity.installation,
    }),
    atWork: () => atWork(station(), clock.now()),
  });
  for (const change of ['payment', 'refund', 'status'] as const) changes.on(change, () => desk.look());
  return desk;
};

/**
 * A till that asks for its passphrase is on the screen: this version has started, even if somebody then turns the
 * computer off. Once the passphrase is entered, the start counts again.
 */
export const countFromUnlocking = async (
  { note }: Pick<UpdatePorts, 'note'>,
  { isAsking, opened }: Pick<UnlockDesk, 'isAsking' | 'opened'>,
  log: Log,
): Promise<void> => {
  if (!isAsking) return;
  try {
    countMore(note, -1);
    if ((await opened).as === 'usual') countMore(note, 1);
  } catch (error) {
    log.error('the start of this version could not be counted', { error });
  }
};

/** A till in training only has not opened the shop's journal: it installs nothing, and leaves all notices unread. */
export const inTrainingOnly = (updates: UpdatePorts): UpdatePorts => ({
  ...updates,
  canInstall: false,
  note: {
    read: () => ({ ...updates.note.read(), begun: null, untold: null, wish: null }),
    write: () => undefined,
  },
});

/** Call when the till is on the screen with its journal open: that is all a new version must achieve. */
export const startUpdates = (
  { updates, clock, log }: Pick<OpenUpdatesPorts, 'updates' | 'clock' | 'log'>,
  desk: UpdateDesk,
  journal: Station['journal'],
): void => {
  try {
    desk.start(reachFirstScreen(updates, journal, clock));
  } catch (error) {
    log.error('the start of this version could not be noted', { error });
    desk.start(null);
  }
};
