import { expectTypeOf, test } from "vitest";
import {
  type Addon,
  type Binding,
  type CommandError,
  type ErrorCode,
  type ErrorCodes,
  type ErrorData,
  type ErrorDetails,
  type IoDetails,
  isCommandError,
  loadAddon,
  PintleError,
  type StepReport,
} from "../../index.ts";

test("an error has fields that programs can read", () => {
  expectTypeOf<PintleError>().toExtend<Error>();
  expectTypeOf<PintleError["code"]>().toBeString();
  expectTypeOf<PintleError["command"]>().toEqualTypeOf<string | null>();
  expectTypeOf<PintleError["pointer"]>().toBeString();
  expectTypeOf<PintleError["details"]>().toEqualTypeOf<Readonly<Record<string, unknown>> | null>();
  expectTypeOf<PintleError["cause"]>().toBeUnknown();
  expectTypeOf<PintleError["toJSON"]>().returns.toEqualTypeOf<ErrorData>();
  const error = {} as PintleError;
  // @ts-expect-error errors are not changed
  error.code = "ERR_PINTLE_IO";
});

test("is() narrows what was caught", () => {
  const caught: unknown = undefined;
  // @ts-expect-error not known yet
  caught.code;
  if (PintleError.is(caught)) {
    expectTypeOf(caught).toEqualTypeOf<PintleError>();
  }
});

test("the codes of the commands are known", () => {
  expectTypeOf<"ERR_PINTLE_OVERFLOW">().toExtend<ErrorCode>();
  expectTypeOf<ErrorCodes["ERR_PINTLE_IO"]>().toEqualTypeOf<"ERR_PINTLE_IO">();
  // @ts-expect-error an unknown code
  const code: ErrorCode = "ERR_PINTLE_OVERFLO";
  expectTypeOf(code).toBeString();
});

test("the code of a command's error says what its details are", () => {
  const caught: unknown = undefined;
  if (!isCommandError(caught)) {
    return;
  }
  expectTypeOf(caught.code).toEqualTypeOf<ErrorCode>();
  expectTypeOf(caught).toExtend<Error>();
  switch (caught.code) {
    case "ERR_PINTLE_IO":
      expectTypeOf(caught.details).toEqualTypeOf<IoDetails>();
      expectTypeOf(caught.details.errno).toEqualTypeOf<string | null>();
      break;
    case "ERR_PINTLE_PROGRAM_NOT_FOUND":
      expectTypeOf(caught.details.searched).toEqualTypeOf<string[]>();
      // @ts-expect-error a detail of another code
      caught.details.errno;
      break;
    case "ERR_PINTLE_OVERFLOW":
      expectTypeOf(caught.details).toEqualTypeOf<Readonly<Record<string, unknown>> | null>();
      break;
    // @ts-expect-error not a code
    case "ERR_PINTLE_OVERFLO":
      break;
    default:
      break;
  }
  expectTypeOf<ErrorDetails["ERR_PINTLE_IO"]>().toEqualTypeOf<IoDetails>();
  expectTypeOf<
    Extract<CommandError, { code: "ERR_PINTLE_IO" }>["details"]
  >().toEqualTypeOf<IoDetails>();
});

test("an error of one's own needs a code, a message and a place", () => {
  new PintleError({ code: "ERR_MINE", message: "no", pointer: "" });
  // @ts-expect-error the place is missing
  new PintleError({ code: "ERR_MINE", message: "no" });
});

test("a step's report has an error or none", () => {
  expectTypeOf<StepReport["error"]>().toEqualTypeOf<PintleError | undefined>();
});

test("an addon of somebody's has commands of which only the shape is known", () => {
  expectTypeOf(loadAddon).parameter(0).toBeString();
  expectTypeOf(loadAddon).returns.toEqualTypeOf<Addon<Binding>>();
  expectTypeOf<Addon["commands"][string][string]>().toBeCallableWith(1, "a");
  expectTypeOf<ReturnType<Addon["commands"][string][string]>>().toBeUnknown();
});
