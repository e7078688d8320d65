import type { Problem, SettingsInput } from '#contract';
import type { AfterSetUp } from './after-set-up.ts';
import type { GoingLive } from './going-live.svelte.ts';
import type { Keeping } from './keeping.svelte.ts';
import type { RestoreTill } from './restore-till.svelte.ts';
import type { SavedDraft } from './saved-draft.svelte.ts';
import type { Steps } from './steps.svelte.ts';

/** What the last page is about. */
interface Parts {
  readonly draft: SavedDraft;
  readonly live: GoingLive;
  readonly steps: Steps;
  readonly restoring: RestoreTill;
  readonly keeping: Keeping;
  readonly after: AfterSetUp;
}

/** The till takes over what was typed; null once it uses it. */
export const finishSetUp = async (
  { draft, live, steps, restoring, keeping, after }: Parts,
  typed: SettingsInput,
): Promise<Problem | null> => {
  const { restores } = steps;
  const problem = await after.save(
    { ...typed, ...live.overruled },
    {
      // A restored till has its shift.
      opensShift: keeping.opensShift && !restores,
      opensOffice: restores && !restoring.isHere,
      keepsSession: typed.environment === draft.saved?.environment,
    },
  );
  if (problem) return problem;
  keeping.discard();
  if (after.keepsSession) await after.openFirstShift();
  return null;
};
