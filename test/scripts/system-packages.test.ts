import { describe, expect, test } from 'vitest';
import { installCommand, packageNames } from '../../scripts/packages/apt.mjs';
import { librariesIn, missingOf } from '../../scripts/packages/presence.mjs';
import { groups } from '../../scripts/packages/wanted.mjs';

const nothing = () => false;
const everything = () => true;

describe('what a machine lacks', () => {
  test('a machine that has everything is asked for nothing', () => {
    expect(missingOf(groups, everything)).toEqual([]);
  });

  test('an empty machine is asked for the whole of a group, and for that group only', () => {
    expect(packageNames(missingOf(['two-displays'], nothing), everything)).toEqual([
      'xserver-xorg-core',
      'xserver-xorg-video-dummy',
      'x11-xserver-utils',
    ]);
  });

  test('only what is not there is asked for', () => {
    const withoutSound = (presence: object) =>
      !('library' in presence) || presence.library !== 'libasound.so.2';
    expect(packageNames(missingOf(['app', 'fonts'], withoutSound), everything)).toEqual(['libasound2t64']);
  });

  test('a machine that shows no window is not asked for a virtual display', () => {
    const names = packageNames(missingOf(['app'], nothing), everything);
    expect(names).toContain('libnss3');
    expect(names).not.toContain('xvfb');
  });

  test('a library for another processor does not count', () => {
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

describe('how the packages are called', () => {
  const gtk = missingOf(['app'], nothing).slice(0, 1);

  test('a release from before 2024 is asked for the old name of a library', () => {
    const onDebian12 = (name: string) => !name.endsWith('t64');
    expect(packageNames(gtk, onDebian12)).toEqual(['libgtk-3-0']);
  });

  test('a newer release is asked for the new name, even where it still knows the old one', () => {
    expect(packageNames(gtk, everything)).toEqual(['libgtk-3-0t64']);
  });

  test('where apt has never been updated, the command still names something', () => {
    expect(installCommand(packageNames(gtk, nothing))).toBe(
      'sudo apt-get update && sudo apt-get install --yes --no-install-recommends libgtk-3-0',
    );
  });
});
