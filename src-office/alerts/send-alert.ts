/**
 * Posts alerts to the address in the environment. The address may hold a token, so it never appears in a log or an
 * error.
 */
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
