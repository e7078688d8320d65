import { waitAfter } from '#domain/staff/pin.ts';
import type { Clock, Log } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';
import type { Attempts, AttemptsFile, Passphrase } from './secrets-port.ts';

export interface UnlockPorts {
  readonly passphrase: Passphrase;
  readonly attempts: AttemptsFile;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** Whether this is a bench, which opens without the shop's secrets, as training does. */
  readonly isBench: boolean;
}

export type Unlocking = 'open' | 'wrong' | 'wait' | 'damaged';

/** How a locked till continues. `failures`: wrong passphrases before the right one. */
export interface Unlocked {
  readonly as: 'usual' | 'training-only';
  readonly failures: number;
}

/** Asks for the passphrase before the till opens. Wrong passphrases cause waits, as wrong PINs do. */
export class UnlockDesk {
  readonly #ports: UnlockPorts;
  readonly #queue = new Queue();
  /** Resolves as soon as the till may open. */
  readonly opened: Promise<Unlocked>;
  #open: (how: Unlocked) => void = () => undefined;
  #isOver = false;

  /** Throws OutOfReach if it has to ask, but the system does not let the earlier attempts be read. */
  constructor(ports: UnlockPorts) {
    this.#ports = ports;
    this.opened = new Promise((resolve) => (this.#open = resolve));
    if (ports.passphrase.state() !== 'locked') this.#goOn({ as: 'usual', failures: 0 });
    else if (ports.isBench) this.#goOn({ as: 'training-only', failures: 0 });
    // A count that cannot be read ends the start with the file's name; later, no screen could ask.
    else ports.attempts.read();
  }

  /** Whether the till waits for the passphrase. */
  get isAsking(): boolean {
    return !this.#isOver;
  }

  /** How long until another passphrase may be tried; ms. Setting the clock back ends the wait but keeps the count. */
  get wait(): number {
    const { attempts, clock } = this.#ports;
    const { failures, failedAt } = attempts.read();
    const now = clock.now();
    return failedAt > now ? 0 : Math.max(0, failedAt + waitAfter(failures) - now);
  }

  /** Each attempt is counted on disk before it is made, so that a power cut does not give extra attempts. */
  async unlock(passphrase: string): Promise<Unlocking> {
    return this.#queue.add(async () => {
      if (this.#isOver) return 'open';
      if (this.wait > 0) return 'wait';
      const { attempts, clock, log } = this.#ports;
      const before = attempts.read();
      const { failures } = before;
      attempts.write({ failures: failures + 1, failedAt: clock.now() });
      const found = await this.#answerTo(passphrase, before);
      if (found !== 'open') {
        log.warn('the passphrase was not accepted', { found, failures: failures + 1 });
        return found;
      }
      this.#forgetAttempts();
      this.#goOn({ as: 'usual', failures });
      return 'open';
    });
  }

  /**
   * Opens training in a folder of its own, without the shop's secrets, until the till is restarted. A passphrase that
   * is being tried comes first: if it is right, its secrets are open and the till opens as usual.
   */
  async train(): Promise<void> {
    return this.#queue.add(() => {
      if (!this.#isOver) this.#goOn({ as: 'training-only', failures: 0 });
      return Promise.resolve();
    });
  }

  /** What could not be compared, as while another program holds the passphrase's file, was no attempt. */
  async #answerTo(passphrase: string, before: Attempts): ReturnType<Passphrase['open']> {
    try {
      return await this.#ports.passphrase.open(passphrase);
    } catch (error) {
      this.#ports.attempts.write(before);
      throw error;
    }
  }

  /** By now the secrets are open: a disk that refuses costs the next start a wait, and keeps no till closed. */
  #forgetAttempts(): void {
    try {
      this.#ports.attempts.write({ failures: 0, failedAt: 0 });
    } catch (error) {
      this.#ports.log.error('the wrong passphrases could not be forgotten', { error });
    }
  }

  #goOn(how: Unlocked): void {
    this.#isOver = true;
    this.#open(how);
  }
}
