/** The one place that collects what each part of the till knows about itself. */
import type { FolderName, HealthFacts } from '#domain/health/health-facts.ts';
import { FOLDER_NAMES } from '#domain/health/health-facts.ts';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { GatewayLink } from '#services/gateway/gateway-link.ts';
import type { Clock } from '#services/ports.ts';
import type { JournalCare } from './journal-care-port.ts';

export interface HealthSources {
  readonly clock: Pick<Clock, 'now'>;
  readonly link: Pick<GatewayLink, 'connection' | 'paused' | 'answered' | 'clockSkewMs'>;
  /** Whether the gateway can be called at all. */
  readonly isSetUp: boolean;
  readonly zone: HealthFacts['zone'];
  readonly journalCare: Pick<JournalCare, 'facts' | 'backups'>;
  readonly journalHealth: () => JournalHealth;
  readonly listDisplays: () => HealthFacts['displays'];
  readonly measured: HealthFacts['measured'];
  readonly displayWatch: { readonly window: HealthFacts['customerWindow'] };
  readonly printer: () => HealthFacts['printer'];
  readonly keyStore: () => HealthFacts['keyStore'];
  readonly office: { readonly standing: HealthFacts['office'] };
  readonly start: () => HealthFacts['start'];
  readonly diskUse: () => HealthFacts['diskUse'];
  readonly folders: Readonly<Record<FolderName, Folder>>;
  /** Whether files can be written to the folder. `isMade`: the till makes it if it does not exist yet. */
  readonly isWritable: (folder: string, isMade: boolean) => boolean;
}

interface Folder {
  readonly path: string;
  readonly isMade: boolean;
}

export const readHealth = (sources: HealthSources): HealthFacts => {
  const { clock, link, isSetUp, journalCare, folders, isWritable } = sources;
  const { connection, paused, answered, clockSkewMs } = link;
  return {
    at: clock.now(),
    gateway: { isSetUp, connection, paused, answered, clockSkewMs },
    zone: sources.zone,
    journal: journalCare.facts(),
    journalHealth: sources.journalHealth(),
    backups: journalCare.backups(),
    displays: sources
      .listDisplays()
      .map(({ label, width, height, shows }) => ({ label, width, height, shows })),
    measured: sources.measured,
    customerWindow: sources.displayWatch.window,
    printer: sources.printer(),
    office: sources.office.standing,
    start: sources.start(),
    diskUse: sources.diskUse(),
    keyStore: sources.keyStore(),
    folders: FOLDER_NAMES.map((name) => ({
      name,
      isWritable: isWritable(folders[name].path, folders[name].isMade),
    })),
  };
};
