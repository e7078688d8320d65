/** Calls of a till that waits for its passphrase. They are answered before anything else is open. */
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { UnlockView } from '#contract/views/set-up/secret-views.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';
import type { UnlockDesk } from '#services/secrets/unlock-desk.ts';

export interface UnlockHandlerPorts {
  readonly unlock: UnlockDesk;
}

const seconds = (wait: number): number => Math.ceil(wait / 1000);

const enter = async (unlock: UnlockDesk, passphrase: string): Promise<Reply<Record<string, never>>> => {
  const found = await unlock.unlock(passphrase);
  switch (found) {
    case 'open':
      return done;
    case 'wait':
      return refuse('passphrase-wait', { seconds: seconds(unlock.wait) });
    case 'wrong':
      return refuse('passphrase-wrong');
    case 'damaged':
      return refuse('passphrase-damaged');
    default:
      return found satisfies never;
  }
};

export const unlockHandlers = ({ unlock }: UnlockHandlerPorts) =>
  ({
    'passphrase.read': (): Reply<UnlockView> => ({
      ok: true,
      value: { asks: unlock.isAsking, wait: Math.ceil(unlock.wait) },
    }),
    'passphrase.enter': async ({ passphrase }) => enter(unlock, passphrase),
    'passphrase.train': async () => {
      await unlock.train();
      return done;
    },
  }) satisfies Partial<Handlers>;
