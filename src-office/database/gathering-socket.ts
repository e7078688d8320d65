/**
 * A connection on which the statements of one turn go out together. The driver corks it around each statement and uncorks it
 * at once; every write of its own would wake the server once more.
 */
import { Socket } from 'node:net';

export class GatheringSocket extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork());
  }
}
