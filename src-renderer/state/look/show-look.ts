import { MediaQuery } from 'svelte/reactivity';
import type { AppearanceView, LookView } from '#contract';

const wantsContrast = new MediaQuery('prefers-contrast: more');
const wantsNoMotion = new MediaQuery('prefers-reduced-motion: reduce');

const LARGE_LETTERS = 150;

/** Applies the look for theme.css. Choices that follow the computer keep following it while the till runs. */
export const showLook = (
  { dataset }: HTMLElement,
  { theme, contrast, motion }: Pick<LookView, 'theme' | 'contrast' | 'motion'>,
): void => {
  const isHigh = contrast === 'system' ? wantsContrast.current : contrast === 'high';
  dataset['theme'] = theme;
  dataset['contrast'] = isHigh ? 'high' : 'usual';
  dataset['motion'] = motion === 'none' || wantsNoMotion.current ? 'none' : 'usual';
};

export const showAppearance = (root: HTMLElement, chosen: AppearanceView['chosen']): void => {
  showLook(root, chosen);
  root.dataset['keypadSide'] = chosen.keypadSide;
  // From this size on, letters need a different layout, not just more room.
  root.dataset['letters'] = chosen.textSize >= LARGE_LETTERS ? 'large' : 'usual';
  root.style.setProperty('--text-size', `${chosen.textSize / 100}`);
};
