import { expect, test } from 'vitest';
import { retryWait } from '#domain/pace.ts';
import { acting, officeKit } from './office-kit.ts';

test('a till that connects says where its journal ends, so that the office knows whether it lacks rows', async () => {
  const { journal, office, desk, typed, sellOne } = officeKit(false);
  sellOne();
  const end = journal.head();
  const given: unknown[] = [];
  const enrol = office.enrol.bind(office);
  office.enrol = (address, enrolment) => {
    given.push(enrolment);
    return enrol(address, enrolment);
  };
  expect(await desk.connect(typed, acting)).toEqual({ connected: true });
  expect(given).toMatchObject([{ end }]);
  await desk.stop();
});

test('a credential that another program holds at the start is read again', async () => {
  const { clock, vault, desk } = officeKit();
  const load = vault.load.bind(vault);
  vault.load = async () => Promise.reject(new Error('EBUSY'));
  await desk.start();
  expect(desk.standing.connected).toBeNull();
  vault.load = load;
  await clock.pass(retryWait(1));
  expect(desk.standing.connected).not.toBeNull();
  await desk.stop();
});

test('no code is used while another program holds the credential of before', async () => {
  const { vault, desk, office, typed } = officeKit(false);
  const load = vault.load.bind(vault);
  const enrol = office.enrol.bind(office);
  let enrolments = 0;
  office.enrol = async (...given) => {
    enrolments += 1;
    return enrol(...given);
  };
  vault.load = async () => Promise.reject(new Error('EBUSY'));
  await expect(desk.connect(typed, acting)).rejects.toThrow('EBUSY');
  expect(enrolments).toBe(0);
  vault.load = load;
  expect(await desk.connect(typed, acting)).toEqual({ connected: true });
  await desk.stop();
});
