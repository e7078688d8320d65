/**
 * The calls that are answered before the till is open: about its passphrase, and about how its window looks meanwhile.
 */
import type { CallInput, CallName } from '#contract/calls.ts';
import { calls } from '#contract/calls.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { appearanceHandlers } from '#handlers/set-up/appearance.ts';
import { unlockHandlers } from '#handlers/set-up/unlock.ts';
import { appearanceView } from '#handlers/views/appearance-view.ts';
import { pushAppearance } from '#handlers/views/push/push-appearance.ts';
import { openPushQueue } from '#handlers/views/push/push-queue.ts';
import type { PushPorts } from '#handlers/views/push/pushes.ts';
import { AppearanceStore } from '#services/appearance-store.ts';
import type { AppearanceStorePorts } from '#services/appearance-store.ts';
import { Changes } from '#services/changes.ts';
import type { UnlockPorts } from '#services/secrets/unlock-desk.ts';
import { UnlockDesk } from '#services/secrets/unlock-desk.ts';
import type { EarlyCalls } from './answer-call.ts';
import { runForAnyone } from './run-call.ts';

type EarlyPorts = UnlockPorts &
  Pick<AppearanceStorePorts, 'appearanceFile' | 'systemLanguages'> &
  Pick<PushPorts, 'push'>;

export interface Early extends EarlyCalls {
  readonly unlock: UnlockDesk;
}

const openLook = (ports: EarlyPorts): AppearanceStore => {
  const changes = new Changes(ports.log);
  const appearance = new AppearanceStore({ ...ports, changes });
  pushAppearance(openPushQueue(ports.log).due, ports.push, changes, () => appearanceView(appearance));
  return appearance;
};

/** Answers these calls while the till waits for its passphrase; afterwards only those about the passphrase. */
export const openEarly = (ports: EarlyPorts): Early => {
  const unlock = new UnlockDesk(ports);
  const always: Partial<Handlers> = unlockHandlers({ unlock });
  const meanwhile: Partial<Handlers> = unlock.isAsking
    ? appearanceHandlers({ appearance: openLook(ports) })
    : {};
  return {
    unlock,
    call: <N extends CallName>(name: N, input: CallInput<N>) => {
      const handler = always[name] ?? (unlock.isAsking ? meanwhile[name] : undefined);
      if (!handler || calls[name].needs !== 'anyone') return undefined;
      return runForAnyone<N>(handler, input);
    },
  };
};
