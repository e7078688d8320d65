import type { AboutFile, AboutView } from '#contract';
import { punctuation, text } from '#contract';

type Line = readonly [name: string, value: string];

/** The facts, each with its name. */
export const aboutFacts = (view: AboutView): readonly Line[] => [
  [text('about.product'), `${view.product} ${view.version}`],
  [text('about.license'), view.license],
  [
    text('about.versions'),
    `Electron ${view.electron} · Chromium ${view.chromium} · Node ${view.node} · SQLite ${view.sqlite}`,
  ],
  [text('about.system'), view.system],
  [text('about.environment'), text(`environment.${view.environment}`)],
  [text('about.terminal'), `${view.storeName} · ${view.storeId} · ${view.terminalId}`],
  [text('about.installation'), view.installation],
];

const SHOWN: readonly AboutFile[] = ['data', 'log', 'journal', 'licenses'];

/** The files, each with its name and path. */
export const aboutFiles = ({ files }: AboutView) =>
  SHOWN.map((file) => ({ file, name: text(`about.file.${file}`), path: files[file] }));

/** Everything as text, one line each. */
export const aboutText = (view: AboutView): string =>
  [...aboutFacts(view), ...aboutFiles(view).map(({ name, path }): Line => [name, path])]
    .map(([name, value]) => [name, value].join(punctuation().colon))
    .join('\n');
