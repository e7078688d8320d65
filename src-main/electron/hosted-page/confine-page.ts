/** Takes from the gateway's page what no policy of the web can forbid, by way of Chromium's developer tools. */
import type { Debugger, WebContents } from 'electron';

/** Only frames: workers have none of this. One in a process of its own runs no script before it is confined. */
const FRAMES = {
  autoAttach: true,
  waitForDebuggerOnStart: true,
  flatten: true,
  filter: [{ type: 'iframe' }],
};

/** WebRTC connects to any host over TCP, which neither the session nor a content security policy hears of. */
const WITHOUT_WEBRTC = {
  source: 'delete globalThis.RTCPeerConnection; delete globalThis.webkitRTCPeerConnection;',
};

/** @param frame the session of a frame in a process of its own; left out for the page */
const confine = async (tools: Debugger, frame?: string): Promise<void> => {
  await tools.sendCommand('Page.enable', {}, frame);
  // They would show this computer's files on the customer's display, and lead out of a full screen.
  await tools.sendCommand('Page.setInterceptFileChooserDialog', { enabled: true }, frame);
  await tools.sendCommand('Page.addScriptToEvaluateOnNewDocument', WITHOUT_WEBRTC, frame);
  await tools.sendCommand('Target.setAutoAttach', FRAMES, frame);
  await tools.sendCommand('Runtime.runIfWaitingForDebugger', {}, frame);
};

/** Keeps a page and its frames from file dialogs and WebRTC. Settles once it is empty, and confined from its first document on. */
export const confinePage = async (contents: WebContents): Promise<void> => {
  const { debugger: tools } = contents;
  // Commands reach a page only once it has a process.
  await contents.loadURL('about:blank');
  tools.attach();
  tools.on('message', (_event, method, params: { readonly sessionId: string }) => {
    // A frame that has gone meanwhile needs nothing any more.
    if (method === 'Target.attachedToTarget') confine(tools, params.sessionId).catch(() => undefined);
  });
  await confine(tools);
};
