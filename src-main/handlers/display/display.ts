/** Calls about the customer's display, and about the till's own, which it may fill. */
import type { DisplayWatch } from '#services/display/display-watch.ts';
import type { DisplayView } from '#contract/views/display-views.ts';
import type { KioskDesk } from '#services/computer/kiosk-desk.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';

export interface DisplayHandlerPorts {
  readonly displayWatch: Pick<DisplayWatch, 'beat' | 'forget' | 'health' | 'window'>;
  readonly kiosk: Pick<KioskDesk, 'leave' | 'return' | 'state'>;
}

export const displayView = ({ displayWatch, kiosk }: DisplayHandlerPorts): DisplayView => ({
  ...displayWatch.health,
  kiosk: kiosk.state,
});

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
