// @ts-check
// Guards against whoever can write to the data folder, or has its secrets to guess.
/** @typedef {import('./guard.mjs').Guard} Guard */

const REWRITTEN = { test: 'test/sqlite/anchor/rewritten-journal.test.ts' };
const ANCHORS = {
  file: 'src-main/electron/anchor/judge-anchors.ts',
  test: 'test/electron/anchor/open-anchors.test.ts',
};
const PEOPLE = {
  file: 'src-main/services/known/judge-staff.ts',
  test: 'test/services/known/known-staff.test.ts',
};
const UNLOCK = {
  file: 'src-main/services/secrets/unlock-desk.ts',
  test: 'test/services/secrets/unlock-desk.test.ts',
};
const PINS = { file: 'src-main/services/staff/check-pin.ts', test: 'test/services/staff/check-pin.test.ts' };

/** @type {readonly Guard[]} */
export const KEPT = [
  // The journal.
  {
    name: 'a journal is compared with its anchor',
    ...REWRITTEN,
    file: 'src-main/sqlite/anchor/judge-journal.ts',
    find: '  if (anchored) found.push(...againstAnchor(facts, anchored));\n',
    undone: '',
  },
  {
    name: 'a copy of the anchor outside shows an older folder',
    ...REWRITTEN,
    file: ANCHORS.file,
    find: "alarms.push('older-folder')",
    undone: 'alarms.push()',
  },
  {
    name: 'a cloned folder is told from the one it was made of',
    ...REWRITTEN,
    file: ANCHORS.file,
    find: "alarms.push('cloned')",
    undone: 'alarms.push()',
  },
  {
    name: 'another key than the anchor’s is an alarm',
    ...ANCHORS,
    find: "alarms.push('other-key')",
    undone: 'alarms.push()',
  },
  {
    name: 'an anchor in the clear proves nothing once one was sealed',
    ...REWRITTEN,
    file: ANCHORS.file,
    find: "wasSealed && read.state === 'opened'",
    undone: "wasSealed && read.state === 'missing'",
  },
  {
    name: 'the newest backup must agree with the journal',
    ...REWRITTEN,
    file: 'src-main/sqlite/anchor/judge-journal.ts',
    find: '    found.push(...backupAlarms(facts));\n',
    undone: '    void backupAlarms;\n',
  },

  // People and settings.
  {
    name: 'a staff list is believed by its seal',
    ...PEOPLE,
    find: "standing.seal === 'right' || people.length === 0",
    undone: "standing.seal !== 'unknown' || people.length === 0",
  },
  {
    name: 'a list that was copied back brings nobody back',
    ...PEOPLE,
    find: "former.has(one)) ? 'outside' : 'anew'",
    undone: "former.has(one)) ? 'anew' : 'anew'",
  },
  {
    name: 'the seal is over all of the list',
    file: 'src-main/electron/files/staff-file.ts',
    find: "seal.fits(sealedText(now), now.seal) ? 'right' : 'wrong'",
    undone: "now.seal !== '' ? 'right' : 'wrong'",
    test: 'test/electron/files/staff-file.test.ts',
  },
  {
    name: 'a pepper in the clear proves nothing once one was sealed',
    file: 'src-main/electron/secrets/pepper.ts',
    find: 'else if (read && sealNote?.isNoted())',
    undone: 'else if (read && !sealNote)',
    test: 'test/electron/passphrase/sealing.test.ts',
  },
  {
    name: 'nor does an older copy of the signing key unsay that it was sealed',
    file: 'src-main/electron/anchor/open-anchors.ts',
    find: "isNoted('pepper') || text.isPepperSealed",
    undone: "isNoted('pepper')",
    test: 'test/electron/passphrase/sealing.test.ts',
  },
  {
    name: 'sealed secrets that cannot be read do not count as never sealed',
    file: 'src-main/electron/secrets/sealed-secrets.ts',
    find: 'readWithinReach(jsonFile(path, Sealed))',
    undone: 'jsonFile(path, Sealed).read()',
    test: 'test/electron/anchor/open-anchors.test.ts',
  },
  {
    name: 'settings are proven by their seal',
    file: 'src-main/electron/files/settings-seal-file.ts',
    find: '      if (!seal.fits(sealedText(found), given)) return null;\n',
    undone: '',
    test: 'test/electron/files/settings-seal-file.test.ts',
  },
  {
    name: 'each file has a seal of its own',
    file: 'src-main/electron/secrets/installation-seal.ts',
    find: "hkdfSync('sha256', pepper, '', label, BYTES)",
    undone: "hkdfSync('sha256', pepper, '', label.slice(0, 1), BYTES)",
    test: 'test/electron/files/settings-seal-file.test.ts',
  },

  // What can be guessed.
  {
    name: 'a PIN is not checked during a lockout',
    ...PINS,
    find: "  if (tries.lockedUntil(id) > clock.now()) return refuseUnchecked(ports, before, 'pin-locked');\n",
    undone: '',
  },
  {
    name: 'a PIN belongs to a person',
    file: 'src-main/electron/secrets/pin-hasher.ts',
    find: 'JSON.stringify([id, role, pin])',
    undone: 'JSON.stringify([role, pin])',
    test: 'test/electron/files/staff-file.test.ts',
  },
  {
    name: 'wrong passphrases cause waits',
    ...UNLOCK,
    find: "      if (this.wait > 0) return 'wait';\n",
    undone: '',
  },
  {
    name: 'wrong passphrases are counted',
    ...UNLOCK,
    find: '      attempts.write({ failures: failures + 1, failedAt: clock.now() });\n',
    undone: '',
  },

  // What the till writes to and opens.
  {
    name: 'no disk and no file is taken for a printer',
    file: 'src-main/printer/device.ts',
    find: 'facts.isCharacterDevice() || facts.isFIFO()',
    undone: 'facts.size >= 0',
    test: 'test/printer/ways.test.ts',
  },
  {
    name: 'a folder of the settings runs no program',
    file: 'src-main/electron/system/is-folder.ts',
    find: '!MAC_PROGRAM.test(path) && ',
    undone: '',
    test: 'test/electron/system/is-folder.test.ts',
  },
  {
    name: 'a print that was given up does not come out with the next slip',
    file: 'src-main/electron/slip/print-silently.ts',
    find: '      destroyWindow(window);\n',
    undone: '',
    test: 'test/electron/slip/print-silently.test.ts',
  },
];
