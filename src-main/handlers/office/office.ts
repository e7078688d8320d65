/** Calls about the office. */
import type { Reply } from '#contract/problem.ts';
import { problem, refuse } from '#contract/problem.ts';
import type { OfficeDesk } from '#services/office/office-desk.ts';
import type { Restored } from '#services/office/till-restore.ts';
import type { Handlers } from '#handlers/handlers.ts';
import type { ReplaceJournalPorts } from '#handlers/health/replace-journal.ts';
import { replaceJournal } from '#handlers/health/replace-journal.ts';
import { officeView } from '#handlers/views/till/office-view.ts';

export interface OfficeHandlerPorts extends ReplaceJournalPorts {
  readonly office: Pick<OfficeDesk, 'standing' | 'connect' | 'restore' | 'resume' | 'disconnect'>;
}

/** Replaces this journal with the office's. */
const replacedBy = async (
  ports: OfficeHandlerPorts,
  restore: () => Promise<Restored>,
): Promise<Reply<Record<string, never>>> =>
  replaceJournal(ports, async () => {
    const answer = await restore();
    return answer.restored ? null : problem(`office-${answer.why}`);
  });

export const officeHandlers = (ports: OfficeHandlerPorts) =>
  ({
    'office.read': () => ({ ok: true, value: officeView(ports.office.standing) }),
    'office.connect': async (typed, acting) => {
      const answer = await ports.office.connect(typed, acting);
      return answer.connected
        ? { ok: true, value: officeView(ports.office.standing) }
        : refuse(`office-${answer.why}`);
    },
    'office.restore': async (typed, acting) => replacedBy(ports, () => ports.office.restore(typed, acting)),
    'office.resume': async (_, acting) => replacedBy(ports, () => ports.office.resume(acting)),
    'office.disconnect': async (_, acting) => {
      const wasConnected = await ports.office.disconnect(acting);
      return wasConnected
        ? { ok: true, value: officeView(ports.office.standing) }
        : refuse('request-refused');
    },
  }) satisfies Partial<Handlers>;
