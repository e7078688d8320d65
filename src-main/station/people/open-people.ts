/** A till's staff and settings: their files, who is signed in, and what the journal knows about them. */
import type { Changes } from '#services/changes.ts';
import type { KnownTillPorts } from '#services/known/known-till.ts';
import { KnownTill } from '#services/known/known-till.ts';
import type { SigningKey } from '#services/ports.ts';
import { SettingsStore } from '#services/settings/settings-store.ts';
import type { StaffPorts } from '#services/staff/change-staff.ts';
import { PinTries } from '#services/staff/pin-tries.ts';
import type { SessionPorts } from '#services/staff/session.ts';
import { Session } from '#services/staff/session.ts';
import type { Station } from '#station/station.ts';

export interface PeoplePorts
  extends
    Pick<KnownTillPorts, 'staff' | 'settingsFile' | 'settingsSeal' | 'digest'>,
    Pick<SessionPorts, 'pins' | 'ids' | 'clock' | 'log' | 'stationOpen'> {
  readonly signingKey: SigningKey;
  readonly program: { readonly version: string };
  /** Whether people sign in even where nobody needs to: in training and on the bench. */
  readonly alwaysAsksForStaff: boolean;
}

export interface People extends Pick<StaffPorts, 'staff' | 'tries'> {
  readonly known: KnownTill;
  readonly session: Session;
  readonly settingsStore: SettingsStore;
}

export const openPeople = (ports: PeoplePorts, changes: Changes, station: () => Station): People => {
  const journal = (): Station['journal'] => station().journal;
  const { program, signingKey, digest } = ports;
  const key = (): string => digest(signingKey.publicKey);
  const known = new KnownTill({ ...ports, changes, journal, program: program.version, key });
  const { staff } = known;
  const tries = new PinTries({ ...ports, staff, journal });
  const session = new Session({
    ...ports,
    ...{ staff, tries, known, changes, journal },
    asksForStaff: () => ports.alwaysAsksForStaff || ['test', 'live'].includes(station().settings.environment),
    isBusy: () => station().payments.isWaiting,
  });
  const settingsStore = new SettingsStore({ ...ports, file: known.settingsFile, journal });
  return { staff, tries, known, session, settingsStore };
};
