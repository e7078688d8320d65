/** Posts alerts to the address that the environment names. That may hold a token, so no log and no error ever has it. */
import type { SendAlert } from './webhook.ts';

const PATIENCE_MS = 10_000;

export const sendAlertTo =
  (address: string): SendAlert =>
  async (alert) => {
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(alert),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  };
