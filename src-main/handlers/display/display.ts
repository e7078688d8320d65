/** Calls about the customer's display. */
import type { DisplayWatch } from '#services/display/display-watch.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';

export interface DisplayHandlerPorts {
  readonly displayWatch: Pick<DisplayWatch, 'beat' | 'forget' | 'health' | 'window'>;
}

export const displayHandlers = ({ displayWatch }: DisplayHandlerPorts) =>
  ({
    'customer.beat': ({ code, mm }) => {
      displayWatch.beat(code, mm);
      return done;
    },
    'display.read': () => ({ ok: true, value: displayWatch.health }),
    'display.forget': () => {
      displayWatch.forget();
      return done;
    },
  }) satisfies Partial<Handlers>;
