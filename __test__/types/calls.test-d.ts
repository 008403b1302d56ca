import { expectTypeOf, test } from "vitest";
import {
  type Bytes,
  type Contract,
  contract,
  type Entries,
  type EntryKind,
  hash,
  math,
  program,
  type RunResult,
  schemas,
  transfer,
  tree,
} from "../../index.ts";

test("arithmetic takes and returns numbers, or bigints, never both", () => {
  expectTypeOf(math.add).toEqualTypeOf<(a: number, b: number) => number>();
  expectTypeOf(math.addI64).toEqualTypeOf<(a: bigint, b: bigint) => bigint>();
  expectTypeOf(math.sumI64(BigInt64Array.of(1n))).toEqualTypeOf<bigint>();
  expectTypeOf(math.addInto(new Int32Array(1), new Int32Array(1))).toBeVoid();
  // @ts-expect-error a bigint is not a number
  math.add(1n, 2);
  // @ts-expect-error a number is not a bigint
  math.addI64(1, 2n);
  // @ts-expect-error text is not a number
  math.add("1", 2);
  // @ts-expect-error one is missing
  math.add(1);
  // @ts-expect-error one too many
  math.add(1, 2, 3);
  // @ts-expect-error a list is not a column
  math.sum([1, 2]);
  // @ts-expect-error columns have a type
  math.sum(new Float64Array(1));
});

test("a blocking command returns a promise, its twin the result", () => {
  expectTypeOf(program.run("x")).toEqualTypeOf<Promise<RunResult>>();
  expectTypeOf(program.runSync("x")).toEqualTypeOf<RunResult>();
  expectTypeOf(program.which("x")).resolves.toBeString();
  expectTypeOf(hash.fileSync("x")).toBeString();
  // @ts-expect-error a command that does not block has no twin
  math.addSync;
});

test("program.run takes what is written in its documentation", () => {
  program.run("x", ["a"] as const, { cwd: "/", env: { A: "1" }, check: false, timeoutMs: 5 });
  program.run("x", null, { stdin: new Uint8Array(1), signal: new AbortController().signal });
  program.run("x", undefined, {
    onProgress: (progress) => {
      expectTypeOf(progress.done).toBeNumber();
      expectTypeOf(progress.total).toEqualTypeOf<number | null>();
    },
  });
  program.run("x", [], {
    onLine: (line, stream) => {
      expectTypeOf(line).toBeString();
      expectTypeOf(stream).toEqualTypeOf<"stdout" | "stderr">();
    },
  });
  program.run("x", [], { stdinText: "a", stdoutFile: "b", overflow: "truncate", env: { A: null } });
  // @ts-expect-error nobody hears lines of a call that waits
  program.runSync("x", [], { onLine: () => {} });
  // @ts-expect-error a walk has no lines
  tree.walk("x", { onLine: () => {} });
  // @ts-expect-error an unknown way
  program.run("x", [], { overflow: "drop" });
  // @ts-expect-error a misspelt option
  program.run("x", [], { tiemoutMs: 1 });
  // @ts-expect-error arguments are text
  program.run("x", [1]);
  // @ts-expect-error input is bytes, not text
  program.run("x", [], { stdin: "text" });
  // @ts-expect-error variables are text
  program.run("x", [], { env: { A: 1 } });
  // @ts-expect-error a flag that is off by default cannot be null
  program.run("x", [], { check: null });
  // @ts-expect-error a call that waits cannot be cancelled
  program.runSync("x", [], { signal: new AbortController().signal });
});

test("program.run returns how the program ended", () => {
  expectTypeOf<RunResult>().toEqualTypeOf<{
    readonly exitCode: number | null;
    readonly signal: string | null;
    readonly stdout: Bytes;
    readonly stderr: Bytes;
    readonly stdoutDropped: number;
    readonly stderrDropped: number;
    readonly pipesOpen: boolean;
    readonly durationMs: number;
  }>();
  expectTypeOf<Bytes>().toExtend<Uint8Array>();
  expectTypeOf<Bytes["text"]>().returns.toBeString();
  expectTypeOf<Bytes["lines"]>().returns.toEqualTypeOf<string[]>();
  const result = {} as RunResult;
  // @ts-expect-error results are not changed
  result.exitCode = 1;
});

test("tree.walk returns columns", () => {
  expectTypeOf(tree.walkSync("x")).toEqualTypeOf<Entries>();
  expectTypeOf<Entries["paths"]>().toEqualTypeOf<string[]>();
  expectTypeOf<Entries["kinds"]>().toEqualTypeOf<Bytes>();
  expectTypeOf<Entries["sizes"]>().toEqualTypeOf<Float64Array | null>();
  expectTypeOf<Entries["errors"][number]["code"]>().toBeString();
  expectTypeOf<EntryKind>().toEqualTypeOf<"file" | "directory" | "symlink" | "other">();
  tree.walk("x", { kinds: ["file"], glob: ["*"], maxDepth: null });
  // @ts-expect-error an unknown kind
  tree.walk("x", { kinds: ["folder"] });
  // @ts-expect-error globs are a list
  tree.walk("x", { glob: "*" });
  // @ts-expect-error the columns are there only with stat
  tree.walkSync("x").sizes[0];
});

test("hash knows its algorithms and encodings", () => {
  expectTypeOf(
    hash.bytes(new Uint8Array(1), { algorithm: "sha512", encoding: "sri" }),
  ).toBeString();
  expectTypeOf(hash.bytes(Buffer.from("x"))).toBeString();
  // @ts-expect-error text has no bytes of its own
  hash.bytes("text");
  // @ts-expect-error an unknown algorithm
  hash.bytes(new Uint8Array(1), { algorithm: "sha3" });
});

test("what describes the commands is typed too", () => {
  expectTypeOf(contract).returns.toEqualTypeOf<Contract>();
  const params = schemas["math.addI64"].params["~standard"];
  expectTypeOf(params.version).toEqualTypeOf<1>();
  expectTypeOf<NonNullable<typeof params.types>["input"]>().toEqualTypeOf<{
    readonly a: bigint;
    readonly b: bigint;
  }>();
  const validated = params.validate({});
  if (validated.issues === undefined) {
    expectTypeOf(validated.value.a).toEqualTypeOf<bigint>();
  } else {
    expectTypeOf(validated.issues[0]!.path).toEqualTypeOf<readonly string[]>();
  }
  // @ts-expect-error an unknown command
  schemas["math.power"];
});

test("transfer() keeps the type of what it takes", () => {
  expectTypeOf(transfer(new Float64Array(1))).toEqualTypeOf<Float64Array<ArrayBuffer>>();
  expectTypeOf(transfer(Buffer.alloc(1))).toEqualTypeOf<Buffer<ArrayBuffer>>();
  expectTypeOf(transfer({} as Bytes)).toEqualTypeOf<Bytes>();
  // @ts-expect-error commands take typed arrays
  transfer(new ArrayBuffer(1));
  // @ts-expect-error commands take typed arrays
  transfer(new DataView(new ArrayBuffer(1)));
});
