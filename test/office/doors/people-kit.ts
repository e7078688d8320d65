/** The people of an office with two shops, and what each of them asks. */
import type { Role } from '../../../src-office/views/sign-in-views.ts';
import { twoShops } from '../../support/office/page/made-up-shops.ts';
import type { TestedOffice } from '../../support/office/page/office.ts';

type Browser = ReturnType<TestedOffice['browser']>;

export interface Asking {
  readonly answers: Readonly<Record<Role, number>>;
  readonly path: string;
  readonly body?: object;
}

const NAMES: Readonly<Record<Role, string>> = { owner: 'Olga', manager: 'Max', auditor: 'Anna' };

/** An office with a shop in the north and one in the south, and a manager of the former. */
export const withPeople = async (office: TestedOffice) => {
  await twoShops(office.db);
  const owner = await office.owner();
  await office.person(owner, 'Max', 'manager', ['north']);
  await office.person(owner, 'Anna', 'auditor', null);
  const spare = await office.person(owner, 'Spare', 'auditor', null);
  const as = async (role: Role): Promise<Browser> => {
    const browser = office.browser();
    await browser.signIn(NAMES[role]);
    return browser;
  };
  const ask = (browser: Browser, method: string, { path, body }: Asking): Promise<Response> => {
    const address = path.replace('ID', spare);
    return method === 'GET' ? browser.get(address) : browser.post(address, body);
  };
  return { as, ask, spare };
};
