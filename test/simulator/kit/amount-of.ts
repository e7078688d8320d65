import { SCENARIOS } from '#simulator/scenarios.ts';
import type { Scenario, ScenarioName } from '#simulator/scenarios.ts';

/** An amount in hundredths whose last two digits choose the scenario. */
export function amountOf(name: ScenarioName): number {
  const { ending }: Scenario = SCENARIOS[name];
  return 4200 + Number(ending ?? 0);
}
