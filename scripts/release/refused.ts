/** Why nothing is signed, for the person who ran the command. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** The command's exit code. */
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export const CANNOT_BE_SIGNED = 1;
export const NO_KEY = 3;
