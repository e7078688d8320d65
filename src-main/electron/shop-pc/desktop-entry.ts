/**
 * The file that makes Linux desktops start a program when somebody signs in (freedesktop.org, Autostart and Desktop
 * Entry).
 */

/** One word of a command: quoted, with special characters escaped. */
const word = (text: string): string => {
  const quoted = `"${text.replaceAll(/["`$\\]/g, '\\$&')}"`;
  // The value of a key has escapes of its own, and '%' stands for files to open.
  return quoted.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('%', '%%');
};

export interface Started {
  readonly program: string;
  readonly switches: readonly string[];
  /** The data folder that the environment names; undefined if it names none. */
  readonly home: string | undefined;
}

export const desktopEntry = (name: string, { program, switches, home }: Started): string => {
  const command = [program, ...switches].map(word);
  const exec = home === undefined ? command : ['env', word(`COUNTERTOP_HOME=${home}`), ...command];
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    `Exec=${exec.join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
};
