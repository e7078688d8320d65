/** The parts of electron-builder's latest*.yml that must agree with our offers. */

export interface Listed {
  readonly version: string;
  readonly file: string;
  readonly sha512: string;
  readonly size: number;
}

const plain = (text: string): string => text.trim().replaceAll(/^['"]|['"]$/g, '');

/** `key: value` at the beginning of a line, or of an entry of a list. */
const valueOf = (text: string, key: string): string =>
  plain(new RegExp(`^[ -]*${key}:(.*)$`, 'm').exec(text)?.[1] ?? '');

/** The entries of its list of files. */
export const filesListedIn = (manifest: string): readonly Listed[] => {
  const version = valueOf(manifest, 'version');
  return manifest
    .split(/^ *- (?=url:)/m)
    .slice(1)
    .map((entry) => ({
      version,
      file: valueOf(entry, 'url'),
      sha512: valueOf(entry, 'sha512'),
      size: Number(valueOf(entry, 'size')),
    }));
};
