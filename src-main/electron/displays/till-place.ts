import type { BrowserWindow } from 'electron';
import type { DisplayChoice } from './display-choice.ts';

/**
 * Puts the till where somebody has put it before, whenever other displays are there, and back to the cashier's when it is
 * out of reach. The result is to be called when the displays changed, unless the till fills one.
 */
export const openTillPlace = (
  till: BrowserWindow,
  choice: Pick<DisplayChoice, 'arrangement' | 'isTillReachable' | 'till'>,
): (() => void) => {
  let before = choice.arrangement.name;
  return () => {
    const { name, hasTill } = choice.arrangement;
    const isAnother = name !== before;
    before = name;
    if (choice.isTillReachable(till.getBounds()) && !(isAnother && hasTill)) return;
    const { bounds, isMaximized } = choice.till();
    if (till.isMaximized()) till.unmaximize();
    till.setBounds(bounds);
    if (isMaximized) till.maximize();
  };
};
