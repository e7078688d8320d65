import type { StartFacts } from '#domain/health/start-facts.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { Changes } from '#services/changes.ts';
import type { Clock, Log } from '#services/ports.ts';
import { applyAutoStart } from './auto-start.ts';
import type { AutoStart } from './computer-ports.ts';
import type { KioskDeskPorts } from './kiosk-desk.ts';
import { KioskDesk } from './kiosk-desk.ts';
import type { StartTimesPorts } from './start-times.ts';
import { StartTimes } from './start-times.ts';

/** What the computer provides. */
export interface OwnComputerPorts
  extends Pick<KioskDeskPorts, 'kioskScreen' | 'startsReleased'>, Pick<StartTimesPorts, 'programStart'> {
  readonly autoStart: AutoStart;
}

/** The parts of the till that use the computer. */
interface TillParts {
  readonly clock: Pick<Clock, 'now' | 'steady'>;
  readonly log: Log;
  readonly changes: Changes;
  readonly session: { readonly person: Person | null };
  readonly settingsStore: { readonly current: Settings };
  /** The open station. */
  readonly station: () => {
    readonly journal: ReturnType<KioskDeskPorts['journal']>;
    readonly readiness: () => { readonly ready: boolean };
  };
}

/** Connects the till with its computer: kiosk, automatic start, and how long the start took. */
export class OwnComputer {
  readonly kiosk: KioskDesk;
  readonly #times: StartTimes;
  readonly #ports: OwnComputerPorts & TillParts;

  constructor(ports: OwnComputerPorts & TillParts) {
    const { session, station } = ports;
    this.#ports = ports;
    this.kiosk = new KioskDesk({
      ...ports,
      journal: () => station().journal,
      signedIn: () => session.person,
    });
    this.#times = new StartTimes({ ...ports, isReady: () => station().readiness().ready });
  }

  get start(): StartFacts {
    const { autoStart, settingsStore } = this.#ports;
    const isWanted = settingsStore.current.startsWithComputer;
    return { ...this.#times.facts, autoStart: { isWanted, isSet: autoStart.isSet() } };
  }

  /** The till is open for the first time. */
  opened(): void {
    this.#times.open();
  }

  /** Call it whenever an environment was opened, since the settings may have changed. */
  applySettings(): void {
    const { autoStart, settingsStore, log } = this.#ports;
    this.kiosk.apply(settingsStore.current);
    applyAutoStart(autoStart, settingsStore.current.startsWithComputer, log);
  }
}
