/** Calls about the office. */
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { OfficeView } from '#contract/views/set-up/office-views.ts';
import type { OfficeStanding } from '#domain/office/office-standing.ts';
import type { OfficeDesk } from '#services/office/office-desk.ts';
import type { Restoring } from '#services/office/till-restore.ts';
import { changingAlone } from '#services/settings/changing-alone.ts';
import type { BackupHandlerPorts } from '#handlers/health/backups.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';

export interface OfficeHandlerPorts extends Pick<BackupHandlerPorts, 'settingsStore' | 'reopen' | 'changes'> {
  readonly office: Pick<OfficeDesk, 'standing' | 'connect' | 'restore' | 'resume' | 'disconnect'>;
}

/** The standing as the office page shows it; the health page shows a part of it. */
export const officeView = ({
  connected,
  confirmedAt,
  behind,
  trouble,
  untakenRow,
  restore,
  progress,
}: OfficeStanding): OfficeView => ({
  connected: connected && { ...connected },
  confirmedAt,
  behind: behind && { events: behind.events, since: behind.since },
  trouble,
  untakenRow,
  restore,
  progress: progress && { ...progress },
});

/** Replaces this journal with the office's at once. No charge can begin meanwhile. */
const restored = async (
  ports: OfficeHandlerPorts,
  restore: () => Promise<Restoring>,
): Promise<Reply<Record<string, never>>> => {
  const { reopen, settingsStore, changes } = ports;
  const reply = await changingAlone(ports, async () => {
    const answer = await restore();
    if (!answer.restored) return refuse(`office-${answer.why}`);
    if (!(await reopen(settingsStore.current))) return refuse('restore-failed');
    changes.emit('imported');
    return done;
  });
  return reply ?? refuse('settings-changing');
};

export const officeHandlers = (ports: OfficeHandlerPorts) =>
  ({
    'office.read': () => ({ ok: true, value: officeView(ports.office.standing) }),
    'office.connect': async (typed, acting) => {
      const answer = await ports.office.connect(typed, acting);
      return answer.connected
        ? { ok: true, value: officeView(ports.office.standing) }
        : refuse(`office-${answer.why}`);
    },
    'office.restore': async (typed, acting) => restored(ports, () => ports.office.restore(typed, acting)),
    'office.resume': async (_, acting) => restored(ports, () => ports.office.resume(acting)),
    'office.disconnect': async (_, acting) => {
      const wasConnected = await ports.office.disconnect(acting);
      return wasConnected
        ? { ok: true, value: officeView(ports.office.standing) }
        : refuse('request-refused');
    },
  }) satisfies Partial<Handlers>;
