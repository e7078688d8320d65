import type { BrowserWindow } from 'electron';
import { screen } from 'electron';
import type { WindowPlace } from './displays.ts';

/** A window that is being dragged emits an event for every step. */
const REST_MS = 700;
/** When a display comes or goes, the system and the till move windows; that is not a person's choice. */
const AFTER_DISPLAYS_MS = 3_000;

/**
 * Calls back with where a person has put a window, once it stops moving. `isOurs`: the till itself makes it fill a
 * display.
 */
export const onPlaced = (
  window: BrowserWindow,
  isOurs: () => boolean,
  save: (place: WindowPlace) => void,
): void => {
  let resting: NodeJS.Timeout | undefined;
  let displaysChanged = -Infinity;
  const look = (): void => {
    if (window.isDestroyed() || !window.isVisible() || isOurs()) return;
    if (window.isMinimized() || window.isFullScreen()) return;
    if (performance.now() - displaysChanged < AFTER_DISPLAYS_MS) return;
    const bounds = window.getNormalBounds();
    const [leastWidth = 0, leastHeight = 0] = window.getMinimumSize();
    // A person cannot make it smaller than that. The system reports such a size for a window it is about to close.
    if (bounds.width < leastWidth || bounds.height < leastHeight) return;
    save({ bounds, isMaximized: window.isMaximized() });
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
