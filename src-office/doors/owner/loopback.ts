/** Whether an address is this computer's own: 127.0.0.0/8, ::1, or the former as IPv6 writes it. */
export const isLoopback = (address: string): boolean =>
  /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address) || address === '::1';
