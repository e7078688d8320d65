/** Calls of the guided set-up. */
import type { EventName, EventPayload } from '#contract/events.ts';
import { refuse } from '#contract/problem.ts';
import type { DisplaysView, SetUpView } from '#contract/views/set-up/set-up-views.ts';
import type { CheckLinkPorts } from '#services/set-up/check-link.ts';
import { checkLink } from '#services/set-up/check-link.ts';
import type { SetUpDesk } from '#services/set-up/set-up-desk.ts';
import type { Permissions } from '#services/staff/permissions.ts';
import type { SettingsHandlerPorts } from './settings.ts';
import { lockOf } from './settings.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';

export interface SetUpHandlerPorts extends CheckLinkPorts, Pick<SettingsHandlerPorts, 'station' | 'keys'> {
  readonly setUp: Pick<SetUpDesk, 'note' | 'opens' | 'rollOutFault' | 'keep' | 'leave'>;
  readonly session: { readonly permissions: Pick<Permissions, 'mayAlone'> };
  readonly listDisplays: () => DisplaysView;
  /** False if there is no such display. Throws if the choice cannot be written. */
  readonly chooseDisplay: (id: number) => boolean;
  readonly push: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
}

const setUpView = ({ setUp }: SetUpHandlerPorts): SetUpView => ({
  ...setUp.note,
  opens: setUp.opens,
  rollOutFault: setUp.rollOutFault,
});

export const setUpHandlers = (ports: SetUpHandlerPorts) =>
  ({
    'setUp.read': () => ({ ok: true, value: setUpView(ports) }),
    'setUp.keep': async (next, acting) => {
      // On a bench nothing is saved in the end; here there would be no place for the ApiKey.
      if (lockOf(ports.station().settings, ports.keys) === 'training-only')
        return refuse('settings-training-only');
      const answer = await ports.setUp.keep(next, acting);
      return answer.kept ? { ok: true, value: setUpView(ports) } : refuse(answer.why);
    },
    'setUp.leave': ({ stage }) => {
      // Leaving it for good discards what was typed.
      if (stage === 'done' && !ports.session.permissions.mayAlone('change-settings'))
        return refuse('not-permitted', { permission: 'change-settings' });
      ports.setUp.leave(stage);
      return done;
    },
    'setUp.test': async (typed) => {
      const test = await checkLink(ports, typed);
      const view = test.tested ? { checks: test.checks, field: null } : { checks: [], field: test.field };
      return { ok: true, value: view };
    },
    'setUp.displays': () => ({ ok: true, value: ports.listDisplays() }),
    'setUp.chooseDisplay': ({ id }) => {
      if (!ports.chooseDisplay(id)) return refuse('display-missing');
      ports.push('customer.identified', {});
      return { ok: true, value: ports.listDisplays() };
    },
    'setUp.identify': () => {
      ports.push('customer.identified', {});
      return done;
    },
  }) satisfies Partial<Handlers>;
