import { describe, expect, test } from 'vitest';
import { installCommand, packageNames } from '../../scripts/packages/apt.mjs';
import { librariesIn, missingOf } from '../../scripts/packages/presence.mjs';
import { groups } from '../../scripts/packages/wanted.mjs';

const nothing = () => false;
const everything = () => true;

describe('what must be installed', () => {
  test('nothing on a machine that has everything', () => {
    expect(missingOf(groups, everything)).toEqual([]);
  });

  test('everything of the given group, and only of it, on an empty machine', () => {
    expect(packageNames(missingOf(['two-displays'], nothing), everything)).toEqual([
      'xserver-xorg-core',
      'xserver-xorg-video-dummy',
      'x11-xserver-utils',
    ]);
  });

  test('only what is missing', () => {
    const withoutSound = (presence: object) =>
      !('library' in presence) || presence.library !== 'libasound.so.2';
    expect(packageNames(missingOf(['app', 'fonts'], withoutSound), everything)).toEqual(['libasound2t64']);
  });

  test('no virtual display when only the app is needed', () => {
    const names = packageNames(missingOf(['app'], nothing), everything);
    expect(names).toContain('libnss3');
    expect(names).not.toContain('xvfb');
  });

  test('a library that exists only for another processor', () => {
    const listing = [
      "2 libs found in cache `/etc/ld.so.cache'",
      '\tlibnss3.so (libc6,x86-64) => /lib/x86_64-linux-gnu/libnss3.so',
      '\tlibgbm.so.1 (libc6) => /lib/i386-linux-gnu/libgbm.so.1',
      '\tlibdrm.so.2 (libc6,AArch64) => /lib/aarch64-linux-gnu/libdrm.so.2',
    ].join('\n');
    expect([...librariesIn(listing, 'x86-64')]).toEqual(['libnss3.so']);
    expect([...librariesIn(listing, 'AArch64')]).toEqual(['libdrm.so.2']);
  });
});

describe('the names of packages', () => {
  const gtk = missingOf(['app'], nothing).slice(0, 1);

  test('are the old ones on a release from before 2024', () => {
    const onDebian12 = (name: string) => !name.endsWith('t64');
    expect(packageNames(gtk, onDebian12)).toEqual(['libgtk-3-0']);
  });

  test('are the new ones on a newer release, even if it also has the old ones', () => {
    expect(packageNames(gtk, everything)).toEqual(['libgtk-3-0t64']);
  });

  test('are in the command even if apt was never updated', () => {
    expect(installCommand(packageNames(gtk, nothing))).toBe(
      'sudo apt-get update && sudo apt-get install --yes --no-install-recommends libgtk-3-0',
    );
  });
});
