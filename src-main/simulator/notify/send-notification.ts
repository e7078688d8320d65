/** Sends a notification until it is answered as documented or its tries are used up. */

/** A later answer counts as none (documented). */
const PATIENCE_MS = 30_000;
/** After any other answer, even 200, it is sent again (documented). */
const TAKEN = 204;
/** undocumented: the waits between repeats; the real ones go on for seven days. */
const FIRST_WAIT_MS = 1_000;
const TRIES = 8;

export type Receiver = {
  readonly url: string;
  readonly authorization: string;
  readonly closing: AbortSignal;
};

async function isTaken({ url, authorization, closing }: Receiver, body: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { authorization, 'content-type': 'application/json; charset=utf-8' },
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(PATIENCE_MS)]),
    });
    await response.body?.cancel();
    return response.status === TAKEN;
  } catch {
    return false;
  }
}

/** Waits `ms`, or until the simulator closes. */
function pause(ms: number, closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      closing.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    closing.addEventListener('abort', end);
  });
}

/** Resolves to whether it was taken in the end. */
export async function sendNotification(receiver: Receiver, body: string): Promise<boolean> {
  for (
    let wait = FIRST_WAIT_MS, tried = 0;
    tried < TRIES && !receiver.closing.aborted;
    tried += 1, wait *= 2
  ) {
    if (tried > 0) await pause(wait / 2, receiver.closing);
    if (await isTaken(receiver, body)) return true;
  }
  return false;
}
