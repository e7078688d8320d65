/** Turns the facts about the till into a verdict on each part. */
import { PACE } from '#domain/pace.ts';
import { isCodeLargeEnough } from '#domain/shop/code-size.ts';
import { backupNeeds, kindsOver } from './disk-use.ts';
import type { HealthFacts } from './health-facts.ts';
import { SLOW_START_MS } from './start-facts.ts';
import type { Verdicts } from './verdicts.ts';

const { backupOldAfter, checkOldAfter, lowDisk } = PACE.health;
/** A payment under way may delay the first backup once. */
const FIRST_BACKUP_WITHIN = 2 * PACE.journalCare.backups;

const ofGateway = ({ isSetUp, connection, paused }: HealthFacts['gateway']): Verdicts['gateway'] => {
  if (!isSetUp) return 'not-set-up';
  if (paused) return 'paused';
  if (connection === 'idle') return 'unused';
  if (connection === 'gateway-slow') return 'slow';
  return connection === 'online' ? 'reached' : 'failing';
};

const ofClock = ({ gateway: { clockSkewMs, answered }, zone }: HealthFacts): Verdicts['clock'] => {
  if (clockSkewMs !== null) return 'wrong';
  if (zone.computer !== null && zone.computer !== zone.used) return 'zone-changed';
  return answered ? 'right' : 'unknown';
};

const isUnchecked = ({ journal: { lastCheck, checking }, at }: HealthFacts): boolean =>
  lastCheck !== null && checking === null && at - lastCheck.at > checkOldAfter;

const ofJournal = (facts: HealthFacts): Verdicts['journal'] => {
  const { journal, journalHealth } = facts;
  const { diskTrouble, damaged, alarm, recovery } = journalHealth;
  if (damaged || journal.lastCheck?.sound === false) return 'damaged';
  if (diskTrouble) return 'not-written';
  if (alarm) return 'alarmed';
  if (recovery && (recovery.found === null || !recovery.complete)) return 'catching-up';
  if (journal.freeBytes !== null && journal.freeBytes < lowDisk) return 'low-disk';
  return isUnchecked(facts) ? 'unchecked' : 'well';
};

/** A journal without rows since the last backup needs no newer one. */
const ofBackups = ({ backups: [newest], journal, at }: HealthFacts): Verdicts['backups'] => {
  const { lastRowAt, openedAt } = journal;
  if (!newest) return at - openedAt > FIRST_BACKUP_WITHIN ? 'none' : 'due';
  const isBehind = lastRowAt !== null && lastRowAt > newest.at;
  return isBehind && at - newest.at > backupOldAfter ? 'old' : 'recent';
};

const ofPrinter = ({ isSetUp, printedAt, failedAt }: HealthFacts['printer']): Verdicts['printer'] => {
  if (!isSetUp) return 'none';
  if (failedAt !== null && failedAt >= (printedAt ?? 0)) return 'failed';
  return printedAt === null ? 'unused' : 'printed';
};

/** A till that never had a second display is assumed to need only one. */
const ofDisplays = ({ displays, measured, customerWindow }: HealthFacts): Verdicts['displays'] => {
  const own = displays.find(({ shows }) => shows === 'customer');
  if (customerWindow.fault !== null) return customerWindow.fault;
  if (!own) return 'shared';
  return isCodeLargeEnough(measured, own) === false ? 'small' : 'own';
};

const ofStart = ({ openedAfter, autoStart }: HealthFacts['start']): Verdicts['start'] => {
  if (autoStart.isWanted && !autoStart.isSet) return 'by-hand';
  return openedAfter > SLOW_START_MS ? 'slow' : 'prompt';
};

/** A till that has just started, or whose office is away for a moment, is not late. */
const ofOffice = ({
  office: { connected, confirmedAt, behind, trouble },
  at,
}: HealthFacts): Verdicts['office'] => {
  if (trouble === 'ahead' || trouble === 'forked') return 'alarmed';
  if (trouble === 'row-too-long' || trouble === 'not-taken') return 'untaken';
  if (trouble !== null && trouble !== 'unreached') return 'refused';
  if (!connected) return 'none';
  if (behind?.isLate) return 'late';
  const isSilent = confirmedAt === null || at - confirmedAt > PACE.office.behindAfter;
  return trouble === 'unreached' && isSilent ? 'unreached' : 'confirmed';
};

const ofDisk = ({ diskUse, journal: { bytes, freeBytes } }: HealthFacts): Verdicts['disk'] => {
  if (freeBytes !== null && freeBytes < backupNeeds(bytes)) return 'tight';
  if (diskUse === null) return 'unknown';
  return kindsOver(diskUse).length > 0 ? 'over' : 'within';
};

export const judgeHealth = (facts: HealthFacts): Verdicts => ({
  gateway: ofGateway(facts.gateway),
  clock: ofClock(facts),
  journal: ofJournal(facts),
  backups: ofBackups(facts),
  displays: ofDisplays(facts),
  printer: ofPrinter(facts.printer),
  'key-store': facts.keyStore,
  folders: facts.folders.every(({ isWritable }) => isWritable) ? 'writable' : 'refused',
  start: ofStart(facts.start),
  office: ofOffice(facts),
  disk: ofDisk(facts),
});
