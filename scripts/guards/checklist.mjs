// @ts-check
// The points of Electron's security checklist.
/** @typedef {import('./guard.mjs').Guard} Guard */

const SANDBOXED = {
  file: 'src-main/electron/windows/sandboxed.ts',
  test: 'test/electron/windows/sandboxed.test.ts',
};
const FUSES = { file: 'electron-builder.yml', test: 'test/dist/checks.test.ts' };
const CONFINED = {
  file: 'src-main/electron/windows/security.ts',
  test: 'test/electron/windows/confinement.window.test.ts',
};
const IPC = { file: 'src-main/electron/ipc/ipc.ts', test: CONFINED.test };

/** @type {readonly Guard[]} */
export const CHECKLIST = [
  {
    name: 'point 1: nothing but our own addresses is loaded',
    ...CONFINED,
    find: 'answer({ cancel: !(isAppAddress(url)',
    undone: 'answer({ cancel: false && !(isAppAddress(url)',
  },
  {
    name: 'point 2: no Node in pages',
    ...SANDBOXED,
    find: 'nodeIntegration: false',
    undone: 'nodeIntegration: true',
  },
  {
    name: 'point 3: pages apart from the preload',
    ...SANDBOXED,
    find: 'contextIsolation: true',
    undone: 'contextIsolation: false',
  },
  { name: 'point 4: the sandbox of pages', ...SANDBOXED, find: 'sandbox: true', undone: 'sandbox: false' },
  {
    name: 'point 5: permissions are refused',
    ...CONFINED,
    find: 'answer) => answer(false)',
    undone: 'answer) => answer(true)',
  },
  {
    name: 'point 5: permissions are not there',
    ...CONFINED,
    find: "permission === 'speaker-selection'",
    undone: "permission !== ''",
  },
  { name: 'point 6: web security', ...SANDBOXED, find: 'webSecurity: true', undone: 'webSecurity: false' },
  {
    name: 'point 7: the content security policy',
    file: 'src-main/electron/windows/answer.ts',
    find: "script-src 'self'",
    undone: "script-src 'self' 'unsafe-inline'",
    test: CONFINED.test,
  },
  {
    name: 'point 8: no insecure content',
    file: 'src-main/electron/windows/window.ts',
    find: '...SANDBOXED,',
    undone: '...SANDBOXED, allowRunningInsecureContent: true,',
    test: SANDBOXED.test,
  },
  {
    name: 'point 9: no experimental features',
    file: 'src-main/electron/windows/window.ts',
    find: '...SANDBOXED,',
    undone: '...SANDBOXED, experimentalFeatures: true,',
    test: CONFINED.test,
  },
  {
    name: 'point 10: no features of Blink are switched on',
    file: 'src-main/electron/windows/window.ts',
    find: "disableBlinkFeatures: 'Auxclick'",
    undone: "enableBlinkFeatures: 'Auxclick'",
    test: SANDBOXED.test,
  },
  {
    name: 'points 11 and 12: no webview',
    ...CONFINED,
    find: "contents.on('will-attach-webview'",
    undone: "contents.on('will-attach-webview' as 'destroyed' && 'devtools-opened' as never",
  },
  {
    name: 'point 13: a window goes nowhere',
    ...CONFINED,
    find: "contents.on('will-frame-navigate'",
    undone: "contents.once('did-frame-navigate' as never",
  },
  {
    name: 'point 13: nor is it redirected',
    ...CONFINED,
    find: "contents.on('will-redirect'",
    undone: "contents.on('did-redirect-navigation' as never",
  },
  {
    name: 'point 14: a window opens none',
    ...CONFINED,
    find: "return { action: 'deny' };",
    undone: "return { action: 'allow' };",
  },
  {
    name: 'point 17: only the top frame speaks',
    ...IPC,
    find: 'senderFrame === sender.mainFrame && ',
    undone: '',
  },
  {
    name: 'point 17: only our own page speaks',
    ...IPC,
    find: ' && isAppAddress(senderFrame.url)',
    undone: '',
  },
  {
    name: 'point 18: no file:// privileges',
    ...FUSES,
    find: 'grantFileProtocolExtraPrivileges: false',
    undone: 'grantFileProtocolExtraPrivileges: true',
  },
  { name: 'point 19: not to be run as Node', ...FUSES, find: 'runAsNode: false', undone: 'runAsNode: true' },
  {
    name: 'point 19: no NODE_OPTIONS',
    ...FUSES,
    find: 'enableNodeOptionsEnvironmentVariable: false',
    undone: 'enableNodeOptionsEnvironmentVariable: true',
  },
  {
    name: 'point 19: no --inspect',
    ...FUSES,
    find: 'enableNodeCliInspectArguments: false',
    undone: 'enableNodeCliInspectArguments: true',
  },
  {
    name: 'point 19: only the archive is run',
    ...FUSES,
    find: 'onlyLoadAppFromAsar: true',
    undone: 'onlyLoadAppFromAsar: false',
  },
  {
    name: 'point 19: the archive is checked',
    ...FUSES,
    find: 'enableEmbeddedAsarIntegrityValidation: true',
    undone: 'enableEmbeddedAsarIntegrityValidation: false',
  },
  {
    name: 'point 19: cookies are encrypted',
    ...FUSES,
    find: 'enableCookieEncryption: true',
    undone: 'enableCookieEncryption: false',
  },
  {
    name: 'point 20: a page has two functions and no more',
    file: 'src-main/preload.ts',
    find: "contextBridge.exposeInMainWorld('countertop', bridge);",
    undone: "contextBridge.exposeInMainWorld('countertop', { ...bridge, send: ipcRenderer.send });",
    test: CONFINED.test,
  },
  {
    name: 'downloads',
    ...CONFINED,
    find: "sealed.on('will-download'",
    undone: "sealed.on('preconnect' as never",
  },
  {
    name: 'WebRTC',
    ...CONFINED,
    find: "contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')",
    undone: "contents.setWebRTCIPHandlingPolicy('default')",
  },
  {
    name: 'nothing shown is left on the disk',
    ...CONFINED,
    find: "session.fromPartition('countertop', { cache: false })",
    undone: "session.fromPartition('persist:countertop')",
  },
];
