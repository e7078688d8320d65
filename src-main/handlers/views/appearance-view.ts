import type { AppearanceView, LookView } from '#contract/views/set-up/appearance-views.ts';
import type { AppearanceStore } from '#services/appearance-store.ts';

export const appearanceView = ({
  current,
  language,
}: Pick<AppearanceStore, 'current' | 'language'>): AppearanceView => ({ chosen: current, language });

export const lookView = ({ theme, contrast, motion, sounds }: AppearanceStore['current']): LookView => ({
  theme,
  contrast,
  motion,
  sound: sounds.customer,
});
