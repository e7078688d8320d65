import { IntlMessageFormat } from 'intl-messageformat';

/** The messages of one language, each parsed once. */
export class Formats {
  readonly #language: string;
  readonly #read = new Map<string, IntlMessageFormat>();

  constructor(language: string) {
    this.#language = language;
  }

  of(message: string): IntlMessageFormat {
    const read = this.#read.get(message) ?? new IntlMessageFormat(message, this.#language);
    this.#read.set(message, read);
    return read;
  }
}
