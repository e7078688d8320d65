import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { BrandView } from '#contract/views/brand-views.ts';

/** Where the windows find them; see served-file.ts. */
export const BRAND_PATH = '/brand/';

/** No SVG: a picture must not be able to run anything. */
const PICTURES = new Set(['.png', '.jpg', '.jpeg']);
const MAX_PICTURES = 12;

/** A shop's own pictures, found when the program starts. */
export interface Brand {
  readonly view: BrandView;
  /** The file behind an address; undefined for any name that was not found. */
  readonly fileOf: (name: string) => string | undefined;
}

/** A Mac leaves a hidden file, ‘._tea.png’, with each picture that it copies to a stick. */
const isPicture = (name: string): boolean =>
  !name.startsWith('.') && PICTURES.has(extname(name).toLowerCase());

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).filter(isPicture);
  } catch {
    return [];
  }
};

const stemOf = (name: string): string => name.slice(0, -extname(name).length).toLowerCase();

/**
 * Looks into these folders; a file in an earlier folder wins over one of the same name in a later folder. `logo` and
 * `wallet` are the shop's logo and the wallet's mark; every other file is a picture, in order of names.
 */
export const readBrand = (folders: readonly string[]): Brand => {
  const files = new Map<string, string>();
  for (const folder of folders)
    for (const name of namesIn(folder)) if (!files.has(name)) files.set(name, join(folder, name));
  const names = [...files.keys()].toSorted();
  const addressOf = (name: string): string => `.${BRAND_PATH}${encodeURIComponent(name)}`;
  const oneCalled = (stem: string): string | null => {
    const found = names.find((name) => stemOf(name) === stem);
    return found === undefined ? null : addressOf(found);
  };
  const pictures = names.filter((name) => !['logo', 'wallet'].includes(stemOf(name)));
  return {
    view: {
      logo: oneCalled('logo'),
      wallet: oneCalled('wallet'),
      pictures: pictures.slice(0, MAX_PICTURES).map(addressOf),
    },
    fileOf: (name) => files.get(name),
  };
};
