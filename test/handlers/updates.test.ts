import { expect, test } from 'vitest';
import { UpdateView } from '#contract/views/set-up/update-views.ts';
import type { InstallRefusal } from '#services/update/install-update.ts';
import type { UpdateDesk } from '#services/update/update-desk.ts';
import { updateHandlers } from '#handlers/update/updates.ts';
import { offer } from '../domain/update/offer-kit.ts';
import { plainTillPorts } from '../support/plain-ports.ts';
import { silentLog } from '../support/station-kit.ts';

const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;
const acting = { by: chen, approvedBy: chen };

const callsOf = (given: Partial<UpdateDesk>) => {
  const desk = {
    ...{ canInstall: true, isOn: true, isChecking: false, waitsForClose: false },
    ...{ state: { stage: 'ready', offer }, fault: null, checkedAt: null },
    ...given,
  } as unknown as UpdateDesk;
  return updateHandlers({ updateDesk: desk, program: plainTillPorts('/home/shop').program, log: silentLog });
};

const shown = (given: Partial<UpdateDesk>): UpdateView => {
  const { value } = callsOf(given)['updates.read']();
  expect(UpdateView.parse(value)).toEqual(value);
  return value;
};

test('an update is shown with its version and with what went wrong last', () => {
  expect(shown({})).toMatchObject({ version: '0.1.0', stage: 'ready', offered: '0.2.0', problem: null });
  expect(shown({ fault: 'update-older' }).problem?.code).toBe('update-older');
});

test('a till without an address, or that is no installed package, says so', () => {
  expect(shown({ isOn: false, state: { stage: 'none' } })).toMatchObject({ stage: 'off', offered: '' });
  expect(shown({ canInstall: false }).stage).toBe('by-hand');
});

const refusals: readonly (readonly [InstallRefusal, string])[] = [
  ['charging', 'update-unresolved'],
  ['unresolved', 'update-unresolved'],
  ['update-backup-failed', 'update-backup-failed'],
  ['update-none', 'request-refused'],
  ['settings-changing', 'settings-changing'],
];

test.each(refusals)('an update that is refused because of %s is told as %s', async (refusal, code) => {
  const calls = callsOf({ installNow: async () => Promise.resolve(refusal) });
  const reply = await calls['updates.install']({ when: 'now' }, acting);
  expect(reply).toMatchObject({ ok: false, problem: { code } });
});

test('an update can be requested for the end of the day only once it is downloaded', async () => {
  const asked: unknown[] = [];
  const installAfterClose = (by: unknown): boolean => asked.push(by) === 1;
  const calls = callsOf({ installAfterClose });
  expect((await calls['updates.install']({ when: 'after-close' }, acting)).ok).toBe(true);
  expect((await calls['updates.install']({ when: 'after-close' }, acting)).ok).toBe(false);
  expect(asked).toEqual([acting, acting]);
});
