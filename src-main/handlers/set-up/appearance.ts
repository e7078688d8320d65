import type { AppearanceStore } from '#services/appearance-store.ts';
import { appearanceView } from '#handlers/views/appearance-view.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';

export interface AppearanceHandlerPorts {
  readonly appearance: AppearanceStore;
}

export const appearanceHandlers = ({ appearance }: AppearanceHandlerPorts) =>
  ({
    'appearance.read': () => ({ ok: true, value: appearanceView(appearance) }),
    'appearance.change': (next) => {
      appearance.change(next);
      return done;
    },
  }) satisfies Partial<Handlers>;
