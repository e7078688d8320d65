/** Calls about the till's health, and about what a call with support needs. */
import type { HealthView } from '#contract/views/set-up/health-views.ts';
import { refuse } from '#contract/problem.ts';
import { judgeHealth } from '#domain/health/judge-health.ts';
import type { HealthFacts } from '#domain/health/health-facts.ts';
import { systemTimeZone } from '#domain/time-zone.ts';
import { isTimeZone } from '#domain/zone-name.ts';
import { problemsIn } from '#services/health/log-problems.ts';
import type { HealthSources } from '#services/health/read-health.ts';
import { readHealth } from '#services/health/read-health.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { SettingsStore } from '#services/settings/settings-store.ts';
import { supportFiles } from '#services/support/support-bundle.ts';
import type { LastBundle, ReadLog, SaveBundle, SupportFile } from '#services/support/support-ports.ts';
import type { Station } from '#station/station.ts';
import type { AboutHandlerPorts } from '#handlers/set-up/about.ts';
import { officeView } from '#handlers/views/till/office-view.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';

export interface HealthHandlerPorts
  extends
    Pick<HealthSources, 'listDisplays' | 'displayWatch' | 'keyStore' | 'isWritable' | 'start' | 'diskUse'>,
    Pick<AboutHandlerPorts, 'program' | 'showFile'>,
    Pick<
      Station,
      | 'blocked'
      | 'yieldNow'
      | 'businessDays'
      | 'identity'
      | 'journal'
      | 'journalCare'
      | 'journalHealth'
      | 'link'
      | 'office'
      | 'printer'
      | 'exportsFolder'
      | 'receiptsFolder'
    > {
  readonly clock: Clock;
  readonly log: Log;
  /** The data folder. */
  readonly home: string;
  readonly settingsStore: Pick<SettingsStore, 'current'>;
  readonly readLog: ReadLog;
  readonly saveBundle: SaveBundle;
  readonly lastBundle: LastBundle;
  /** Where support bundles are saved. */
  readonly supportFolder: string;
  /** The text without any secret that this till knows. */
  readonly withoutSecrets: (text: string) => string;
}

const PROBLEMS_SHOWN = 20;
/** Bytes of the log that hold the newest problems of a quiet day; read each time the page refreshes. */
const LOG_FOR_PROBLEMS = 64 * 1024;
const LOG_FOR_SUPPORT = 512 * 1024;

const zoneOf = ({ businessDays, settingsStore, clock }: HealthHandlerPorts): HealthFacts['zone'] => ({
  used: businessDays.rule.timeZone,
  computer: isTimeZone(settingsStore.current.timeZone) ? null : systemTimeZone(clock.now()).name,
});

const factsOf = (ports: HealthHandlerPorts): HealthFacts => {
  const { home, settingsStore, exportsFolder, receiptsFolder, blocked } = ports;
  const { exportFolder, displayInches, displayDistance } = settingsStore.current;
  const own = (path: string) => ({ path, isMade: true });
  return readHealth({
    ...ports,
    isSetUp: blocked === null,
    zone: zoneOf(ports),
    measured: { inches: displayInches, distance: displayDistance },
    folders: {
      data: own(home),
      exports: exportFolder === '' ? own(exportsFolder) : { path: exportFolder, isMade: false },
      receipts: own(receiptsFolder),
    },
  });
};

const healthView = (ports: HealthHandlerPorts): HealthView => {
  const facts = factsOf(ports);
  const { at, gateway, zone, journal, backups, displays, customerWindow, printer, folders, start, diskUse } =
    facts;
  const { confirmedAt, behind } = officeView(facts.office);
  const { connection, paused, answered, clockSkewMs } = gateway;
  const { printedAt, failedAt } = printer;
  return {
    at,
    verdicts: judgeHealth(facts),
    gateway: { connection, paused, answered, clockSkewMs },
    zone,
    journal,
    backups: [...backups],
    displays: [...displays],
    customerWindow,
    printer: { printedAt, failedAt },
    folders: [...folders],
    office: { confirmedAt, behind },
    start,
    diskUse: diskUse && { ...diskUse },
    program: programOf(ports),
    lastBundle: ports.lastBundle(),
    problems: [...problemsIn(ports.readLog(LOG_FOR_PROBLEMS), PROBLEMS_SHOWN)],
  };
};

const programOf = ({ program, identity }: HealthHandlerPorts): string =>
  [
    `${program.product} ${program.version}`,
    `Electron ${program.electron}`,
    `SQLite ${identity.sqlite}`,
    program.system,
  ].join(' · ');

const bundleOf = (ports: HealthHandlerPorts, withPayments: boolean): Promise<readonly SupportFile[]> => {
  const { program, identity, settingsStore, readLog, journal } = ports;
  const { product, version, electron, chromium, node, system } = program;
  const { installation, sqlite } = identity;
  const log = readLog(LOG_FOR_SUPPORT);
  const facts = {
    health: factsOf(ports),
    versions: { product, version, electron, chromium, node, sqlite, system, installation },
    settings: settingsStore.current,
    problems: problemsIn(log, PROBLEMS_SHOWN),
    log,
    journal,
    withPayments,
  };
  return supportFiles(facts, ports);
};

const saveBundle = (ports: HealthHandlerPorts, files: readonly SupportFile[]): string => {
  const { clock, identity } = ports;
  const at = clock.now();
  const stamp = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const fileName = `countertop-support-${identity.installation}-${stamp}Z.zip`;
  ports.saveBundle(fileName, files, at);
  return fileName;
};

const supportHandlers = (ports: HealthHandlerPorts) => {
  /** What was asked for last, even if another ends later: exactly that is saved, and not what the log has said since. */
  let shown: { readonly payments: boolean; readonly files: Promise<readonly SupportFile[]> } | null = null;
  const filesWith = async (payments: boolean): Promise<readonly SupportFile[]> =>
    shown?.payments === payments ? shown.files : bundleOf(ports, payments);
  return {
    'support.read': async ({ payments }) => {
      const files = bundleOf(ports, payments);
      shown = { payments, files };
      try {
        return { ok: true, value: { files: [...(await files)] } };
      } catch (error) {
        if (shown.files === files) shown = null;
        throw error;
      }
    },
    'support.save': async ({ payments }) => {
      try {
        return { ok: true, value: { fileName: saveBundle(ports, await filesWith(payments)) } };
      } catch (error) {
        ports.log.error('the support bundle could not be saved', { error });
        return refuse('bundle-not-saved');
      }
    },
    'support.show': () => {
      ports.showFile(ports.supportFolder);
      return done;
    },
  } satisfies Partial<Handlers>;
};

export const healthHandlers = (ports: HealthHandlerPorts) =>
  ({
    ...supportHandlers(ports),
    'health.read': () => ({ ok: true, value: healthView(ports) }),
    'health.check': () => {
      ports.journalCare.checkNow();
      return done;
    },
  }) satisfies Partial<Handlers>;
