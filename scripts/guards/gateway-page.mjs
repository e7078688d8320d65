// @ts-check
// Guards against the page that a gateway shows to the customer.
/** @typedef {import('./guard.mjs').Guard} Guard */

const PAGE = { test: 'test/e2e/hosted-page/hostile-page.test.ts' };
const CONFINED = { test: 'test/e2e/hosted-page/confined-page.test.ts' };
const SESSION = { ...PAGE, file: 'src-main/electron/hosted-page/page-session.ts' };

/** @type {readonly Guard[]} */
export const GATEWAY_PAGE = [
  {
    name: 'the gateway’s page goes nowhere else',
    ...PAGE,
    file: 'src-main/electron/hosted-page/page-watch.ts',
    find: "contents.on('will-frame-navigate', judge)",
    undone: "contents.on('did-frame-navigate' as never, judge)",
  },
  {
    name: 'the gateway’s page is closed when it sends a file',
    ...SESSION,
    find: '    event.preventDefault();\n    onDownload();\n',
    undone: '    event.preventDefault();\n    void onDownload;\n',
  },
  {
    name: 'the gateway’s page opens no file dialog',
    ...CONFINED,
    file: 'src-main/electron/hosted-page/confine-page.ts',
    find: '{ enabled: true }',
    undone: '{ enabled: false }',
  },
  {
    name: 'a frame of the gateway’s page is confined, too',
    ...CONFINED,
    file: 'src-main/electron/hosted-page/confine-page.ts',
    find: "  await tools.sendCommand('Target.setAutoAttach', FRAMES, frame);\n",
    undone: '  void FRAMES;\n',
  },
  {
    name: 'a frame of the gateway’s page runs no script before it is confined',
    ...CONFINED,
    file: 'src-main/electron/hosted-page/confine-page.ts',
    find: 'waitForDebuggerOnStart: true',
    undone: 'waitForDebuggerOnStart: false',
  },
  {
    name: 'a frame that cannot be confined closes the gateway’s page',
    ...CONFINED,
    file: 'src-main/electron/hosted-page/confine-page.ts',
    find: 'if (frames.has(sessionId)) onUnconfined(error);',
    undone: 'void error;',
  },
  {
    name: 'the gateway’s page has no empty page to go back to',
    ...CONFINED,
    file: 'src-main/electron/hosted-page/page-view.ts',
    find: 'webContents.navigationHistory.clear()',
    undone: 'undefined',
  },
  {
    name: 'the gateway’s page has no WebRTC',
    ...CONFINED,
    file: 'src-main/electron/hosted-page/confine-page.ts',
    find: 'delete globalThis.RTCPeerConnection;',
    undone: '',
  },
  {
    name: 'nothing of the gateway’s page floats over the windows',
    ...CONFINED,
    file: SESSION.file,
    find: 'picture-in-picture=()',
    undone: 'picture-in-picture=*',
  },
  {
    name: 'the gateway’s page gets no Bluetooth device',
    ...SESSION,
    find: 'bluetooth=()',
    undone: 'bluetooth=*',
  },
  {
    name: 'no service worker answers for the gateway’s page',
    ...CONFINED,
    file: SESSION.file,
    find: 'cancel: isOfServiceWorker(requestHeaders)',
    undone: 'cancel: isOfServiceWorker({})',
  },
  {
    name: 'the gateway’s page is permitted nothing',
    ...SESSION,
    find: 'own.setPermissionCheckHandler(() => false)',
    undone: 'own.setPermissionCheckHandler(() => true)',
  },
];
