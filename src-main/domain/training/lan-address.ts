/** Which of a computer's addresses a phone in the shop may be able to reach. */

interface Address {
  /** 'IPv4' or 'IPv6'. */
  readonly family: string;
  readonly address: string;
  /** Whether it is this computer's own loopback. */
  readonly internal: boolean;
}

/** By RFC 1918: a shop's own network uses no other addresses. */
const isPrivate = (address: string): boolean => /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(address);

/** Networks that exist only inside this computer, or lead out of the shop. */
const MADE_UP =
  /docker|veth|virbr|vbox|virtual|vmnet|vmware|vethernet|hyper-v|wsl|^br-|^tun|^tap|^wg|^utun|vpn|zerotier|tailscale/i;

/**
 * The private IPv4 address of each network, by the adapter's name; networks that a phone is unlikely to be in come
 * last.
 */
export const lanAddressesOf = (
  interfaces: Readonly<Record<string, readonly Address[] | undefined>>,
): readonly { readonly network: string; readonly address: string }[] => {
  const found = Object.entries(interfaces).flatMap(([network, addresses = []]) => {
    const own = addresses.find(
      ({ family, address, internal }) => family === 'IPv4' && !internal && isPrivate(address),
    );
    return own ? [{ network, address: own.address }] : [];
  });
  return found.toSorted(
    (one, other) => Number(MADE_UP.test(one.network)) - Number(MADE_UP.test(other.network)),
  );
};
