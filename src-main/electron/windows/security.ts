import type { Session, WebContents } from 'electron';
import { app, session } from 'electron';
import type { Log } from '#services/ports.ts';
import { isHostedPage } from '#electron/hosted-page/page-session.ts';
import { isAppAddress } from './app-address.ts';
import { pushesOf } from './dev-server.ts';

/**
 * Confines every page of this program to its own address, in Chromium's sandbox: it cannot navigate, open windows or
 * embed pages. The gateway's page, which is not part of this program, is confined in `hosted-page/`. Call before the
 * app is ready.
 */
export const confineWindows = (log: Log): void => {
  // Root cannot use the sandbox and passes this switch; enabling the sandbox anyway crashes.
  if (app.commandLine.hasSwitch('no-sandbox'))
    log.warn('running without the sandbox, as the command line asks');
  else app.enableSandbox();
  app.on('web-contents-created', (_created, contents) => {
    if (!isHostedPage(contents)) confine(contents, log);
  });
  // By default Electron would answer with the first certificate this computer has.
  app.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    answer();
  });
};

const confine = (contents: WebContents, log: Log): void => {
  const refuse = (event: { preventDefault(): void }, what: string, url: string): void => {
    event.preventDefault();
    log.warn('a window was kept from leaving', { what, url: url.slice(0, 200) });
  };
  contents.on('will-frame-navigate', (event) => refuse(event, 'navigation', event.url));
  contents.on('will-redirect', (event) => refuse(event, 'redirect', event.url));
  contents.on('will-attach-webview', (event) => refuse(event, 'webview', ''));
  contents.setWindowOpenHandler(({ url }) => {
    log.warn('a window was kept from opening another', { url: url.slice(0, 200) });
    return { action: 'deny' };
  });
  // A content security policy does not reach WebRTC.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
};

/**
 * Lets pages collect garbage while the till is quiet (`state/health/collect-when-quiet.ts`). Call before the app is
 * ready.
 */
export const exposeGarbageCollector = (): void => app.commandLine.appendSwitch('js-flags', '--expose-gc');

/**
 * The session of the windows: in memory only, so that nothing a screen showed is left on the disk, with no permission
 * except the choice of a loudspeaker, and without a network. Call after the app is ready.
 * @param options.development lets the developer tools load themselves
 * @param options.devServer lets that server push what has changed
 */
export const openSealedSession = (options: {
  readonly development: boolean;
  readonly devServer: string | undefined;
}): Session => {
  const sealed = session.fromPartition('countertop', { cache: false });
  sealed.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  // Only the names of loudspeakers, to choose one for the tones; no microphone or camera.
  sealed.setPermissionCheckHandler((_contents, permission) => permission === 'speaker-selection');
  sealed.setDevicePermissionHandler(() => false);
  sealed.setSpellCheckerEnabled(false);
  sealed.on('will-download', (event) => event.preventDefault());
  sealed.webRequest.onBeforeRequest(({ url }, answer) => {
    const isTools = options.development && url.startsWith('devtools://');
    const isPush = options.devServer !== undefined && url.startsWith(pushesOf(options.devServer));
    answer({ cancel: !(isAppAddress(url) || isTools || isPush || url.startsWith('data:image/')) });
  });
  return sealed;
};
