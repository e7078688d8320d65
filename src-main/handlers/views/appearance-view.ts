import type { AppearanceView } from '#contract/views/appearance-views.ts';
import type { AppearanceStore } from '#services/appearance-store.ts';

export const appearanceView = ({
  current,
  language,
}: Pick<AppearanceStore, 'current' | 'language'>): AppearanceView => ({ chosen: current, language });
