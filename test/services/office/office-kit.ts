import type { TillState } from '#domain/office/till-state.ts';
import type { Environment } from '#domain/shop/environment.ts';
import { Changes } from '#services/changes.ts';
import { OfficeDesk } from '#services/office/office-desk.ts';
import { journalDraft } from '#sqlite/care/journal-draft.ts';
import { worker } from '../../sqlite/kit/journal-worker.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { newAnchor } from '../../support/fakes/new-anchor.ts';
import { CODE, credential, FakeOffice } from '../../support/office/fake-office.ts';
import { memoryNote, memoryOfficeVault } from '../../support/office/memory-office.ts';
import { countingIds, silentLog } from '../../support/station-kit.ts';

export const manager = { id: 'chen', name: 'Chen', role: 'manager' } as const;
export const acting = { by: manager, approvedBy: manager };

export const tillState: TillState = {
  version: '0.1.0',
  environment: 'test',
  storeName: 'Garden Café',
  storeId: 'SHOP-1',
  terminalId: 'T1',
  currency: 'CNY',
  cutOff: '00:00',
  timeZone: 'Asia/Shanghai',
  openSince: null,
  unresolved: { count: 0, oldestAt: null },
  unsettled: { count: 0, oldestAt: null },
  display: 'good',
  journal: 'good',
  gateway: 'good',
};

/** A till with a journal on disk, and an office; the till is connected unless it is told to have no credential. */
export const officeKit = (isConnected = true, environment: Environment = 'live', state = tillState) => {
  const clock = new HandClock();
  const file = newJournalFile();
  const journal = openForTest(file);
  const office = new FakeOffice();
  const vault = memoryOfficeVault(isConnected ? credential : null);
  const note = memoryNote();
  const changes = new Changes(silentLog);
  const hints: string[] = [];
  const hidden: string[] = [];
  let sales = 0;
  const disk: { free: number | null } = { free: null };
  const openDesk = (): OfficeDesk =>
    new OfficeDesk({
      clock,
      ids: countingIds(),
      log: { ...silentLog, hide: (secret) => void hidden.push(secret) },
      journal,
      note,
      changes,
      offices: office,
      vault,
      identity: 'AAAAAA',
      environment,
      care: {
        draft: () =>
          journalDraft({ file, anchor: newAnchor(), worker, freeBytes: () => disk.free }, () => clock.now()),
      },
      tillState: () => state,
      hint: (reference) => void hints.push(reference),
    });
  /** Three rows of a sale each, as the till writes and tells them. */
  const sellOne = (): void => {
    const reference = `T1-${String((sales += 1))}`;
    sell(journal, reference, clock.now());
    changes.emit('written');
  };
  const typed = { address: 'office.example', code: `${CODE.slice(0, 4)}-${CODE.slice(4)}` };
  const desk = openDesk();
  const records = (type: 'office-connected' | 'office-disconnected' | 'office-refused' | 'office-alarm') =>
    journal.records([type], 0).map(({ record }) => record);
  return {
    clock,
    disk,
    file,
    journal,
    office,
    vault,
    note,
    changes,
    hints,
    hidden,
    openDesk,
    desk,
    sellOne,
    typed,
    records,
  };
};
