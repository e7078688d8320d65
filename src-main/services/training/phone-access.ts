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
  /** Likeliest first. */
  readonly lanAddresses: () => readonly LanAddress[];
}

/**
 * Keeps the door for phones open at this computer's address in the shop's network, and follows it when the address
 * changes.
 */
export class PhoneAccess {
  readonly #ports: PhoneAccessPorts;
  readonly #network: string;
  readonly #alarm: Alarm;
  #state: PhoneState = { at: 'no-network' };
  #address: string | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** `network`: the one that was chosen, which no other stands in for; '' for the likeliest. */
  constructor(ports: PhoneAccessPorts, network: string) {
    this.#ports = ports;
    this.#network = network;
    this.#alarm = new Alarm(ports.clock);
  }

  get state(): PhoneState {
    return this.#state;
  }

  /** What a phone opens to pay the payment; null while none can. */
  linkTo(reference: string): string | null {
    return this.#ports.door.linkTo({ merchantTransactionId: reference }) ?? null;
  }

  /** Looks where the computer is, now and from then on again and again. Never rejects. */
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
