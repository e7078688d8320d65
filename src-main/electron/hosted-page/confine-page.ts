/** Takes from the gateway's page what no policy of the web can forbid, by way of Chromium's developer tools. */
import type { Debugger, WebContents } from 'electron';
import { PACE } from '#domain/pace.ts';

/** Only frames: workers have none of this. One in a process of its own runs no script before it is confined. */
const FRAMES = {
  autoAttach: true,
  waitForDebuggerOnStart: true,
  flatten: true,
  filter: [{ type: 'iframe' }],
};

/**
 * WebRTC connects to any host over TCP, which neither the session nor a content security policy hears of. Speech is
 * heard although the page is muted.
 */
const REMOVED = {
  source: `delete globalThis.RTCPeerConnection; delete globalThis.webkitRTCPeerConnection;
    delete globalThis.speechSynthesis;`,
};

/** @param frame the session of a frame in a process of its own; left out for the page */
const confine = async (tools: Debugger, frame?: string): Promise<void> => {
  await tools.sendCommand('Page.enable', {}, frame);
  // They would show this computer's files on the customer's display, and lead out of a full screen.
  await tools.sendCommand('Page.setInterceptFileChooserDialog', { enabled: true }, frame);
  await tools.sendCommand('Page.addScriptToEvaluateOnNewDocument', REMOVED, frame);
  await tools.sendCommand('Target.setAutoAttach', FRAMES, frame);
  await tools.sendCommand('Runtime.runIfWaitingForDebugger', {}, frame);
};

/** Rejects once it takes too long: a page or frame stays white until it is confined. */
const inTime = async (confined: Promise<void>): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it takes too long')), PACE.hostedPage.load);
  });
  try {
    await Promise.race([confined, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Confines every frame that gets a process of its own, for as long as the tools have hold of the page. */
const confineFrames = (contents: WebContents, onUnconfined: (why: unknown) => void): void => {
  const { debugger: tools } = contents;
  /** Those that are still there. */
  const frames = new Set<string>();
  tools.on('message', (_event, method, { sessionId }: { readonly sessionId: string }) => {
    if (method === 'Target.detachedFromTarget') frames.delete(sessionId);
    if (method !== 'Target.attachedToTarget') return;
    frames.add(sessionId);
    inTime(confine(tools, sessionId)).catch((error: unknown) => {
      // A frame that has gone meanwhile needs nothing any more.
      if (frames.has(sessionId)) onUnconfined(error);
    });
  });
  tools.on('detach', (_event, reason) => {
    // They let go of a page that is being closed as well, just before it is.
    setImmediate(() => contents.isDestroyed() || onUnconfined(new Error(reason)));
  });
};

/**
 * Keeps a page and its frames from file dialogs, WebRTC and speech. Settles once it is empty, and confined from its first
 * document on.
 *
 * @param onUnconfined called whenever that fails later: for a frame, which would stay white, or for all that follow
 */
export const confinePage = async (
  contents: WebContents,
  onUnconfined: (why: unknown) => void,
): Promise<void> => {
  const { debugger: tools } = contents;
  // Commands reach a page only once it has a process.
  await contents.loadURL('about:blank');
  tools.attach();
  confineFrames(contents, onUnconfined);
  await inTime(confine(tools));
};
