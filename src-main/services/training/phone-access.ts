import { PACE } from '#domain/pace.ts';
import { Alarm } from '#services/alarm.ts';
import type { Emits } from '#services/changes.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { LanAddress, PhoneDoor, PhoneState } from './phone-port.ts';

export interface PhoneAccessPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly changes: Emits<'status'>;
  readonly door: PhoneDoor;
  /** This computer's addresses, likeliest first. */
  readonly lanAddresses: () => readonly LanAddress[];
}

/**
 * Keeps the training gateway open for phones at this computer's address in the shop's network, and follows the address
 * when it changes.
 */
export class PhoneAccess {
  readonly #ports: PhoneAccessPorts;
  readonly #network: string;
  readonly #alarm: Alarm;
  #state: PhoneState = { at: 'no-network' };
  #address: string | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** `network`: the chosen one, which no other replaces; '' for the likeliest. */
  constructor(ports: PhoneAccessPorts, network: string) {
    this.#ports = ports;
    this.#network = network;
    this.#alarm = new Alarm(ports.clock);
  }

  get state(): PhoneState {
    return this.#state;
  }

  /** The link that a phone opens to pay the payment; null while no phone can. */
  linkTo(reference: string): string | null {
    return this.#ports.door.linkTo({ merchantTransactionId: reference }) ?? null;
  }

  /** Checks the computer's address, now and then regularly. Never rejects. */
  async start(): Promise<void> {
    this.#looking = this.#look();
    await this.#looking;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#alarm.cancel();
    await this.#looking;
    await this.#ports.door.shut();
  }

  async #look(): Promise<void> {
    const found = this.#ports
      .lanAddresses()
      .find(({ network }) => this.#network === '' || network === this.#network);
    const isMoved = found?.address !== this.#address || this.#state.at === 'refused';
    if (isMoved) await this.#moveTo(found?.address);
    if (!this.#isStopped) this.#alarm.setIn(PACE.phoneAddress, () => void this.start());
  }

  async #moveTo(address: string | undefined): Promise<void> {
    const { door, log, changes } = this.#ports;
    const before = this.#state.at;
    this.#address = address;
    try {
      if (address === undefined) {
        await door.shut();
        this.#state = { at: 'no-network' };
      } else this.#state = { at: 'open', origin: await door.open(address) };
    } catch (error) {
      this.#state = { at: 'refused' };
      if (before !== 'refused') log.warn('phones cannot be let in', { address, error });
    }
    if (before !== this.#state.at || this.#state.at === 'open') changes.emit('status');
  }
}
