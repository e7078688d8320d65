import type { AppearanceStore } from '#services/appearance-store.ts';
import { appearanceView, lookView } from '#handlers/views/appearance-view.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';

export interface AppearanceHandlerPorts {
  readonly appearance: AppearanceStore;
}

export const appearanceHandlers = ({ appearance }: AppearanceHandlerPorts) =>
  ({
    'appearance.read': () => ({ ok: true, value: appearanceView(appearance) }),
    'customer.look': () => ({ ok: true, value: lookView(appearance.current) }),
    'appearance.change': (change) => {
      appearance.change(change);
      return done;
    },
  }) satisfies Partial<Handlers>;
