import type { BrowserWindow } from 'electron';
import type { DisplayChoice } from '#electron/displays/display-choice.ts';
import type { Area } from '#electron/displays/displays.ts';
import { fitWindow } from '#electron/displays/fit-window.ts';
import type { KioskScreen } from '#services/computer/computer-ports.ts';

export interface KioskWindow extends KioskScreen {
  readonly isFull: () => boolean;
  /** To be called when the displays changed. */
  refit(): void;
}

export interface KioskWindowPorts {
  readonly till: BrowserWindow;
  readonly choice: Pick<DisplayChoice, 'cashiers'>;
  /** Where the till stands while it does not fill its display. */
  readonly place: () => Area;
  readonly onChange: () => void;
}

const isSame = (one: Area, other: Area): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;

/**
 * Full screen, not the system's own kiosk mode: that shuts off how a Mac ends programs and shuts down. What is refused
 * is that the window closes by hand; quitting, signals and the system's end do not ask it.
 */
export const openKioskWindow = ({ till, choice, place, onChange }: KioskWindowPorts): KioskWindow => {
  let isFull = false;
  const cover = (): void => {
    if (till.isDestroyed() || !isFull) return;
    const { id, bounds } = choice.cashiers();
    if (till.isFullScreen() && isSame(till.getBounds(), bounds)) return;
    fitWindow(till, { mode: 'whole-display', displayId: id, bounds });
  };
  till.on('close', (event) => {
    if (isFull) event.preventDefault();
  });
  // A window manager's own keys may end it.
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
      fitWindow(till, { mode: 'window', bounds: place() });
      onChange();
    },
    refit: cover,
  };
};
