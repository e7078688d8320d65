import type { KeyStore } from '#electron/secrets/key-store.ts';
import type { Passphrase } from '#services/secrets/secrets-port.ts';
import type { PassphraseFile } from './passphrase-file.ts';

const refuse = async (): Promise<never> => Promise.reject(new Error('the passphrase has not been entered'));

/** The key store of a till whose passphrase has not been entered: sealed secrets stay sealed. */
const lockedStore: KeyStore = {
  backend: () => 'passphrase',
  isSafe: async () => Promise.resolve(false),
  seal: refuse,
  unseal: refuse,
};

export interface KeyStores {
  /**
   * The one in use: the passphrase's if there is a passphrase, even if the system has a key store; otherwise the
   * system's.
   */
  readonly keyStore: KeyStore;
  readonly passphrase: Passphrase;
}

export const openKeyStores = (system: KeyStore, file: PassphraseFile): KeyStores => {
  let current = file.exists() ? lockedStore : system;
  const state = (): ReturnType<Passphrase['state']> => {
    if (current === lockedStore) return 'locked';
    return current === system ? 'none' : 'open';
  };
  return {
    keyStore: {
      backend: () => current.backend(),
      isSafe: async () => current.isSafe(),
      seal: async (text, purpose) => current.seal(text, purpose),
      unseal: async (cipher, purpose) => current.unseal(cipher, purpose),
    },
    passphrase: {
      state,
      open: async (passphrase) => {
        const opened = await file.open(passphrase);
        if (typeof opened === 'string') return opened;
        current = opened;
        return 'open';
      },
      make: async (passphrase) => {
        // One whose file has turned up while the till was open still opens what it has sealed.
        if (state() !== 'none' || file.exists()) throw new Error('there is a passphrase already');
        current = await file.make(passphrase);
      },
      change: async (former, passphrase) => {
        if (state() !== 'open') throw new Error('there is no passphrase to change');
        return file.change(former, passphrase);
      },
    },
  };
};
