import { readOfficeAddress } from '#domain/office/office-address.ts';
import { readCode } from './enrolment-code.ts';

/** The office's address and its code for this till. */
export interface TypedOffice {
  readonly address: string;
  readonly code: string;
}

/** What is wrong with what was typed, before the office is asked. */
export type TypedOfficeFault = 'no-address' | 'not-secure' | 'malformed-code';

/** The office's origin and the code in the office's form, or what is wrong with what was typed. */
export const readTypedOffice = (typed: TypedOffice): TypedOffice | TypedOfficeFault => {
  const address = readOfficeAddress(typed.address);
  if (!address.ok) return address.why;
  const code = readCode(typed.code);
  return code === undefined ? 'malformed-code' : { address: address.origin, code };
};

/** What is wrong with it, or null. */
export const typedOfficeFault = (typed: TypedOffice): TypedOfficeFault | null => {
  const read = readTypedOffice(typed);
  return typeof read === 'string' ? read : null;
};
