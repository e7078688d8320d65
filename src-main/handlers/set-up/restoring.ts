/** Calls by which the guided set-up restores a till from the office. */
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { RestoringView } from '#contract/views/set-up/set-up-views.ts';
import { showShop } from '#domain/office/restored-shop.ts';
import type { Emits } from '#services/changes.ts';
import type { AheadStanding, RestoreAhead } from '#services/office/restore-ahead.ts';
import type { Restored } from '#services/office/till-restore.ts';
import { changingAlone } from '#services/settings/changing-alone.ts';
import type { SettingsHandlerPorts } from './settings.ts';
import { lockOf } from './settings.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';

export interface RestoringHandlerPorts extends Pick<
  SettingsHandlerPorts,
  'station' | 'keys' | 'settingsStore'
> {
  readonly changes: Emits<'status'>;
  readonly ahead: Pick<RestoreAhead, 'standing' | 'restore' | 'resume' | 'giveUp'>;
}

const restoringView = ({ state, progress, till, shop }: AheadStanding): RestoringView => ({
  state,
  progress: progress && { ...progress },
  till: till && { ...till },
  shop: shop && showShop(shop),
});

/** A till that has left training is restored in its settings; on a bench, and without its keys, none is. */
const isOffered = ({ station, keys }: RestoringHandlerPorts): boolean => {
  const { settings } = station();
  return settings.environment === 'training' && lockOf(settings, keys) === null;
};

/** Nothing else may change settings or environment meanwhile. */
const restored = async (
  ports: RestoringHandlerPorts,
  restore: () => Promise<Restored>,
): Promise<Reply<Record<string, never>>> => {
  if (!isOffered(ports)) return refuse('request-refused');
  const answer = await changingAlone(ports, restore);
  if (answer === null) return refuse('settings-changing');
  return answer.restored ? done : refuse(`office-${answer.why}`);
};

export const restoringHandlers = (ports: RestoringHandlerPorts) =>
  ({
    'setUp.restoring': async () => ({
      ok: true,
      value: isOffered(ports) ? restoringView(await ports.ahead.standing()) : null,
    }),
    'setUp.restore': async (typed, acting) => restored(ports, () => ports.ahead.restore(typed, acting)),
    'setUp.resumeRestore': async (_, acting) => restored(ports, () => ports.ahead.resume(acting)),
    'setUp.giveUpRestore': async () => {
      if (!isOffered(ports)) return refuse('request-refused');
      const wasBegun = await changingAlone(ports, () => ports.ahead.giveUp());
      if (wasBegun === null) return refuse('settings-changing');
      return wasBegun ? done : refuse('request-refused');
    },
  }) satisfies Partial<Handlers>;
