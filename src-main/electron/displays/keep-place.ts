import type { BrowserWindow } from 'electron';
import { screen } from 'electron';
import type { WindowPlace } from './displays.ts';

/** A window that is dragged tells of every step. */
const REST_MS = 700;
/** The system and the till move windows when a display comes or goes, which is nobody's wish. */
const AFTER_DISPLAYS_MS = 3_000;

/** Calls back with where a person has put a window, once it rests. `isOurs`: the till itself has it fill a display. */
export const onPlaced = (
  window: BrowserWindow,
  isOurs: () => boolean,
  keep: (place: WindowPlace) => void,
): void => {
  let resting: NodeJS.Timeout | undefined;
  let displaysChanged = -Infinity;
  const look = (): void => {
    if (window.isDestroyed() || !window.isVisible() || isOurs()) return;
    if (window.isMinimized() || window.isFullScreen()) return;
    if (performance.now() - displaysChanged < AFTER_DISPLAYS_MS) return;
    const bounds = window.getNormalBounds();
    const [leastWidth = 0, leastHeight = 0] = window.getMinimumSize();
    // No hand makes it smaller than that: the system says so of a window that it is about to take away.
    if (bounds.width < leastWidth || bounds.height < leastHeight) return;
    keep({ bounds, isMaximized: window.isMaximized() });
  };
  const onMove = (): void => {
    clearTimeout(resting);
    resting = setTimeout(look, REST_MS);
  };
  window.on('move', onMove);
  window.on('resize', onMove);
  window.on('maximize', onMove);
  window.on('unmaximize', onMove);
  window.on('close', look);
  const onDisplays = (): void => {
    displaysChanged = performance.now();
  };
  screen.on('display-added', onDisplays);
  screen.on('display-removed', onDisplays);
  screen.on('display-metrics-changed', onDisplays);
  window.on('closed', () => {
    clearTimeout(resting);
    screen.off('display-added', onDisplays);
    screen.off('display-removed', onDisplays);
    screen.off('display-metrics-changed', onDisplays);
  });
};
