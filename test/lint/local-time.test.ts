/** A window's own zone is the computer's, main's is what a TZ says: only the shop's zone is the same for all. */
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

const lint = new ESLint({
  overrideConfig: [
    {
      files: ['**/*'],
      ...tseslint.configs.disableTypeChecked,
      languageOptions: { parserOptions: { projectService: false } },
    },
  ],
});

const refusals = async (filePath: string, code: string): Promise<number> => {
  const [result] = await lint.lintText(code, { filePath });
  return (result?.messages ?? []).filter(({ message }) => message.startsWith('Times are in the zone')).length;
};

const WITHOUT_A_ZONE = [
  "new Intl.DateTimeFormat('de')",
  "new Intl.DateTimeFormat('de', { hour: '2-digit' })",
  'Intl.DateTimeFormat().resolvedOptions().timeZone',
  'new Date(at).getHours()',
  'new Date(at).setDate(1)',
  'new Date(at).getTimezoneOffset()',
  'new Date(at).toLocaleTimeString()',
  "new Date(at).toLocaleString('de')",
  'new Date(at).toDateString()',
  'new Date(2026, 10, 5)',
];

test.each([
  ['src-renderer/till/probe.ts', ''],
  ['src-renderer/customer/Probe.svelte', 'svelte'],
  ['src-main/handlers/probe.ts', ''],
  ['src-main/domain/probe.ts', ''],
  ['src-office/figures/probe.ts', ''],
])('%s writes no time by the clock of its computer', async (file, kind) => {
  const inFile = (line: string): string =>
    kind === 'svelte' ? `<script lang="ts">\n  ${line};\n</script>\n` : `${line};\n`;
  for (const line of WITHOUT_A_ZONE) expect(await refusals(file, inFile(line)), line).toBe(1);
  const named = "new Intl.DateTimeFormat('de', { hour: '2-digit', timeZone })";
  for (const line of [named, 'new Date(at).toISOString()', 'Date.UTC(2026, 10, 5)'])
    expect(await refusals(file, inFile(line)), line).toBe(0);
});
