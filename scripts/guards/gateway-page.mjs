// @ts-check
// Guards against the page that a gateway shows to the customer.
/** @typedef {import('./guard.mjs').Guard} Guard */

const PAGE = { test: 'test/e2e/hosted-page/hostile-page.test.ts' };
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
    test: 'test/e2e/hosted-page/file-dialogs.test.ts',
    file: 'src-main/electron/hosted-page/file-dialogs.ts',
    find: '  refuseIn(tools).catch(onFault);\n',
    undone: '  void onFault;\n',
  },
  {
    name: 'the gateway’s page is permitted nothing',
    ...SESSION,
    find: 'own.setPermissionCheckHandler(() => false)',
    undone: 'own.setPermissionCheckHandler(() => true)',
  },
];
