import { networkInterfaces } from 'node:os';
import { lanAddressesOf } from '#domain/training/lan-address.ts';
import type { LanAddress } from '#services/training/phone-port.ts';

/** This computer's current addresses in the shop's networks. */
export const lanAddresses = (): readonly LanAddress[] => lanAddressesOf(networkInterfaces());
