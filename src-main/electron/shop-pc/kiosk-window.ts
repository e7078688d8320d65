import type { BrowserWindow } from 'electron';
import type { DisplayChoice } from '#electron/displays/display-choice.ts';
import type { WindowPlace } from '#electron/displays/displays.ts';
import { fitWindow, returnWindow } from '#electron/displays/fit-window.ts';
import type { KioskScreen } from '#services/computer/computer-ports.ts';

export interface KioskWindow extends KioskScreen {
  readonly isFull: () => boolean;
  /** Call when the displays change. */
  refit(): void;
}

export interface KioskWindowPorts {
  readonly till: BrowserWindow;
  readonly choice: Pick<DisplayChoice, 'cashiers'>;
  /** Where the till's window is while it does not fill its display. */
  readonly place: () => WindowPlace;
  readonly onChange: () => void;
}

/**
 * Uses full screen, not the system's kiosk mode, which stops a Mac from quitting programs and shutting down. It only
 * refuses to close the window by hand; quitting, signals and a system shutdown are not affected.
 */
export const openKioskWindow = ({ till, choice, place, onChange }: KioskWindowPorts): KioskWindow => {
  let isFull = false;
  const cover = (): void => {
    if (till.isDestroyed() || !isFull) return;
    const { id, bounds } = choice.cashiers();
    fitWindow(till, { mode: 'whole-display', displayId: id, bounds });
  };
  till.on('close', (event) => {
    if (isFull) event.preventDefault();
  });
  // A window manager's own keys can leave full screen.
  till.on('leave-full-screen', () => setImmediate(cover));
  return {
    isFull: () => isFull,
    fill: () => {
      isFull = true;
      till.setMinimizable(false);
      cover();
      onChange();
    },
    release: () => {
      if (!isFull) return;
      isFull = false;
      if (till.isDestroyed()) return;
      till.setMinimizable(true);
      returnWindow(till, place());
      onChange();
    },
    refit: cover,
  };
};
