import type { WebContents } from 'electron';
import { PACE } from '#domain/pace.ts';
import type { PageEnd, PageRequest } from '#services/hosted-page/page-port.ts';

type Fault = Extract<PageEnd, { kind: 'failed' }>['fault'];

/** A load that another one replaced, or that was prevented. */
const ABORTED = -3;

/**
 * Watches where the page navigates and blocks what is not allowed, silently in frames. The page ends once it returns to
 * the shop or tries to go elsewhere.
 */
export const watchNavigation = (
  contents: WebContents,
  request: PageRequest,
  onEnd: (end: PageEnd) => void,
): void => {
  const judge = (event: {
    preventDefault(): void;
    readonly url: string;
    readonly isMainFrame: boolean;
  }): void => {
    const { url, isMainFrame } = event;
    const isReturn = request.isReturn(url);
    if (request.mayOpen(url) && !isReturn) return;
    event.preventDefault();
    if (isMainFrame) onEnd(isReturn ? { kind: 'returned', address: url } : { kind: 'failed', fault: 'left' });
  };
  contents.on('will-frame-navigate', judge);
  contents.on('will-redirect', judge);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // The page cannot keep itself open.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  // A content security policy does not reach WebRTC.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
};

/** Calls back if the page keeps reloading, as one in a redirect loop does. */
const countLoads = (contents: WebContents, onTooMany: () => void): void => {
  const { max, within } = PACE.hostedPage.loads;
  let begun: readonly number[] = [];
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return;
    const now = performance.now();
    begun = [...begun.filter((at) => now - at < within), now];
    if (begun.length > max) onTooMany();
  });
};

/** Calls back once a load has taken too long; the result stops. */
const timeLoads = (contents: WebContents, onLate: () => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const disarm = (): void => clearTimeout(timer);
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return;
    disarm();
    timer = setTimeout(onLate, PACE.hostedPage.load);
  });
  contents.on('dom-ready', disarm);
  contents.on('did-stop-loading', disarm);
  return disarm;
};

/** Pings the page now and then and calls back once it does not answer; the result stops. */
const checkPulse = (contents: WebContents, onSilent: () => void): (() => void) => {
  let silent: ReturnType<typeof setTimeout> | undefined;
  /** `timeLoads` watches a page until its document is there; its pictures may then go on loading for ever. */
  let isThere = false;
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) isThere = false;
  });
  contents.on('dom-ready', () => (isThere = true));
  // A navigation that ends without a document leaves the one before, which must go on answering.
  contents.on('did-stop-loading', () => (isThere = true));
  const beat = setInterval(() => {
    if (silent !== undefined || contents.isDestroyed() || !isThere) return;
    const answered = (): void => {
      clearTimeout(silent);
      silent = undefined;
    };
    silent = setTimeout(onSilent, PACE.hostedPage.silence);
    // A frame that was just replaced rejects, which counts as an answer too.
    contents.mainFrame.executeJavaScript('0').then(answered, answered);
  }, PACE.hostedPage.pulse);
  return () => {
    clearInterval(beat);
    clearTimeout(silent);
  };
};

/** Watches whether the page works; the result stops. */
export const watchHealth = (contents: WebContents, onFault: (fault: Fault) => void): (() => void) => {
  contents.on('did-fail-load', (_event, code, _text, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) onFault('unloaded');
  });
  contents.on('did-navigate', (_event, _url, status) => {
    if (status >= 400) onFault('unloaded');
  });
  contents.on('render-process-gone', () => onFault('crashed'));
  // A page may close itself; nothing would be left in its place.
  contents.on('destroyed', () => onFault('crashed'));
  contents.on('unresponsive', () => onFault('hangs'));
  countLoads(contents, () => onFault('unloaded'));
  const stops = [timeLoads(contents, () => onFault('hangs')), checkPulse(contents, () => onFault('hangs'))];
  return () => stops.forEach((stop) => stop());
};
