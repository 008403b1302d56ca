import { PintleError } from "../runtime.ts";

/** The error that a call throws, or rejects with. */
export async function failure(call: () => unknown): Promise<PintleError> {
  try {
    await call();
  } catch (error) {
    return ours(error);
  }
  throw new Error("nothing was thrown");
}

/** The error that a call throws synchronously. */
export function thrown(call: () => unknown): PintleError {
  try {
    call();
  } catch (error) {
    return ours(error);
  }
  throw new Error("nothing was thrown");
}

function ours(error: unknown): PintleError {
  if (PintleError.is(error)) {
    return error;
  }
  throw error;
}
