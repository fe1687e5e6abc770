import { describeProblem, type SettingProblem } from "./read-table";

/**
 * Names bad settings in the log, once a container.
 *
 * @param reported - The problems that stand there already.
 */
export function reportProblems(
  problems: readonly SettingProblem[],
  reported: Set<string>,
): void {
  for (const problem of problems.map(describeProblem)) {
    if (reported.has(problem)) continue;
    reported.add(problem);
    console.warn(`Bad setting ${problem}`);
  }
}
