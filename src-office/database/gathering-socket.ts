/**
 * A connection on which the statements of one turn go out together. The driver corks and uncorks it around each
 * statement, and each separate write would wake the server again.
 */
import { Socket } from 'node:net';

export class GatheringSocket extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork());
  }
}
