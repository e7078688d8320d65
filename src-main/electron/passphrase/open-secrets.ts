import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '#domain/shop/environment.ts';
import { openAnchors } from '#electron/anchor/open-anchors.ts';
import { openSettingsSealFile } from '#electron/files/settings-seal-file.ts';
import { openStaffFile } from '#electron/files/staff-file.ts';
import { openOfficeVault } from '#electron/office/office-vault.ts';
import { openPepper } from '#electron/secrets/pepper.ts';
import { openSettingsSeal, openStaffSeal } from '#electron/secrets/installation-seal.ts';
import { maintainSecrets } from '#electron/secrets/maintain-secrets.ts';
import { openVault } from '#electron/secrets/vault.ts';
import type { TillLog } from '#electron/system/log.ts';
import type { KeyStores } from './key-stores.ts';
import { quarantineLost } from './quarantine-lost.ts';

export interface SecretsOptions extends KeyStores {
  /** The data folder. */
  readonly home: string;
  /** The folder for copies of anchors, outside of the data folder. */
  readonly outside: string;
  /** Wrong passphrases before the right one. */
  readonly failures: number;
  readonly log: TillLog;
}

/**
 * Opens the till's secrets, and the anchors, seals and signatures that rest on them. The folder of a till in training
 * only may not exist yet.
 */
export const openSecrets = async ({ home, outside, keyStore, passphrase, failures, log }: SecretsOptions) => {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const folderOf = (environment: Environment): string => join(home, environment);
  const vault = await openVault({ folderOf, keyStore, log });
  const { what: lost, recorded } = quarantineLost(home, passphrase);
  const opened = await openAnchors({ home, outside, keyStore, log });
  const { signingKey, anchors, signing, pepperNote: sealNote } = opened;
  const pepper = openPepper({ home, keyStore, log, sealNote });
  const staff = openStaffFile(home, openStaffSeal(pepper), log);
  const sealable = [anchors, pepper, signing];
  await maintainSecrets({ pepper, sealable, staff, log });
  const found = { failures, lost, recorded };
  const secrets = { passphrase, pepper, signing, sealable, keyStore: () => vault.keyStore(), found };
  return {
    pepper,
    ports: {
      vault,
      officeVault: openOfficeVault({ folderOf, keyStore, log }),
      staff,
      settingsSeal: openSettingsSealFile(home, openSettingsSeal(pepper), log),
      signingKey,
      anchors,
      secrets,
      keyStore: () => (passphrase.state() === 'open' ? ('available' as const) : vault.keyStore()),
    },
  };
};
