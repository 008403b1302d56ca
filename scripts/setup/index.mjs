import { RequirementError } from "./requirements.mjs";
import { setup } from "./setup.mjs";
import { StepError } from "./step.mjs";

/** What the exit codes mean; the same as those of the command line. */
const exit = { failed: 1, environment: 3 };

/**
 * Does the set-up as the first part of a script.
 *
 * @param {{ generate: boolean }} options
 * @param {() => Promise<void>} [more] steps that only this script needs
 * @returns {Promise<boolean>} whether all is there; if not, it has said why and set the exit code
 */
export function ready(options, more) {
  return guarded(async () => {
    await setup(options);
    await more?.();
  });
}

/**
 * Does steps of the set-up.
 *
 * @param {() => Promise<void>} steps
 * @returns {Promise<boolean>} whether they went well; if not, it has said why and set the exit code
 */
export async function guarded(steps) {
  try {
    await steps();
    return true;
  } catch (error) {
    if (error instanceof RequirementError) {
      console.error(error.message);
      process.exitCode = exit.environment;
    } else if (error instanceof StepError) {
      process.exitCode = exit.failed; // Its output says why.
    } else {
      throw error;
    }
    return false;
  }
}
