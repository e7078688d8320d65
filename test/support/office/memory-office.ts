import type {
  CursorNote,
  NotedCursor,
  OfficeCredential,
  OfficeVault,
} from '#services/office/office-ports.ts';

/** A vault that a test can look into, break and empty. */
export interface MemoryOfficeVault extends OfficeVault {
  kept: OfficeCredential | 'unopened' | null;
  isUnsafe: boolean;
  refuses: boolean;
}

export const memoryOfficeVault = (kept: MemoryOfficeVault['kept'] = null): MemoryOfficeVault => {
  const vault: MemoryOfficeVault = {
    kept,
    isUnsafe: false,
    refuses: false,
    isSafe: async () => Promise.resolve(!vault.isUnsafe),
    load: async () => Promise.resolve(vault.kept),
    store: async (credential) => {
      if (vault.refuses) throw new Error('the disk is full');
      vault.kept = credential;
      return Promise.resolve();
    },
    drop: () => (vault.kept = null),
  };
  return vault;
};

export const memoryNote = (): CursorNote => {
  let noted: NotedCursor | null = null;
  return {
    read: () => noted,
    write: (given) => (noted = given),
    drop: () => (noted = null),
  };
};
