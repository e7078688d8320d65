import { networkInterfaces } from 'node:os';
import { lanAddressesOf } from '#domain/training/lan-address.ts';
import type { LanAddress } from '#services/training/phone-port.ts';

/** Where this computer is in the shop's networks at the moment. */
export const lanAddresses = (): readonly LanAddress[] => lanAddressesOf(networkInterfaces());
