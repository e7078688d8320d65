/** The addresses of receipt printers as shops write them: on a network, or on a cable. */

export interface NetworkAddress {
  /** A name, an IPv4 or an IPv6 address. */
  readonly host: string;
  readonly port: number;
}

export interface DeviceAddress {
  readonly path: string;
  /** Speed of a serial line, in baud; undefined leaves it unchanged. */
  readonly speed?: number;
}

/** The port on which network printers take raw bytes. */
const RAW_PORT = 9100;
const MAX_PORT = 65_535;
const MAX_HOST_LENGTH = 253;

/** One label of a host name: letters of any script, and underscores, which printers' names often have. */
const LABEL = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_-]{0,61}[\p{L}\p{M}\p{N}_])?$/u;
const NUMBERS = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const IPV6 = /^(?<address>[\da-fA-F:.]*:[\da-fA-F:.]*)(?<zone>%[\w.-]{1,32})?$/;

const nameOf = (host: string): string | undefined => {
  const labels = host.replace(/\.$/, '').split('.');
  const isName = host.length <= MAX_HOST_LENGTH && labels.every((label) => LABEL.test(label));
  // No top-level domain is a number: a host that ends in one is a mistyped IPv4 address.
  return isName && !/^\d+$/.test(labels.at(-1) ?? '') ? host : undefined;
};

/** 0.0.0.0 would reach this computer, and addresses from 224 on are not single hosts. */
const isOneComputer = (first: number): boolean => first > 0 && first < 224;

/**
 * Drops leading zeros: printers print their own address as '192.168.001.050', and resolvers would read that as octal.
 */
const ipv4Of = (host: string): string | undefined => {
  const numbers = NUMBERS.test(host) ? host.split('.').map(Number) : [];
  const isAddress = numbers.every((number) => number <= 255) && isOneComputer(numbers[0] ?? 0);
  return isAddress ? numbers.join('.') : undefined;
};

const ipv6Of = (host: string): string | undefined => {
  const url = `http://[${IPV6.exec(host)?.groups?.address ?? ''}]`;
  return URL.canParse(url) && !/^\[(?:::\]|ff)/.test(new URL(url).hostname) ? host : undefined;
};

const portOf = (digits: string | undefined): number | undefined => {
  const port = Number(digits ?? RAW_PORT);
  return port > 0 && port <= MAX_PORT ? port : undefined;
};

/** Turns the full-width digits, points and colons of a Chinese input method into ASCII. */
const narrowed = (text: string): string => text.normalize('NFKC').replaceAll('。', '.');

/** Reads 'printer', '192.168.1.50:9100' or '[fe80::1]:9100'; undefined for anything else. */
export const networkAddress = (typed: string): NetworkAddress | undefined => {
  const text = narrowed(typed);
  const bare = ipv6Of(text);
  if (bare !== undefined) return { host: bare, port: RAW_PORT };
  const { bracketed, plain, digits } =
    /^(?:\[(?<bracketed>[^\]]*)\]|(?<plain>[^:[\]]+))(?::(?<digits>\d{1,5}))?$/.exec(text)?.groups ?? {};
  const host = bracketed === undefined ? (ipv4Of(plain ?? '') ?? nameOf(plain ?? '')) : ipv6Of(bracketed);
  const port = portOf(digits);
  return host === undefined || port === undefined ? undefined : { host, port };
};

/** A Windows port, with or without the colon that Windows shows. */
const WINDOWS_PORT = /^(?<port>(?:COM[1-9]\d{0,2}|LPT[1-9])):?$/i;
const WINDOWS_DEVICE = /^\\\\[^\p{Cc}]{1,255}$/u;
const UNIX_DEVICE = /^(?<path>\/[^\p{Cc}]{1,255}?)(?:,(?<speed>\d{3,7}))?$/u;

/** Reads '/dev/usb/lp0', '/dev/ttyUSB0,19200', 'COM3', 'LPT1:' or '\\.\COM3'; undefined for anything else. */
export const deviceAddress = (text: string): DeviceAddress | undefined => {
  const port = WINDOWS_PORT.exec(narrowed(text))?.groups?.port;
  if (port !== undefined) return { path: `\\\\.\\${port.toUpperCase()}` };
  if (WINDOWS_DEVICE.test(text)) return { path: text };
  const { path, speed } = UNIX_DEVICE.exec(text)?.groups ?? {};
  return path === undefined ? undefined : { path, ...(speed !== undefined && { speed: Number(speed) }) };
};
