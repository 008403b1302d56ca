import type { Binding } from "../binding/binding.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { ownOf } from "../options/own.ts";
import { trapped } from "./errors.ts";
import type { Answer } from "./job.ts";

/** The text of an answer, which is JSON. */
export function answerText(binding: Binding, bytes: Uint8Array): string {
  try {
    return binding.jsonText(bytes);
  } catch (error) {
    if (!PintleError.is(error)) {
      throw error;
    }
    const message = `the guest's answer: ${error.message}`;
    throw new PintleError({ ...error.toJSON(), message });
  }
}

/** Reads `{ "result": … }` or `{ "error": { "message": … } }`, and nothing else. */
export function readAnswer(text: string): Answer {
  const answer: unknown = JSON.parse(text);
  const [name, ...more] = Object.keys(answer ?? {});
  if (more.length === 0 && typeof answer === "object" && answer !== null) {
    if (name === "result" && "result" in answer) {
      return ownOf(answer as Answer);
    }
    if (name === "error" && "error" in answer && isError(answer.error)) {
      return ownOf(answer as Answer);
    }
  }
  throw trapped('gave an answer that is neither { "result" } nor { "error": { "message" } }');
}

function isError(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.hasOwn(value, "message") &&
    typeof (value as { message?: unknown }).message === "string"
  );
}
