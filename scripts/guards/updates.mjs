// @ts-check
// Guards against a feed in wrong hands, and against what somebody writes into the folder of updates.
/** @typedef {import('./guard.mjs').Guard} Guard */

const FEED = { test: 'test/electron/update/hostile-feed.test.ts' };
const DESK = { test: 'test/electron/update/update-desk.test.ts' };
const START = {
  file: 'src-main/services/update/first-screen.ts',
  test: 'test/electron/update/first-screen.test.ts',
};

/** @type {readonly Guard[]} */
export const UPDATES = [
  {
    name: 'an offer counts only with our signature',
    ...FEED,
    file: 'src-main/electron/update/signed-offer.ts',
    find: 'isSignedBy(key, signed))',
    undone: "isSignedBy(key, signed) || key !== '')",
  },
  {
    name: 'an installer’s name leads out of no folder',
    ...FEED,
    file: 'src-main/electron/update/signed-offer.ts',
    find: 'file: z.string().refine(isInstallerName)',
    undone: 'file: z.string()',
  },
  {
    name: 'an installer is the one that was signed',
    ...FEED,
    file: 'src-main/electron/update/installers.ts',
    find: ' && file.sha512 === sha512',
    undone: '',
  },
  {
    name: 'and still is when it runs',
    ...FEED,
    file: 'src-main/electron/update/installers.ts',
    find: 'return isSigned(await measure(installerPath(folder, signed.offer)), signed.offer) ? signed : null;',
    undone: 'return signed;',
  },
  {
    name: 'no earlier version is installed',
    ...FEED,
    file: 'src-main/domain/update/judge-offer.ts',
    find: ' || isNewer(facts.running, version)',
    undone: '',
  },
  {
    name: 'nor is an offer believed again that a newer one has replaced',
    ...FEED,
    file: 'src-main/domain/update/judge-offer.ts',
    find: 'isReplayed || ',
    undone: '',
  },
  {
    name: 'a feed sends the till nowhere else',
    ...FEED,
    file: 'src-main/electron/update/transfer.ts',
    find: "redirect: 'error', cache: 'no-store' } as const",
    undone: "redirect: 'follow', cache: 'no-store' } as const",
  },
  {
    name: 'an update does not fill the disk',
    ...DESK,
    file: 'src-main/electron/update/installers.ts',
    find: 'if (!hasRoom(ports, offer)) {',
    undone: 'if (!hasRoom(ports, offer) && false) {',
  },
  {
    name: 'what begins during the backup stops the update',
    ...DESK,
    file: 'src-main/services/update/install-update.ts',
    find: '    if (since) return since;\n',
    undone: '',
  },
  {
    name: 'a request for an update is good for one',
    ...DESK,
    file: 'src-main/services/update/scheduled-update.ts',
    find: 'return asked.sequence > changed ? asked.record : null;',
    undone: 'return changed >= 0 ? asked.record : null;',
  },
  {
    name: 'the note about updates alone rolls nothing back',
    ...START,
    find: 'if (await ports.isBegun(counted)) return',
    undone: 'return',
  },
  {
    name: 'nor does it tell the journal what did not happen',
    ...START,
    find: ' && followsFrom(journal, untold)',
    undone: '',
  },
  {
    name: 'no trial is signed for tills',
    file: 'scripts/release/sign-folder.ts',
    find: '  refuseTrials(names);\n',
    undone: '  void refuseTrials;\n',
    test: 'test/scripts/release/sign-release.test.ts',
  },
  {
    name: 'a new version whose window shows nothing opens no journal',
    file: 'src-main/station/updates/await-page.ts',
    find: '  if (!isOnTrial(trial, log)) return;\n',
    undone: '  if (isOnTrial(trial, log)) return;\n',
    test: 'test/station/updates/await-page.test.ts',
  },
  {
    name: 'nor does it while its window has not yet asked for anything',
    file: 'src-main/serve-till.ts',
    find: '  await awaitPage(updates, asked, systemClock, log);\n',
    undone: '  void awaitPage(updates, asked, systemClock, log);\n',
    test: 'test/electron/windows/start.window.test.ts',
  },
];
