/** The addresses that the gateway's own page may lead to. Nothing else is ever opened in the customer's window. */
import type { Environment } from '#domain/shop/environment.ts';

interface PageHost {
  /** With `below`, its subdomains as well. */
  readonly host: string;
  readonly below?: true;
  /**
   * Whether a payment's RedirectURL may name it, whether the page may navigate to it, or whether it only supplies parts
   * of pages.
   */
  readonly serves: 'first-page' | 'pages' | 'parts';
  /** Left out if both environments use it. */
  readonly only?: 'test' | 'live';
  readonly why: string;
}

export const PAGE_HOSTS: readonly PageHost[] = [
  {
    host: 'apitest.smart2pay.com',
    serves: 'first-page',
    only: 'test',
    why: 'RedirectURL in the vendor’s Alipay POS example',
  },
  {
    host: 'globalapi.smart2pay.com',
    serves: 'first-page',
    only: 'live',
    why: 'the customer’s page of the live gateway, by the same documents',
  },
  { host: 'api.smart2pay.com', serves: 'first-page', only: 'live', why: 'its older name' },
  { host: 'paytest.smart2pay.com', serves: 'parts', only: 'test', why: 'logos, since SDK-PHP 3.0.11' },
  { host: 'globalpay.smart2pay.com', serves: 'parts', only: 'live', why: 'logos, likewise' },
  // Not documented by the gateway: these are Alipay's own public names.
  { host: 'alipay.com', below: true, serves: 'pages', why: 'Alipay’s pages: the code and its confirmation' },
  { host: 'alipayplus.com', below: true, serves: 'pages', why: 'the same pages of Alipay+' },
  { host: 'alipaydev.com', below: true, serves: 'pages', only: 'test', why: 'Alipay’s sandbox' },
  { host: 'alipayobjects.com', below: true, serves: 'parts', why: 'scripts and pictures of Alipay’s pages' },
  { host: 'alicdn.com', below: true, serves: 'parts', why: 'scripts and pictures of Alipay’s pages' },
];

/** Where a page is served: at GlobalPay, or by the gateway on this computer that a bench or training uses. */
export interface PageRealm {
  readonly environment: Environment;
  /** Origin of the gateway on this computer; null if the gateway is GlobalPay. */
  readonly localOrigin: string | null;
}

type Use = PageHost['serves'];

/** Which hosts are good enough for each use. */
const ENOUGH: Readonly<Record<Use, readonly Use[]>> = {
  'first-page': ['first-page'],
  pages: ['first-page', 'pages'],
  parts: ['first-page', 'pages', 'parts'],
};

const isIn = ({ only }: PageHost, { environment }: PageRealm): boolean =>
  (only ?? environment) === environment;

const isAt = ({ host, below }: PageHost, hostname: string): boolean =>
  hostname === host || (below === true && hostname.endsWith(`.${host}`));

/** Only https on its usual port, without a user name; plain http only for the gateway on this computer. */
const isAllowed = (address: string, use: Use, realm: PageRealm): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, origin, hostname, port, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (realm.localOrigin !== null) return origin === realm.localOrigin;
  return (
    protocol === 'https:' &&
    port === '' &&
    PAGE_HOSTS.some((one) => isIn(one, realm) && ENOUGH[use].includes(one.serves) && isAt(one, hostname))
  );
};

/** Whether a payment's page may start at this address. */
export const mayBegin = (address: string, realm: PageRealm): boolean =>
  isAllowed(address, 'first-page', realm);

/** Whether the page may navigate to this address. */
export const mayOpen = (address: string, realm: PageRealm): boolean => isAllowed(address, 'pages', realm);

/** Whether the page may load this address as a part of itself. */
export const mayFetch = (address: string, realm: PageRealm): boolean => isAllowed(address, 'parts', realm);

/** The same hosts as sources for a content security policy: 'https://*.alipay.com'. */
export const sourcesOf = (realm: PageRealm): readonly string[] =>
  realm.localOrigin === null
    ? PAGE_HOSTS.filter((one) => isIn(one, realm)).flatMap(({ host, below }) =>
        below ? [`https://${host}`, `https://*.${host}`] : [`https://${host}`],
      )
    : [realm.localOrigin];
