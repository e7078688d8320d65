/** What a packaged program refuses to start with: anything that could turn it against its shop. */

/** A test bench sets these. In a shop they could show customers somebody else's code under the shop's name. */
const OF_A_BENCH: readonly string[] = [
  'COUNTERTOP_GATEWAY',
  'COUNTERTOP_SITE_ID',
  'COUNTERTOP_API_KEY',
  'COUNTERTOP_STORE_NAME',
  'COUNTERTOP_STORE_ID',
  'COUNTERTOP_TERMINAL_ID',
  'COUNTERTOP_CURRENCY',
  'COUNTERTOP_COUNTRY',
  'COUNTERTOP_EMAIL',
  'COUNTERTOP_PINS',
  'COUNTERTOP_DEV_SERVER',
];

/** They load code, open debuggers, trust more certificates or write down the keys of connections. */
const OF_THE_RUNTIME = /^(?:NODE_|ELECTRON_|OPENSSL_|SSL)/;

/** Desktops set this one for all programs; it chooses between X11 and Wayland. */
const HARMLESS = 'ELECTRON_OZONE_PLATFORM_HINT';

/**
 * What menus, autostart, updates and leaving the kiosk pass, and what helps with a poor graphics driver. Everything
 * else is refused: Chromium has hundreds of switches, and new ones with each release.
 */
const ALLOWED: readonly RegExp[] = [
  /^--ozone-platform(?:-hint)?=(?:x11|wayland|auto)$/,
  /^--(?:leave-kiosk|updated|force-run)$/,
  /^--disable-gpu$/,
  /^--force-device-scale-factor=\d(?:\.\d+)?$/,
  // Passed by the Finder.
  /^-psn_\d+_\d+$/,
];

/** Windows also accepts a slash. */
const isSwitch = (argument: string, platform: string): boolean =>
  argument.startsWith('-') || (platform === 'win32' && argument.startsWith('/'));

export interface StartedWith {
  readonly platform: string;
  /** The arguments after the program's own name. */
  readonly arguments: readonly string[];
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** A sentence for the person who started the program, without any value; null if it may start. */
export const packageFault = (started: StartedWith): string | null => {
  const names = Object.keys(started.variables).filter((name) => started.variables[name]);
  const bench = names.find((name) => OF_A_BENCH.includes(name.toUpperCase()));
  if (bench !== undefined)
    return `${bench} is for test benches. An installed till takes its gateway and shop from Settings, so that nobody can show your customers another code. Remove that variable and start again.`;
  const runtime = names.find(
    (name) => OF_THE_RUNTIME.test(name.toUpperCase()) && name.toUpperCase() !== HARMLESS,
  );
  if (runtime !== undefined)
    return `the variable ${runtime} can change what this program does. An installed till does not start with it. Remove it and start again.`;
  const unknown = started.arguments
    .filter((argument) => isSwitch(argument, started.platform))
    .find((argument) => !ALLOWED.some((allowed) => allowed.test(argument)));
  return unknown === undefined
    ? null
    : `the switch ${nameOf(unknown)} can open this program to others. An installed till does not start with it. Start it from its menu entry, or leave the switch out.`;
};

const nameOf = (argument: string): string => (/^[-/\w]+/.exec(argument)?.[0] ?? 'of that name').slice(0, 60);
