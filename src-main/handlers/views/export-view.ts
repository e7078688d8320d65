/** The status of an export, as screens show it. */
import type { ExportStatusView } from '#contract/views/export-views.ts';
import type { ProblemCode, Reply } from '#contract/problem.ts';
import { problem, refuse } from '#contract/problem.ts';
import type { ExportView } from '#contract/views.ts';
import type { ExportStatus } from '#services/export/export-status.ts';
import type { ExportTrouble } from '#domain/export/export-trouble.ts';
import type { Exported } from '#services/export/export-ports.ts';

const CODES = {
  'folder-gone': 'export-folder-gone',
  'folder-refused': 'export-folder-refused',
  'disk-full': 'export-disk-full',
  cancelled: 'export-cancelled',
  unexpected: 'export-failed',
} as const satisfies Record<ExportTrouble | 'unexpected', ProblemCode>;

export const exportReply = (exported: Exported): Reply<ExportView> =>
  exported.written
    ? { ok: true, value: { fileName: exported.fileName, rows: exported.rows } }
    : refuse(CODES[exported.why]);

export const exportStatusView = (status: ExportStatus): ExportStatusView =>
  status.state === 'failed' ? { state: 'failed', problem: problem(CODES[status.why]) } : status;
