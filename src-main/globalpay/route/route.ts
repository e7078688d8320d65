/** The routes to the gateway: direct, or through a proxy. */

export interface Proxy {
  readonly scheme: 'http' | 'https' | 'socks5';
  /** A name or an address, IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
  /** From the environment's URL; the system's settings give no password. */
  readonly login: { readonly name: string; readonly password: string } | null;
}

export type Route =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly proxy: Proxy }
  /** An unsupported kind of proxy, or an invalid address. */
  | { readonly kind: 'unusable' };

/** The routes to a server, best first. */
export type FindRoutes = (to: URL) => Promise<readonly Route[]>;

export const DIRECT: Route = { kind: 'direct' };
export const UNUSABLE: Route = { kind: 'unusable' };

const SCHEMES = new Map<string, { readonly scheme: Proxy['scheme']; readonly port: number }>([
  ['http:', { scheme: 'http', port: 80 }],
  ['https:', { scheme: 'https', port: 443 }],
  ['socks:', { scheme: 'socks5', port: 1080 }],
  ['socks5:', { scheme: 'socks5', port: 1080 }],
  ['socks5h:', { scheme: 'socks5', port: 1080 }],
]);

const loginOf = ({ username, password }: URL): Proxy['login'] =>
  username === '' ? null : { name: decodeURIComponent(username), password: decodeURIComponent(password) };

/** Other programs take 'proxy:3128' from the environment as well, and mean HTTP by it. */
const withScheme = (address: string): string => (address.includes('://') ? address : `http://${address}`);

/** The route through the proxy at a URL, e.g. 'http://till:secret@proxy.shop.example:3128'. */
export const proxyRoute = (address: string): Route => {
  try {
    const url = new URL(withScheme(address.trim()));
    const known = SCHEMES.get(url.protocol);
    if (!known || url.hostname === '') return UNUSABLE;
    const port = url.port === '' ? known.port : Number(url.port);
    return {
      kind: 'proxy',
      proxy: { scheme: known.scheme, host: url.hostname, port, login: loginOf(url) },
    };
  } catch {
    return UNUSABLE;
  }
};
