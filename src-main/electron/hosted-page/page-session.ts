import type { Session, WebContents } from 'electron';
import { session } from 'electron';
import type { Log } from '#services/ports.ts';
import type { PageRequest } from '#services/hosted-page/page-port.ts';

/** The sessions of the gateway's pages. Everything else is confined to this program's own pages. */
const ofPages = new WeakSet<Session>();

/** Whether this is one of the gateway's pages, which have their own confinement. */
export const isHostedPage = (contents: WebContents): boolean => ofPages.has(contents.session);

/**
 * Added to the page's own policy: it loads only from the allowed hosts, and without `allow-modals`, `allow-popups` and
 * `allow-pointer-lock` it cannot print, show dialogs, open windows or capture the pointer. Downloads are allowed only
 * so that they are noticed and refused.
 */
const policyOf = ({ sources }: PageRequest): string =>
  [
    `default-src ${sources.join(' ')} data: blob: 'unsafe-inline' 'unsafe-eval'`,
    "object-src 'none'",
    'sandbox allow-scripts allow-forms allow-same-origin allow-downloads',
  ].join('; ');

/**
 * A picture in a picture would float over all windows, the till's too. Whoever asks for a Bluetooth device gets the first
 * one from Electron, which asks no handler of permissions.
 */
const PERMISSIONS = 'picture-in-picture=(), bluetooth=()';

/** What this program says of the page, in place of or beside what its server does. */
const headersOf = (
  request: PageRequest,
  given: Readonly<Record<string, string[]>>,
): Record<string, string[]> => {
  const named = (name: string) => Object.entries(given).filter(([one]) => one.toLowerCase() === name);
  const policies = named('content-security-policy').flatMap(([, values]) => values);
  const own = ['content-security-policy', 'permissions-policy'];
  return {
    ...Object.fromEntries(Object.entries(given).filter(([name]) => !own.includes(name.toLowerCase()))),
    'content-security-policy': [...policies, policyOf(request)],
    'permissions-policy': [PERMISSIONS],
  };
};

/** A service worker could answer for the page, without the headers that confine it. */
const isOfServiceWorker = (headers: Readonly<Record<string, string>>): boolean =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'service-worker');

/**
 * `Mozilla/5.0 (…) … countertop-pos/0.1.0 Chrome/150.0.0.0 Electron/45.4.1 Safari/537.36` without this program's own
 * names.
 */
const plainBrowser = (agent: string): string => agent.replaceAll(/ (?:Electron|countertop[^ /]*)\/\S+/gi, '');

const mayRequest = (request: PageRequest, url: string, kind: string): boolean => {
  if (kind === 'mainFrame' || kind === 'subFrame') return request.mayOpen(url) && !request.isReturn(url);
  return request.mayFetch(url) || url.startsWith('data:') || url.startsWith('blob:');
};

/**
 * Sessions that a page has left, cleared and cut off. Electron keeps each session for as long as the till runs, so a
 * new one for every payment would be a leak.
 */
const cleared: Session[] = [];
let count = 0;

const newSession = (): Session => {
  count += 1;
  return session.fromPartition(`gateway-page-${count}`, { cache: false });
};

/**
 * A session for one page, with nothing in it: in memory only, without any permission, and with no network beyond the
 * allowed hosts.
 */
export const openPageSession = (request: PageRequest, log: Log, onDownload: () => void): Session => {
  const own = cleared.pop() ?? newSession();
  ofPages.add(own);
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.setSpellCheckerEnabled(false);
  own.setUserAgent(plainBrowser(own.getUserAgent()), request.language);
  own.on('will-download', (event) => {
    event.preventDefault();
    onDownload();
  });
  own.webRequest.onBeforeRequest(({ url, resourceType }, answer) => {
    const cancel = !mayRequest(request, url, resourceType);
    if (cancel) log.warn('the gateway’s page was kept from a request', { url: url.slice(0, 200) });
    answer({ cancel });
  });
  own.webRequest.onBeforeSendHeaders(({ requestHeaders }, answer) =>
    answer({ cancel: isOfServiceWorker(requestHeaders) }),
  );
  own.webRequest.onHeadersReceived(({ responseHeaders = {} }, answer) =>
    answer({ responseHeaders: headersOf(request, responseHeaders) }),
  );
  return own;
};

/**
 * Cuts off the session, removes the handlers that knew the payment and, once the page is `gone`, closes its connections
 * and clears everything the page stored. Then another page may have it; a session that was not cleared stays cut off.
 */
export const clearPageSession = async (own: Session, gone: Promise<void>): Promise<void> => {
  own.webRequest.onBeforeRequest((_request, answer) => answer({ cancel: true }));
  own.webRequest.onBeforeSendHeaders(null);
  own.webRequest.onHeadersReceived(null);
  own.removeAllListeners('will-download');
  await gone;
  await own.closeAllConnections();
  await own.clearAuthCache();
  await own.clearCache();
  await own.clearCodeCaches({});
  await own.clearHostResolverCache();
  await own.clearStorageData();
  cleared.push(own);
};
