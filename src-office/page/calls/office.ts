/** Everything that the page asks of the office; the types are the office's own. */
import type { DateTakings, Days, FoundLine, FoundStory } from '../../views/find-views.ts';
import type { GatewayAccount } from '../../views/gateway-views.ts';
import type { Account, AuditLine, Me, Role } from '../../views/sign-in-views.ts';
import type { EnrolmentCode, Store, TillLine, Tills } from '../../views/till-views.ts';
import type { Answer } from './ask.ts';
import { ask } from './ask.ts';

export interface DateRange {
  readonly from: string;
  readonly to: string;
  /** '' for all. */
  readonly store: string;
}

export interface NewRole {
  readonly role: Role;
  /** Of a manager; null for all. */
  readonly stores: readonly string[] | null;
}

export interface NewAccount extends NewRole {
  readonly name: string;
  readonly password: string;
}

export interface NewGateway {
  readonly siteId: string;
  readonly apiKey: string;
  /** '' for all. */
  readonly store: string;
}

/** '?store=a&q=b', without what is empty. */
export const queried = (query: object): string => {
  const given = Object.entries(query).filter(([, value]) => value !== '' && value !== null);
  const written = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return written && `?${written}`;
};

/** `csrf` is sent with every change; `onAnswer` is called with every answer. */
export const officeClient = (csrf: () => string, onAnswer: (answer: Answer<unknown>) => void) => {
  const reported = async <T>(asked: Promise<Answer<T>>): Promise<Answer<T>> => {
    const answer = await asked;
    onAnswer(answer);
    return answer;
  };
  const get = <T>(path: string, query: object = {}) => reported(ask<T>(`/api/${path}${queried(query)}`));
  const send = <T>(path: string, body: object = {}) =>
    ask<T>(`/api/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Csrf': csrf() },
      body: JSON.stringify(body),
    });
  const post = <T>(path: string, body?: object) => reported(send<T>(path, body));
  const till = (station: string): string => `tills/${encodeURIComponent(station)}`;
  const person = (id: string): string => `people/${encodeURIComponent(id)}`;

  return {
    me: () => ask<Me>('/api/me'),
    first: (code: string, name: string, password: string) => send<Me>('first', { code, name, password }),
    signIn: (name: string, password: string) => send<Me>('sign-in', { name, password }),
    signOut: () => send('sign-out'),
    changePassword: (old: string, fresh: string) => post('password', { old, new: fresh }),
    stores: () => get<readonly Store[]>('stores'),
    addStore: (name: string) => post<Store>('stores', { name }),
    renameStore: (store: string, name: string) =>
      post(`stores/${encodeURIComponent(store)}/rename`, { name }),
    tills: (store: string, q: string, upTo: number) => get<Tills>('tills', { store, q, upTo }),
    till: (station: string) => get<TillLine>(till(station)),
    makeCode: (store: string, name: string) => post<EnrolmentCode>('codes', { store, name }),
    renameTill: (station: string, name: string) => post(`${till(station)}/rename`, { name }),
    revokeTill: (station: string) => post(`${till(station)}/revoke`),
    acceptAlarms: (station: string) => post(`${till(station)}/accept`),
    replaceTill: (station: string) => post<EnrolmentCode>(`${till(station)}/replace`),
    find: (q: string, before: string) => get<readonly FoundLine[]>('find', { q, before }),
    story: (station: string, reference: string) =>
      get<FoundStory>(`payments/${encodeURIComponent(station)}/${encodeURIComponent(reference)}`),
    days: (range: DateRange) => get<Days>('days', range),
    takings: (range: DateRange) => get<readonly DateTakings[]>('takings', range),
    exportAddress: (range: DateRange) => `/api/export.csv${queried(range)}`,
    people: () => get<readonly Account[]>('people'),
    addPerson: (account: NewAccount) => post('people', account),
    newPassword: (id: string, password: string) => post(`${person(id)}/password`, { password }),
    newRole: (id: string, role: NewRole) => post(`${person(id)}/role`, role),
    stopPerson: (id: string) => post(`${person(id)}/stop`),
    gateways: () => get<readonly GatewayAccount[]>('gateways'),
    addGateway: (account: NewGateway) => post('gateways', account),
    removeGateway: (gateway: string) => post(`gateways/${encodeURIComponent(gateway)}/remove`),
    audit: (before: string) => get<readonly AuditLine[]>('audit', { before }),
  };
};
