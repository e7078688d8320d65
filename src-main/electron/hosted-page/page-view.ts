import type { BrowserWindow, Rectangle, Session, WebContents } from 'electron';
import { WebContentsView } from 'electron';
import { once } from 'node:events';
import { PAGE_STRIP } from '#contract/page-strip.ts';
import type { Log } from '#services/ports.ts';
import type { HostedPageView, PageEnd, PageRequest } from '#services/hosted-page/page-port.ts';
import { clearPageSession, openPageSession } from './page-session.ts';
import { confinePage } from './confine-page.ts';
import { watchHealth, watchNavigation } from './page-watch.ts';
import { SANDBOXED } from '#electron/windows/sandboxed.ts';

interface ViewDeps {
  /** The customer's window; undefined while there is none. */
  readonly window: () => BrowserWindow | undefined;
  readonly log: Log;
}

const makeView = (session: Session): WebContentsView => {
  const view = new WebContentsView({
    webPreferences: {
      session,
      ...SANDBOXED,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      devTools: false,
      disableBlinkFeatures: 'Auxclick',
    },
  });
  view.webContents.setAudioMuted(true);
  return view;
};

/** The area below the strip that stays the till's own. */
const placeIn = (window: BrowserWindow): Rectangle => {
  const { width, height } = window.getContentBounds();
  const strip = Math.round(height * PAGE_STRIP);
  return { x: 0, y: strip, width, height: height - strip };
};

/** Lays the view over the window and resizes it with the window; the result removes it. */
const layOver = (window: BrowserWindow, view: WebContentsView): (() => void) => {
  const fit = (): void => view.setBounds(placeIn(window));
  fit();
  window.contentView.addChildView(view);
  window.on('resize', fit);
  return () => {
    if (window.isDestroyed()) return;
    window.off('resize', fit);
    window.contentView.removeChildView(view);
  };
};

/** Closes a page; settles once it is gone. */
const destroy = async (contents: WebContents): Promise<void> => {
  if (contents.isDestroyed()) return;
  const gone = once(contents, 'destroyed');
  contents.close();
  await gone;
};

/** Shows the page until it ends or is closed; the result closes it. */
const show = (
  window: BrowserWindow,
  request: PageRequest,
  log: Log,
  onEnd: (end: PageEnd) => void,
): (() => void) => {
  let isOver = false;
  const end = (how: PageEnd): void => {
    if (isOver) return;
    close();
    onEnd(how);
  };
  const fail = (fault: Extract<PageEnd, { kind: 'failed' }>['fault']): void => end({ kind: 'failed', fault });
  const session = openPageSession(request, log, () => fail('downloads'));
  const view = makeView(session);
  const { webContents } = view;
  watchNavigation(webContents, request, end);
  const stopWatching = watchHealth(webContents, fail);
  const takeAway = layOver(window, view);
  const gone = (): void => fail('crashed');
  window.once('closed', gone);
  const close = (): void => {
    if (isOver) return;
    isOver = true;
    stopWatching();
    takeAway();
    window.off('closed', gone);
    // Deferred: an event of the page itself may have led here.
    setImmediate(() => {
      clearPageSession(session, destroy(webContents)).catch((error: unknown) =>
        log.warn('what the gateway’s page kept was not cleared', { error }),
      );
    });
  };
  const load = async (): Promise<void> => {
    if (isOver) return;
    // The empty page of its confinement would be a step back, to which the customer could return.
    webContents.once('did-navigate', () => webContents.navigationHistory.clear());
    await webContents.loadURL(request.address).catch((error: unknown) => {
      log.warn('the gateway’s page was not loaded', { error });
    });
  };
  const unconfined = (error: unknown): void => {
    if (isOver) return;
    log.error('the gateway’s page could not be confined', { error });
    fail('unloaded');
  };
  confinePage(webContents, unconfined).then(load, unconfined);
  return close;
};

export const openHostedPage = ({ window, log }: ViewDeps): HostedPageView => ({
  open: (request, onEnd) => {
    const over = window();
    if (over) return show(over, request, log, onEnd);
    // The desk expects an end only after its call has returned.
    queueMicrotask(() => onEnd({ kind: 'failed', fault: 'crashed' }));
    return () => undefined;
  },
});
