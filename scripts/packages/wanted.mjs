// @ts-check
import process from 'node:process';

/**
 * @typedef {object} Wanted a part of the system that a script needs
 * @property {readonly string[]} packages its Debian names, newest first: packages whose ABI changed with 64-bit time
 *   (Debian 13, Ubuntu 24.04) got new names
 * @property {Presence} shownBy what exists if it is installed, whoever packaged it
 */
/** @typedef {{ library: string } | { command: string } | { anyFile: readonly string[] }} Presence */
/** @typedef {keyof typeof byGroup} Group */

const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';

/** When preloaded, this gives a program a system clock that a test can set. */
export const fakeClockLibrary = `/usr/lib/${triplet}/faketime/libfaketime.so.1`;

/** @satisfies {Record<string, readonly Wanted[]>} */
const byGroup = {
  app: [
    { packages: ['libgtk-3-0t64', 'libgtk-3-0'], shownBy: { library: 'libgtk-3.so.0' } },
    {
      packages: ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
      shownBy: { library: 'libatk-bridge-2.0.so.0' },
    },
    { packages: ['libnss3'], shownBy: { library: 'libnss3.so' } },
    { packages: ['libasound2t64', 'libasound2'], shownBy: { library: 'libasound.so.2' } },
    { packages: ['libcups2t64', 'libcups2'], shownBy: { library: 'libcups.so.2' } },
    { packages: ['libgbm1'], shownBy: { library: 'libgbm.so.1' } },
    { packages: ['libdrm2'], shownBy: { library: 'libdrm.so.2' } },
  ],
  'virtual-display': [{ packages: ['xvfb'], shownBy: { command: 'Xvfb' } }],
  'two-displays': [
    { packages: ['xserver-xorg-core'], shownBy: { anyFile: ['/usr/lib/xorg/Xorg', '/usr/libexec/Xorg'] } },
    {
      packages: ['xserver-xorg-video-dummy'],
      shownBy: {
        anyFile: [
          '/usr/lib/xorg/modules/drivers/dummy_drv.so',
          '/usr/lib64/xorg/modules/drivers/dummy_drv.so',
        ],
      },
    },
    { packages: ['x11-xserver-utils'], shownBy: { command: 'xrandr' } },
  ],
  keyring: [
    { packages: ['dbus'], shownBy: { command: 'dbus-run-session' } },
    { packages: ['dbus-bin', 'dbus'], shownBy: { command: 'dbus-send' } },
    { packages: ['gnome-keyring'], shownBy: { command: 'gnome-keyring-daemon' } },
    { packages: ['libsecret-1-0'], shownBy: { library: 'libsecret-1.so.0' } },
  ],
  fonts: [
    {
      packages: ['fonts-noto-cjk'],
      shownBy: {
        anyFile: [
          '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
          '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
          '/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc',
        ],
      },
    },
  ],
  clock: [{ packages: ['libfaketime'], shownBy: { anyFile: [fakeClockLibrary] } }],
  browser: [{ packages: ['chromium'], shownBy: { command: 'chromium' } }],
  postgres: [
    {
      packages: ['postgresql'],
      shownBy: {
        anyFile: [18, 17, 16, 15, 14].map((version) => `/usr/lib/postgresql/${version}/bin/postgres`),
      },
    },
  ],
  build: [{ packages: ['g++'], shownBy: { command: 'g++' } }],
  deb: [
    { packages: ['dpkg'], shownBy: { command: 'dpkg-deb' } },
    { packages: ['passwd'], shownBy: { command: 'useradd' } },
    { packages: ['procps'], shownBy: { command: 'pkill' } },
    { packages: ['libc-bin'], shownBy: { command: 'ldd' } },
  ],
  windows: [
    { packages: ['nsis'], shownBy: { command: 'makensis' } },
    { packages: ['wixl'], shownBy: { command: 'wixl' } },
    { packages: ['gcc-mingw-w64-x86-64'], shownBy: { command: 'x86_64-w64-mingw32-gcc' } },
    { packages: ['osslsigncode'], shownBy: { command: 'osslsigncode' } },
    { packages: ['openssl'], shownBy: { command: 'openssl' } },
    { packages: ['p7zip-full'], shownBy: { command: '7za' } },
    { packages: ['wine64'], shownBy: { anyFile: ['/usr/lib/wine/wine64', '/usr/bin/wine64'] } },
  ],
};

/** @type {Readonly<Record<Group, readonly Wanted[]>>} */
export const wanted = byGroup;

export const groups = /** @type {Group[]} */ (Object.keys(byGroup));
