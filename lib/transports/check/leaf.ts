import type { JsonSchema } from "../../contract/document.ts";
import { writeJson } from "../wire/write.ts";
import { expected, ownMemory, unfit } from "./read.ts";

const classes = {
  bytes: Uint8Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;

/** Throws a fault when a value without parts is not of that type. */
export function checkLeaf(type: JsonSchema, value: unknown, levels: number): void {
  const exact = type["x-type"] ?? "";
  if (exact in classes) {
    checkView(exact as keyof typeof classes, value);
    return;
  }
  const checkType = checks[exact || (type.type ?? "")];
  if (checkType !== undefined) {
    checkType(value);
  } else if (type.type === "integer") {
    checkInteger(exact, type, value);
  } else {
    writeJson(value, { levels }); // Anything that can be written.
  }
}

const checks: Readonly<Record<string, (value: unknown) => void>> = {
  i64: (value) => checkBigInt("i64", -(2n ** 63n), 2n ** 63n - 1n, value),
  u64: (value) => checkBigInt("u64", 0n, 2n ** 64n - 1n, value),
  f32: (value) =>
    checkNumber("a finite number in the range of f32", value, (number) =>
      Number.isFinite(Math.fround(number)),
    ),
  f64: (value) => checkNumber("a finite number", value, Number.isFinite),
  string: (value) => checkText("a string", value),
  path: checkPath,
  boolean(value) {
    if (typeof value !== "boolean") {
      throw expected("a boolean", value);
    }
  },
  null(value) {
    if (value !== null && value !== undefined) {
      throw expected("null", value);
    }
  },
};

function checkView(name: keyof typeof classes, value: unknown): void {
  const article = name === "Int32Array" ? "an" : "a";
  const what = `${article} ${classes[name].name}`;
  if (!(value instanceof classes[name])) {
    throw expected(what, value);
  }
  ownMemory(what, value);
}

function checkInteger(
  name: string,
  { minimum = 0, maximum = 0 }: JsonSchema,
  value: unknown,
): void {
  const what = `an integer from ${minimum} to ${maximum} (${name})`;
  const fits = (number: number) =>
    Number.isInteger(number) && number >= minimum && number <= maximum;
  checkNumber(what, value, fits);
}

function checkNumber(what: string, value: unknown, fits: (value: number) => boolean): void {
  if (typeof value !== "number") {
    throw expected(what, value);
  }
  if (!fits(value)) {
    throw expected(what, value, "OUT_OF_RANGE");
  }
}

function checkBigInt(name: string, minimum: bigint, maximum: bigint, value: unknown): void {
  const what = `a bigint from ${minimum} to ${maximum} (${name})`;
  if (typeof value !== "bigint") {
    throw expected(what, value);
  }
  if (value < minimum || value > maximum) {
    throw expected(what, value, "OUT_OF_RANGE");
  }
}

function checkText(what: string, value: unknown): asserts value is string {
  if (typeof value !== "string") {
    throw expected(what, value);
  }
  if (/\p{Surrogate}/u.test(value)) {
    throw unfit(what, "a string with a lone surrogate, which is not valid Unicode");
  }
}

function checkPath(value: unknown): void {
  checkText("a path", value);
  if (value === "") {
    throw unfit("a path", "an empty string");
  }
  if (value.includes("\0")) {
    throw unfit("a path", "a string with a NUL character");
  }
}
