/** A till of the shop that pushes everything to the office, over a line of its own. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyringSession } from '../../../scripts/keyring.mjs';
import { electronExecutable, removeHome } from '../../support/station.ts';
import type { Shop } from '../two-tills/shop.ts';
import type { DrivenTill } from '../two-tills/driven-till.ts';
import { onTestFinished } from 'vitest';
import type { Line } from './line.ts';
import { openLine } from './line.ts';

export interface ConnectedTill {
  readonly till: DrivenTill;
  readonly line: Line;
}

/**
 * Connects it in its settings, with a code that the owner made; a till without a key ring keeps no
 * credential.
 */
export const connectTill = async (
  shop: Shop,
  terminalId: string,
  office: string,
  code: string,
): Promise<ConnectedTill> => {
  const line = await openLine(office);
  onTestFinished(() => line.close());
  const keyRing = mkdtempSync(join(tmpdir(), 'keyring-'));
  onTestFinished(() => removeHome(keyRing));
  const till = await shop.open(terminalId, undefined, {
    session: keyringSession(electronExecutable(), { home: keyRing }),
    args: ['--password-store=gnome-libsecret'],
  });
  const at = (testid: string) => till.window().getByTestId(testid);
  await at('rail-settings').click();
  await at('topic-office').click();
  await at('office-address').fill(line.url);
  await at('office-code').fill(code);
  await at('office-connect').click();
  await at('office-state').or(at('problem')).waitFor();
  if (await at('problem').isVisible()) throw new Error(await at('problem').innerText());
  await at('rail-sale').click();
  return { till, line };
};
