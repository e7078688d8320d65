import type { Debugger, WebContents } from 'electron';

/** Only frames: a worker cannot show a dialog. */
const FRAMES = {
  autoAttach: true,
  // A frame in a process of its own runs nothing before it is told to.
  waitForDebuggerOnStart: true,
  flatten: true,
  filter: [{ type: 'iframe' }],
};

/**
 * Settles once it is done; before the page has been loaded, that is then. So the commands do not wait for each other.
 * @param frame the session of a frame in a process of its own; left out for the page
 */
const refuseIn = async (tools: Debugger, frame?: string): Promise<unknown> =>
  Promise.all([
    tools.sendCommand('Page.enable', {}, frame),
    tools.sendCommand('Page.setInterceptFileChooserDialog', { enabled: true }, frame),
    tools.sendCommand('Target.setAutoAttach', FRAMES, frame),
    tools.sendCommand('Runtime.runIfWaitingForDebugger', {}, frame),
  ]);

/**
 * Keeps a page and its frames from opening the system's file dialogs, which would show this computer's files on the
 * customer's display, let the page have them, and lead out of a full screen. No policy forbids them; only Chromium's
 * developer tools do. Call before the page is loaded; calls back if it cannot be done.
 */
export const refuseFileDialogs = ({ debugger: tools }: WebContents, onFault: (error: unknown) => void): void => {
  tools.attach();
  tools.on('message', (_event, method, params: { readonly sessionId: string }) => {
    if (method === 'Target.attachedToTarget') refuseIn(tools, params.sessionId).catch(onFault);
  });
  refuseIn(tools).catch(onFault);
};
