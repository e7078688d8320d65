/** Calls about the till itself. */
import type { AboutFile, AboutView } from '#contract/views/set-up/about-views.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { StationIdentity } from '#station/station.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { done } from '#handlers/handlers.ts';

/** The running program and its versions. */
export interface Program extends Pick<
  AboutView,
  'product' | 'version' | 'license' | 'electron' | 'chromium' | 'node' | 'system'
> {
  readonly files: Readonly<Record<Exclude<AboutFile, 'journal'>, string>>;
}

export interface AboutHandlerPorts {
  readonly program: Program;
  readonly settings: Pick<EffectiveSettings, 'environment' | 'terminal'>;
  readonly identity: StationIdentity;
  /** Opens the folder of a file, or a folder, in the system's file manager. */
  readonly showFile: (path: string) => void;
  readonly copyText: (text: string) => void;
}

const aboutView = ({ program, settings, identity }: AboutHandlerPorts): AboutView => {
  const { storeName, storeId, terminalId } = settings.terminal;
  const { installation, sqlite, journalFile } = identity;
  return {
    ...program,
    sqlite,
    environment: settings.environment,
    storeName,
    storeId,
    terminalId,
    installation,
    files: { ...program.files, journal: journalFile },
  };
};

export const aboutHandlers = (ports: AboutHandlerPorts) =>
  ({
    'about.read': () => ({ ok: true, value: aboutView(ports) }),
    'about.show': ({ file }) => {
      ports.showFile(aboutView(ports).files[file]);
      return done;
    },
    'about.copy': ({ text }) => {
      ports.copyText(text);
      return done;
    },
  }) satisfies Partial<Handlers>;
