// @ts-check
// The till's own guards.
/** @typedef {import('./guard.mjs').Guard} Guard */

const FUSES = { file: 'electron-builder.yml', test: 'test/dist/checks.test.ts' };
const CONFINED = {
  file: 'src-main/electron/windows/security.ts',
  test: 'test/electron/windows/confinement.window.test.ts',
};
const RULES = {
  file: 'src-main/electron/start/package-rules.ts',
  test: 'test/electron/start/package-rules.test.ts',
};
const ACTIONS = {
  file: 'src-main/services/staff/permissions.ts',
  test: 'test/services/staff/approved-actions.test.ts',
};
const CALLS = {
  file: 'src-main/handlers/pipeline/answer-call.ts',
  test: 'test/handlers/pipeline/answer-call.test.ts',
};
const SIMULATOR = {
  file: 'src-main/simulator/control/loopback.ts',
  test: 'test/simulator/api/access.test.ts',
};
const LIMITS = { test: 'test/simulator/control/limits.test.ts' };
const DOOR = { file: 'src-main/electron/ipc/call-limiter.ts', test: 'test/electron/ipc/ipc-limits.test.ts' };
const CALL_LIMITS = { file: 'src-main/contract/call-limits.ts', test: 'test/contract/call-limits.test.ts' };

/** @type {readonly Guard[]} */
export const OWN = [
  // What an installed till starts with.
  { name: 'a package refuses a bench', ...RULES, find: "  'COUNTERTOP_GATEWAY',\n", undone: '' },
  {
    name: 'a package refuses variables of Node and Electron',
    ...RULES,
    find: '/^(?:NODE_|ELECTRON_|OPENSSL_|SSL)/',
    undone: '/^(?:ELECTRON_|OPENSSL_|SSL)/',
  },
  {
    name: 'a package refuses what it does not know',
    ...RULES,
    find: '/^--(?:leave-kiosk|updated|force-run)$/',
    undone: '/^--\\w/',
  },
  {
    name: 'a package refuses switches in the way of Windows',
    ...RULES,
    find: " || (platform === 'win32' && argument.startsWith('/'))",
    undone: '',
  },
  {
    name: 'only trials are marked as such',
    file: 'scripts/dist/trial.mjs',
    find: '  extraMetadata: { trial: true },\n',
    undone: '',
    test: FUSES.test,
  },
  {
    name: 'what one environment goes on with is not taken for the till’s own in another',
    file: 'src-main/services/known/judge-settings.ts',
    find: '(written.marks[name] ?? mark)',
    undone: 'mark',
    test: 'test/services/known/known-till.test.ts',
  },
  {
    name: 'a staff list without a right seal says nothing of its past',
    file: 'src-main/electron/files/staff-file.ts',
    find: "prove(true) === 'right' ? now.versions : []",
    undone: 'now.versions',
    test: 'test/electron/files/staff-file.test.ts',
  },
  {
    name: 'PINs cost the same in every package',
    file: 'src-main/electron/secrets/pin-cost.ts',
    find: "!isPackaged && COUNTERTOP_PINS === 'quick'",
    undone: "COUNTERTOP_PINS === 'quick'",
    test: 'test/electron/secrets/pin-cost.test.ts',
  },
  {
    name: 'a package serves its own windows',
    file: 'src-main/electron/windows/dev-server.ts',
    find: '!isPackaged && ',
    undone: '',
    test: 'test/electron/windows/dev-server.test.ts',
  },
  {
    name: 'the key of a bench leaves the environment',
    file: 'src-main/main.ts',
    find: '  forgetCredentials(process.env);\n',
    undone: '  void forgetCredentials;\n',
    test: CONFINED.test,
  },

  // Approvals.
  {
    name: 'an approval is for one action',
    file: 'src-main/services/staff/approvals.ts',
    find: 'action.exact === asked.exact',
    undone: 'action.call === asked.call',
    test: ACTIONS.test,
  },
  {
    name: 'an approval is used once',
    ...ACTIONS,
    find: 'if (isSingleUse(need)) this.#endApproval(need);',
    undone: 'void isSingleUse;',
  },
  {
    name: 'nothing is approved that nobody asked for',
    ...ACTIONS,
    find: "if (action === undefined && id !== asking?.id) return { ok: false, why: 'nothing-asked' };",
    undone: '',
  },
  {
    name: 'what was asked for ends with the person',
    ...ACTIONS,
    find: '    this.#asked.clear();\n',
    undone: '',
  },
  {
    name: 'no PIN can be guessed from the journal',
    file: 'src-main/services/staff/action.ts',
    find: 'input: withoutSecrets(sent)',
    undone: 'input: sent',
    test: ACTIONS.test,
  },
  {
    name: 'refused calls are counted',
    file: 'src-main/services/staff/refusals.ts',
    find: 'ROWS_A_MINUTE = 10',
    undone: 'ROWS_A_MINUTE = 10_000',
    test: 'test/services/staff/refusals.test.ts',
  },

  // Doors.
  { name: 'a call is for its window', ...CALLS, find: ' || calls[name].role !== sender', undone: '' },
  { name: 'a call is declared', ...CALLS, find: 'Object.hasOwn(calls, name)', undone: 'name in calls' },
  {
    name: 'an input is parsed',
    ...CALLS,
    find: '  if (!parsed.success) {',
    undone: '  if (!parsed.success && false) {',
  },
  {
    name: 'a window calls so often and no more',
    ...CALL_LIMITS,
    find: '    if (left < 1) return false;\n',
    undone: '',
  },
  {
    name: 'an input is so large and no larger',
    ...CALL_LIMITS,
    find: "if (typeof value === 'string') return size - value.length;",
    undone: "if (typeof value === 'string') return size;",
  },
  {
    name: 'an input is of kinds whose size shows',
    ...CALL_LIMITS,
    find: '  if (!KINDS.includes(Object.prototype.toString.call(value))) return -1;\n',
    undone: '',
  },
  {
    name: 'a long list is not read',
    ...CALL_LIMITS,
    find: '  if (Array.isArray(value) && value.length * FIELD > size) return -1;\n',
    undone: '',
  },
  {
    name: 'main counts what the preload lets through',
    ...DOOR,
    find: "mayCall[sender ?? 'unknown']() && ",
    undone: '',
  },
  {
    name: 'main measures what the preload lets through',
    ...DOOR,
    find: ' && isWithin(sent, limits.size)',
    undone: '',
  },
  {
    name: 'windows are answered in turn',
    file: 'src-main/electron/ipc/round-robin.ts',
    find: '    waiting.delete(caller);\n',
    undone: '    if (others.length === 0) waiting.delete(caller);\n',
    test: DOOR.test,
  },
  {
    name: 'one message does not fill the log',
    file: 'src-main/electron/ipc/rate-limited-log.ts',
    find: 'if (last.times <= MAX_LINES) ',
    undone: '',
    test: DOOR.test,
  },
  {
    name: 'the preload counts',
    file: 'src-main/preload.ts',
    find: 'mayCall() && isWithin([name, input], limits.size)',
    undone: 'isWithin([name, input], limits.size)',
    test: 'test/electron/windows/windows.window.test.ts',
  },
  {
    name: 'the preload measures',
    file: 'src-main/preload.ts',
    find: 'mayCall() && isWithin([name, input], limits.size)',
    undone: 'mayCall()',
    test: 'test/electron/windows/windows.window.test.ts',
  },

  // The simulator, which runs in the till's process.
  { name: 'the simulator is of this computer', ...SIMULATOR, find: 'isLoopback(host) && ', undone: '' },
  {
    name: 'no foreign page calls the simulator',
    ...SIMULATOR,
    find: ' && (origin === undefined || origin === `http://${host}`)',
    undone: '',
  },
  {
    name: 'the simulator refuses before it reads',
    ...LIMITS,
    file: 'src-main/simulator/app.ts',
    find: '  refuseLarge(app);\n',
    undone: '',
  },
  {
    name: 'the simulator takes so many connections',
    ...LIMITS,
    file: 'src-main/simulator/listener.ts',
    find: '  server.maxConnections = LIMITS.connections;\n',
    undone: '',
  },
  {
    name: 'the simulator keeps so much',
    ...LIMITS,
    file: 'src-main/simulator/control/traffic.ts',
    find: 'kept = asManyAsFit([...kept.slice(1 - KEPT), added]);',
    undone: 'kept = [...kept.slice(1 - KEPT), added];',
  },

  // Secrets and logs.
  {
    name: 'no echo of the credential',
    file: 'src-main/globalpay/client.ts',
    find: "text.replace(anyForm, '…')",
    undone: 'text',
    test: 'test/globalpay/secrets.test.ts',
  },
  {
    name: 'nor in another case',
    file: 'src-main/domain/gateway/secret-forms.ts',
    find: "    'gi',",
    undone: "    'g',",
    test: 'test/globalpay/secrets.test.ts',
  },
  {
    name: 'a line of the log shows everything',
    file: 'src-main/electron/system/redact.ts',
    find: '\\p{Cc}\\p{Bidi_Control}',
    undone: '\\p{Cc}',
    test: 'test/electron/system/redact.test.ts',
  },
  {
    name: 'the log is written wherever the till is started',
    file: 'src-main/electron/system/log.ts',
    find: "  file.setAppName('countertop');\n",
    undone: '',
    test: 'test/electron/system/log.test.ts',
  },
];
