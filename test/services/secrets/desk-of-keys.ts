import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import type { Secrets } from '#services/secrets/key-desk.ts';
import { KeyDesk } from '#services/secrets/key-desk.ts';
import { fakePassphrase, plainSecrets } from '../../support/fakes/fake-passphrase.ts';
import { silentLog } from '../../support/station-kit.ts';

/** Writes down what happens, in order; `cut` is the step at which the power goes. */
export const desk = (change: Partial<Secrets> = {}, cut = '') => {
  const steps: string[] = [];
  const step = (name: string): void => {
    if (name === cut) throw new Error(`the power went at ${name}`);
    steps.push(name);
  };
  const sealing = (name: string) => ({
    seal: async () => {
      step(`seal ${name}`);
      return Promise.resolve();
    },
  });
  const made = fakePassphrase('none');
  const passphrase = {
    ...made,
    make: async (typed: string) => {
      step('make');
      return made.make(typed);
    },
  };
  const pepper = {
    ...sealing('pepper'),
    renew: async () => {
      step('renew pepper');
      return Promise.resolve();
    },
  };
  const records: ActivityRecord[] = [];
  const record = (one: ActivityRecord): void => {
    step(one.type);
    records.push(one);
  };
  const secrets = { ...plainSecrets(), passphrase, pepper, sealable: [pepper, sealing('key')], ...change };
  const keys = new KeyDesk({
    ...secrets,
    journal: () => ({ record, records: () => records.map((one) => ({ record: one })) }) as never,
    clock: { now: () => 7 },
    log: silentLog,
  });
  return { keys, steps, records, passphrase };
};
