/**
 * A simulated receipt printer: it reads ESC/POS bytes by the command reference, independently of the program
 * that wrote them. It refuses every unknown command, which printers would treat differently.
 */

export type Ink =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      readonly y: number;
      readonly wide: number;
      readonly high: number;
      readonly bold: boolean;
    }
  | {
      readonly kind: 'bitmap';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly bytes: readonly number[];
    }
  | {
      readonly kind: 'code';
      readonly payload: string;
      readonly y: number;
      readonly module: number;
      readonly centred: boolean;
    };

export interface PrintedPaper {
  readonly ink: readonly Ink[];
  /** Dots. */
  readonly height: number;
  readonly isCut: boolean;
}

const LETTER = { width: 12, height: 24 };
const LINE = 30;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const LF = 0x0a;

/** What an earlier shop may have configured, and ESC @ resets; each must be set before anything prints. */
const MODES = [
  ...['R', 't', '%', 'M', '!', 'E', 'G', '-', 'V', '{', 'a', ' ', '2'].map((letter) => `ESC ${letter}`),
  ...['B', '!', 'L', 'W'].map((letter) => `GS ${letter}`),
  'FS .',
];

class ReceiptPrinter {
  readonly ink: Ink[] = [];
  readonly #unset = new Set(MODES);
  y = 0;
  isCut = false;
  #x = 0;
  #lineHeight = LINE;
  #wide = 1;
  #high = 1;
  #bold = false;
  #centred = false;
  #stored = '';
  #module = 3;
  readonly #bytes: Uint8Array;
  readonly #dots: number;
  #at = 0;

  constructor(bytes: Uint8Array, dots: number) {
    this.#bytes = bytes;
    this.#dots = dots;
  }

  print(): void {
    while (this.#at < this.#bytes.length) {
      const byte = this.#next();
      if (byte === ESC) this.#escape();
      else if (byte === GS) this.#group();
      else if (byte === FS) this.#leaveKanji();
      else if (byte === LF) this.#feed();
      else this.#letter(byte);
    }
  }

  #next(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Error('The bytes end in the middle of a command');
    this.#at += 1;
    return byte;
  }

  #take(count: number): Uint8Array {
    const taken = this.#bytes.subarray(this.#at, this.#at + count);
    if (taken.length < count) throw new Error('The bytes end in the middle of a command');
    this.#at += count;
    return taken;
  }

  #expect(letter: string): void {
    const found = String.fromCharCode(this.#next());
    if (found !== letter) throw new Error(`Expected ${letter}, found ${found}`);
  }

  #leaveKanji(): void {
    this.#expect('.');
    this.#unset.delete('FS .');
  }

  /** Throws if what follows would depend on how the printer happens to be configured. */
  #mustBeSet(): void {
    if (this.#unset.size > 0) throw new Error(`Nobody has set ${[...this.#unset].join(', ')}`);
  }

  #escape(): void {
    const command = String.fromCharCode(this.#next());
    if (command === '@') {
      for (const mode of MODES) this.#unset.add(mode);
      return;
    }
    this.#unset.delete(`ESC ${command}`);
    if (command === '2') return;
    const value = this.#next();
    switch (command) {
      case 'R': // international characters
      case 't': // code page
      case '%': // characters of the printer's own
      case 'M': // font A
      case '!': // all looks at once
      case 'G': // struck twice
      case '-': // underlined
      case 'V': // turned
      case '{': // upside down
      case ' ': // room between letters
        if (value !== 0)
          throw new Error(`ESC ${command} ${value} prints otherwise than the paper is laid out`);
        return;
      case 'E':
        this.#bold = (value & 1) === 1;
        return;
      case 'a':
        this.#centred = value === 1;
        return;
      default:
        throw new Error(`This printer does not know ESC ${command}`);
    }
  }

  #group(): void {
    const command = String.fromCharCode(this.#next());
    this.#unset.delete(`GS ${command}`);
    switch (command) {
      case 'B':
        if (this.#next() !== 0) throw new Error('White on black');
        return;
      case 'L':
        if (this.#word() !== 0) throw new Error('A margin');
        return;
      case 'W':
        if (this.#word() !== this.#dots) throw new Error('The bytes are for other paper');
        return;
      case '!': {
        const size = this.#next();
        this.#wide = (size >> 4) + 1;
        this.#high = (size & 7) + 1;
        return;
      }
      case 'V':
        this.#take(1);
        this.isCut = true;
        return;
      case 'v':
        this.#raster();
        return;
      case '(':
        this.#expect('k');
        this.#code();
        return;
      default:
        throw new Error(`This printer does not know GS ${command}`);
    }
  }

  #word(): number {
    const [low = 0, high = 0] = this.#take(2);
    return low + high * 256;
  }

  #raster(): void {
    this.#mustBeSet();
    this.#expect('0');
    this.#take(1);
    const [across = 0, acrossHigh = 0, down = 0, downHigh = 0] = this.#take(4);
    const width = (across + acrossHigh * 256) * 8;
    const height = down + downHigh * 256;
    if (width > this.#dots) throw new Error(`A picture ${width} dots wide on paper of ${this.#dots}`);
    const bytes = [...this.#take((width / 8) * height)];
    this.ink.push({ kind: 'bitmap', x: 0, y: this.y, width, height, bytes });
    this.y += height;
  }

  #code(): void {
    const [low = 0, high = 0] = this.#take(2);
    const [, what = 0, ...values] = this.#take(low + high * 256);
    switch (String.fromCharCode(what)) {
      case 'A': // model
      case 'E': // error correction
        return;
      case 'C':
        this.#module = values[0] ?? 0;
        return;
      case 'P':
        this.#stored = Buffer.from(values.slice(1)).toString('latin1');
        return;
      case 'Q':
        this.#mustBeSet();
        this.ink.push({
          kind: 'code',
          payload: this.#stored,
          y: this.y,
          module: this.#module,
          centred: this.#centred,
        });
        // Versions 1 to 4, which is all that a reference needs, are at most 33 modules high.
        this.y += 33 * this.#module;
        return;
      default:
        throw new Error('This printer does not know this QR command');
    }
  }

  #letter(byte: number): void {
    this.#mustBeSet();
    if (byte < 0x20 || byte > 0x7e) throw new Error(`Byte ${byte} is another letter on another printer`);
    const [wide, high] = [this.#wide, this.#high];
    if (this.#x + LETTER.width * wide > this.#dots) throw new Error('A line is wider than the paper');
    const last = this.ink.at(-1);
    if (last?.kind === 'text' && last.y === this.y && last.wide === wide && last.bold === this.#bold) {
      this.ink.splice(-1, 1, { ...last, text: last.text + String.fromCharCode(byte) });
    } else {
      this.ink.push({
        kind: 'text',
        text: String.fromCharCode(byte),
        x: this.#x,
        y: this.y,
        wide,
        high,
        bold: this.#bold,
      });
    }
    this.#x += LETTER.width * wide;
    this.#lineHeight = Math.max(this.#lineHeight, LETTER.height * high + 6);
  }

  #feed(): void {
    this.y += this.#lineHeight;
    this.#x = 0;
    this.#lineHeight = LINE;
  }
}

/** Prints the bytes on paper this many dots wide; throws at whatever a printer might misread. */
export const printOnPaper = (bytes: Uint8Array, dots: number): PrintedPaper => {
  const printer = new ReceiptPrinter(bytes, dots);
  printer.print();
  return { ink: printer.ink, height: printer.y, isCut: printer.isCut };
};

/** The lines that were printed as letters. */
export const lettersOn = ({ ink }: PrintedPaper): string =>
  ink.map((one) => (one.kind === 'text' ? one.text.trim() : '')).join('\n');
