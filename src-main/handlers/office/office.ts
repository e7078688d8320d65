/** Calls about the office. */
import { refuse } from '#contract/problem.ts';
import type { OfficeView } from '#contract/views/set-up/office-views.ts';
import type { OfficeStanding } from '#domain/office/office-standing.ts';
import type { OfficeDesk } from '#services/office/office-desk.ts';
import type { Handlers } from '#handlers/handlers.ts';

export interface OfficeHandlerPorts {
  readonly office: Pick<OfficeDesk, 'standing' | 'connect' | 'disconnect'>;
}

/** As the page shows it, and the health page in part. */
export const officeView = ({ connected, confirmedAt, behind, trouble }: OfficeStanding): OfficeView => ({
  connected: connected && { ...connected },
  confirmedAt,
  behind: behind && { events: behind.events, since: behind.since },
  trouble,
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
    'office.disconnect': async (_, acting) => {
      const wasConnected = await ports.office.disconnect(acting);
      return wasConnected
        ? { ok: true, value: officeView(ports.office.standing) }
        : refuse('request-refused');
    },
  }) satisfies Partial<Handlers>;
