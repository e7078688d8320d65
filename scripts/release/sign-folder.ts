import type { KeyObject } from 'node:crypto';
import { createHash, sign } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Offer, SignedOffer, UpdatedPlatform } from '#domain/update/offer.ts';
import { isInstallerName, offerName, offerText } from '#domain/update/offer.ts';
import { isNewer, isVersion } from '#domain/update/version.ts';
import { filesListedIn } from './manifests.ts';
import { CANNOT_BE_SIGNED, Refused } from './refused.ts';

/** `artifactName` of electron-builder.yml. */
const INSTALLER = /^countertop-(.+)-(linux|win)-(x64|amd64|arm64)\.(?:deb|exe)$/;
const PLATFORMS = { linux: 'linux', win: 'win32' } as const satisfies Record<string, UpdatedPlatform>;
/** What `npm run dist` adds to the name of a package with another Electron than the official one. */
const TRIAL = /-(?:development-runtime|stand-in)-/;
/** Debian's architecture names that differ from Node's. */
const ARCHS: Readonly<Record<string, string>> = { amd64: 'x64' };

const offerOf = (folder: string, file: string, percent: number): Offer | null => {
  const [, version = '', system = '', arch = ''] = INSTALLER.exec(file) ?? [];
  if (!isVersion(version) || !isInstallerName(file)) return null;
  const bytes = readFileSync(join(folder, file));
  return {
    version,
    platform: PLATFORMS[system === 'win' ? 'win' : 'linux'],
    arch: ARCHS[arch] ?? arch,
    file,
    sha512: createHash('sha512').update(bytes).digest('base64'),
    size: bytes.length,
    percent,
  };
};

/** Tests may control what is in a trial, and its Electron gets no security fixes: a till must never install it. */
const refuseTrials = (names: readonly string[]): void => {
  const trial = names.find((name) => INSTALLER.test(name) && TRIAL.test(name));
  if (trial !== undefined)
    throw new Refused(
      CANNOT_BE_SIGNED,
      `${trial} is a trial, not for release: it was not packed with the official Electron.`,
    );
};

/** electron-builder and we must mean the same file. */
const checkManifests = (folder: string, names: readonly string[], offers: readonly Offer[]): void => {
  for (const name of names.filter((one) => /^latest.*\.yml$/.test(one)))
    for (const listed of filesListedIn(readFileSync(join(folder, name), 'utf8'))) {
      if (!isInstallerName(listed.file)) continue;
      const offer = offers.find(({ file }) => file === listed.file);
      const isSame =
        offer?.version === listed.version && offer.sha512 === listed.sha512 && offer.size === listed.size;
      if (!isSame)
        throw new Refused(
          CANNOT_BE_SIGNED,
          `${name} says something else about ${listed.file} than the file.`,
        );
    }
};

const isNewest = (offer: Offer, offers: readonly Offer[]): boolean =>
  !offers.some(
    ({ platform, arch, version }) =>
      platform === offer.platform && arch === offer.arch && isNewer(version, offer.version),
  );

const signed = (offer: Offer, key: KeyObject): SignedOffer => ({
  offer,
  signature: sign(null, Buffer.from(offerText(offer)), key).toString('base64'),
});

/** Writes the offers of a folder's installers, and returns their names. */
export const signFolder = (folder: string, key: KeyObject, percent: number): readonly string[] => {
  const names = readdirSync(folder);
  refuseTrials(names);
  const offers = names.flatMap((name) => offerOf(folder, name, percent) ?? []);
  if (offers.length === 0) throw new Refused(CANNOT_BE_SIGNED, `There is no installer in ${folder}.`);
  checkManifests(folder, names, offers);
  return offers.flatMap((offer) => {
    const { platform, arch, version } = offer;
    const own = offerName(platform, arch, version);
    const written = isNewest(offer, offers) ? [own, offerName(platform, arch)] : [own];
    for (const name of written)
      writeFileSync(join(folder, name), `${JSON.stringify(signed(offer, key), null, 2)}\n`);
    return written;
  });
};
