/** What the source files import, read from their text. */
import { readdirSync, readFileSync } from 'node:fs';
import { leadsTo } from '../../scripts/lint/room-fence.mjs';

/** Every source file's path from the project's root. */
export const sourceFiles = (): readonly string[] =>
  ['src-main', 'src-renderer', 'src-office'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((name) => /\.(ts|svelte)$/.test(name) && !name.endsWith('.d.ts')),
  );

const ANY = /^ *(?:import|export)\b(?:[^;'=(]*? from)? '([^']+)'|\bimport\('([^']+)'\)/gm;
const AT_RUN_TIME = /^ *(?:import|export)\b(?! type )(?:[^;'=(]*? from)? '([^']+)'|\bimport\('([^']+)'\)/gm;

const AT_THE_START = /^ *(?:import|export)\b(?! type )(?:[^;'=(]*? from)? '([^']+)'/gm;

const read = (file: string, pattern: RegExp): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, plain, dynamic]) =>
    leadsTo(file, plain ?? dynamic ?? ''),
  );

/** The paths and packages that a file imports, types included. */
export const importsOf = (file: string): readonly string[] => read(file, ANY);

/** The imports that remain when types are erased. */
export const importsAtRunTime = (file: string): readonly string[] => read(file, AT_RUN_TIME);

/** The imports that are loaded before the file runs; `import()` loads when it is called. */
export const importsAtTheStart = (file: string): readonly string[] => read(file, AT_THE_START);
