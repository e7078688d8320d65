/** Calls about the customer's display, and about the till's own, which it may fill. */
import type { DisplayWatch } from '#services/display/display-watch.ts';
import type { KioskDesk } from '#services/computer/kiosk-desk.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';
import { displayView } from '#handlers/views/till/display-view.ts';

export interface DisplayHandlerPorts {
  readonly displayWatch: Pick<DisplayWatch, 'beat' | 'forget' | 'health'>;
  readonly kiosk: Pick<KioskDesk, 'leave' | 'return' | 'state'>;
}

export const displayHandlers = (ports: DisplayHandlerPorts) =>
  ({
    'customer.beat': ({ code, mm }) => {
      ports.displayWatch.beat(code, mm);
      return done;
    },
    'display.read': () => ({ ok: true, value: displayView(ports) }),
    'display.forget': () => {
      ports.displayWatch.forget();
      return done;
    },
    'kiosk.leave': (_, acting) => {
      ports.kiosk.leave(acting);
      return done;
    },
    'kiosk.return': () => {
      ports.kiosk.return();
      return done;
    },
  }) satisfies Partial<Handlers>;
