/** The handlers of every call in the contract, for one open station. */
import type { AboutHandlerPorts } from '#handlers/set-up/about.ts';
import { aboutHandlers } from '#handlers/set-up/about.ts';
import { refuse } from '#contract/problem.ts';
import type { BrandView } from '#contract/views/brand-views.ts';
import type { Emits } from '#services/changes.ts';
import type { StaffPorts } from '#services/staff/change-staff.ts';
import type { Session } from '#services/staff/session.ts';
import type { Log } from '#services/ports.ts';
import type { Station } from '#station/station.ts';
import { customerSnapshot, tillSnapshot } from '#handlers/views/snapshot.ts';
import type { AppearanceHandlerPorts } from '#handlers/set-up/appearance.ts';
import { appearanceHandlers } from '#handlers/set-up/appearance.ts';
import type { DisplayHandlerPorts } from '#handlers/display/display.ts';
import { displayHandlers } from '#handlers/display/display.ts';
import { dayHandlers } from '#handlers/day/day.ts';
import type { ExportHandlerPorts } from './export.ts';
import { exportAtClose, exportHandlers } from './export.ts';
import type { Handlers } from './handlers.ts';
import { done } from './handlers.ts';
import type { HealthHandlerPorts } from '#handlers/health/health.ts';
import { healthHandlers } from '#handlers/health/health.ts';
import { backupHandlers } from '#handlers/health/backups.ts';
import { historyHandlers } from './history.ts';
import { officeHandlers } from '#handlers/office/office.ts';
import { paymentHandlers } from './payments.ts';
import type { PrintingHandlerPorts } from './printing.ts';
import { printingHandlers } from './printing.ts';
import { reconciliationHandlers } from '#handlers/day/reconciliation.ts';
import { refundHandlers } from './refunds.ts';
import type { SettingsHandlerPorts } from '#handlers/set-up/settings.ts';
import { settingsHandlers } from '#handlers/set-up/settings.ts';
import type { RestoringHandlerPorts } from '#handlers/set-up/restoring.ts';
import { restoringHandlers } from '#handlers/set-up/restoring.ts';
import type { SetUpHandlerPorts } from '#handlers/set-up/set-up.ts';
import { setUpHandlers } from '#handlers/set-up/set-up.ts';
import type { StaffHandlerPorts } from './staff.ts';
import { staffHandlers } from './staff.ts';
import type { KeyHandlerPorts } from '#handlers/set-up/keys.ts';
import { keyHandlers } from '#handlers/set-up/keys.ts';
import type { UnlockHandlerPorts } from '#handlers/set-up/unlock.ts';
import { unlockHandlers } from '#handlers/set-up/unlock.ts';
import type { UpdateHandlerPorts } from '#handlers/update/updates.ts';
import { updateHandlers } from '#handlers/update/updates.ts';
import { takingsHandlers } from '#handlers/day/takings.ts';

/** What handlers need from the computer and its windows. */
export interface ComputerPorts
  extends
    UnlockHandlerPorts,
    Pick<SettingsHandlerPorts, 'keyStore'>,
    Pick<SetUpHandlerPorts, 'listDisplays' | 'chooseDisplay'>,
    Pick<ExportHandlerPorts, 'chooseFolder' | 'showFolder' | 'openFile'>,
    Pick<PrintingHandlerPorts, 'listPrinters'>,
    Pick<AboutHandlerPorts, 'program' | 'showFile' | 'copyText'>,
    Pick<
      HealthHandlerPorts,
      'diskUse' | 'isWritable' | 'readLog' | 'saveBundle' | 'lastBundle' | 'supportFolder' | 'withoutSecrets'
    > {
  readonly closeWindow: () => void;
  readonly brand: BrandView;
}

/** What the handlers of every station share. */
export interface HandlerPorts
  extends
    ComputerPorts,
    Omit<SettingsHandlerPorts, 'ahead'>,
    SetUpHandlerPorts,
    RestoringHandlerPorts,
    StaffPorts,
    Omit<KeyHandlerPorts, 'keyFingerprint'>,
    AppearanceHandlerPorts,
    DisplayHandlerPorts,
    Pick<HealthHandlerPorts, 'start' | 'home'> {
  readonly session: Session;
  readonly displayWatch: DisplayHandlerPorts['displayWatch'] & HealthHandlerPorts['displayWatch'];
  readonly updateDesk: UpdateHandlerPorts['updateDesk'];
  readonly known: StaffHandlerPorts['known'];
  readonly setUp: SetUpHandlerPorts['setUp'] & SettingsHandlerPorts['setUp'];
  readonly changes: Emits<'status' | 'imported'>;
  readonly log: Log;
}

const trainingHandler =
  ({ training, payments, link }: Pick<Station, 'training' | 'payments' | 'link'>, changes: Emits<'status'>) =>
  async ({ action }: Parameters<Handlers['training.act']>[0]) => {
    if (!training) return refuse('request-refused');
    if (action === 'network-down' || action === 'network-up') {
      await training.setNetwork(action === 'network-down' ? 'down' : 'up');
      changes.emit('status');
      if (action === 'network-up') await link.tryAgain();
    } else if (action === 'answer-lost') {
      training.loseNextAnswer();
      changes.emit('status');
    } else if (!payments.current || !training.act(payments.current.reference, action)) {
      return refuse('payment-not-found');
    }
    return done;
  };

export const makeHandlers = (till: HandlerPorts, station: Station): Handlers => {
  const { session, clock, changes, journal: currentJournal } = till;
  const ports = { ...till, ...station };
  return {
    ...paymentHandlers(ports),
    ...historyHandlers(ports),
    ...refundHandlers(ports),
    ...dayHandlers({ ...ports, onClosed: (closed) => exportAtClose(ports, closed) }),
    ...reconciliationHandlers(ports),
    ...exportHandlers(ports),
    ...takingsHandlers(ports),
    ...printingHandlers(ports),
    ...appearanceHandlers(till),
    ...displayHandlers(till),
    ...settingsHandlers(till),
    ...setUpHandlers(till),
    ...restoringHandlers(till),
    ...keyHandlers(ports),
    ...officeHandlers(ports),
    ...unlockHandlers(till),
    ...aboutHandlers(ports),
    ...updateHandlers(till),
    ...healthHandlers(ports),
    ...backupHandlers({ ...ports, changes }),
    ...staffHandlers({ ...ports, journal: currentJournal, auditJournal: station.journal }),
    'till.snapshot': () => ({ ok: true, value: tillSnapshot(station, session, clock) }),
    'customer.brand': () => ({ ok: true, value: till.brand }),
    'customer.snapshot': () => ({ ok: true, value: customerSnapshot(station) }),
    'journal.dismissNotice': () => {
      station.dismissJournalNotice();
      changes.emit('status');
      return done;
    },
    'journal.acceptIncomplete': async (_, { approvedBy }) => {
      await station.acceptIncompleteJournal(approvedBy);
      changes.emit('status');
      return done;
    },
    'till.close': () => {
      till.closeWindow();
      return done;
    },
    'till.tryAgain': async () => {
      await station.tryAgain();
      return done;
    },
    'training.act': trainingHandler(station, changes),
  };
};
